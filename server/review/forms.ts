import { formReader, type Parsed } from '../shared/forms.js'
import type { Rubric } from '../shared/rubric.js'
import type { Judgement } from './decision.js'
import type { ReviewDraft } from './draftStore.js'
import { type Highlight, LONGEST_QUOTE } from './highlight.js'

const COMMENT_MAX = 6000
const NOTE_MAX = 4000
const REASON_MAX = 1000

const LONGEST_RECORDING_SECONDS = 24 * 3600
const MOST_PAGES = 10_000

export const levelField = (criterionId: string) => `level-${criterionId}`
export const commentField = (criterionId: string) => `comment-${criterionId}`

type Typed = Pick<ReviewDraft, 'judgements' | 'note'>

/** Takes what there is: half a review is worth keeping. */
export function parseReviewDraft(body: unknown, toJudge: Rubric): Parsed<Typed> {
  const form = formReader(body)
  return form.result(typedIn(form, toJudge))
}

/** A review that is ready to be locked: a level and a comment for every criterion. */
export function parseReview(body: unknown, toJudge: Rubric): Parsed<{ judgements: Judgement[]; note: string }> {
  const form = formReader(body)
  const { judgements, note } = typedIn(form, toJudge)
  for (const { criterionId, levelId, comment } of judgements) {
    const { name } = toJudge.find(({ id }) => id === criterionId)!
    if (!levelId) form.fail(levelField(criterionId), 'review.error.level', { name })
    if (!comment) form.fail(commentField(criterionId), 'review.error.comment', { name })
  }
  return form.result({ judgements: judgements as Judgement[], note })
}

function typedIn(form: ReturnType<typeof formReader>, toJudge: Rubric): Typed {
  const judgements = toJudge.map(({ id, levels }) => {
    const level = levels.find(({ id: levelId }) => levelId === form.raw[levelField(id)])
    const comment = form.text(commentField(id), { max: COMMENT_MAX })
    return { criterionId: id, comment, ...(level && { levelId: level.id }) }
  })
  return { judgements, note: form.text('note', { max: NOTE_MAX }) }
}

/** A page is a number, a moment is minutes and seconds ("1:15") or seconds; either may be left out. */
export function parseHighlight(body: unknown): Parsed<Omit<Highlight, 'id'>> {
  const form = formReader(body)
  const page = form.number('page', { min: 1, max: MOST_PAGES, integer: true })
  const seconds = secondsIn(form.text('moment', { max: 20 }))
  if (seconds === 'unreadable') form.fail('moment', 'review.highlight.notThere')
  return form.result({
    criterionId: form.text('criterion', { required: true, max: 100 }),
    evidenceId: form.text('evidence', { required: true, max: 100 }),
    quote: form.text('quote', { max: LONGEST_QUOTE }),
    ...(page !== undefined && { page }),
    ...(typeof seconds === 'number' && { seconds }),
  })
}

function secondsIn(text: string): number | 'unreadable' | undefined {
  if (text === '') return undefined
  if (!/^\d{1,5}(?::[0-5]?\d){0,2}$/.test(text)) return 'unreadable'
  const seconds = text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
  return seconds <= LONGEST_RECORDING_SECONDS ? seconds : 'unreadable'
}

/** Turning an offer down needs no excuse; a recusal says what stands in the way. */
export function parseReason(body: unknown, required: boolean): Parsed<{ reason: string }> {
  const form = formReader(body)
  const reason = form.text('reason', { max: REASON_MAX })
  if (required && reason === '') form.fail('reason', 'review.error.reason')
  return form.result({ reason })
}

export function parseConflict(body: unknown): Parsed<{ handle: string }> {
  const form = formReader(body)
  const handle = form.text('handle', { required: true, max: 60 }).replace(/^@/, '').toLowerCase()
  return form.result({ handle })
}
