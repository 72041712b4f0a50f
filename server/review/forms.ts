import { formReader, type Parsed } from '../shared/forms.js'
import type { Rubric } from '../shared/rubric.js'
import type { Judgement } from './decision.js'
import type { ReviewDraft } from './draftStore.js'

const COMMENT_MAX = 6000
const NOTE_MAX = 4000
const REASON_MAX = 1000

export const levelField = (criterionId: string) => `level-${criterionId}`
export const commentField = (criterionId: string) => `comment-${criterionId}`

type Typed = Omit<ReviewDraft, 'savedAt'>

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
