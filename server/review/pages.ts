import type { MicroCredentialVersion } from '../microcredential/index.js'
import type { Rejected } from '../shared/forms.js'
import { type Criterion, levelOf, type Rubric } from '../shared/rubric.js'
import { formView } from '../web/formView.js'
import { criteriaToJudge, differsOn, type Judgement } from './decision.js'
import type { ReviewDraft } from './draftStore.js'
import { evidenceView, rubricView } from './evidenceView.js'
import { commentField, levelField } from './forms.js'
import { lockedPanel, visibleReviews } from './judging.js'
import { isOpen, OFFER_DAYS, REVIEW_DAYS } from './panel.js'
import type { Review, Submission } from './submission.js'

export interface ReviewSubject {
  submission: Submission
  review: Review
  microCredential: MicroCredentialVersion
}

const pathOf = (review: Review) => `/reviews/${review.id}`
const titled = ({ anatomy, slug, version }: MicroCredentialVersion) => ({
  title: anatomy.title,
  microCredentialTitle: anatomy.title,
  microCredentialHref: `/microcredentials/${slug}/v${version}`,
})

export function offerPage({ submission, review, microCredential }: ReviewSubject, rejected?: Rejected) {
  const { anatomy } = microCredential
  return {
    ...titled(microCredential),
    ...formView({}, rejected),
    summary: anatomy.summary,
    isAdjudication: review.seat === 'adjudicator',
    criteria: criteriaToJudge(anatomy.rubric, submission.carriedOver).map(({ name }) => name),
    pieces: submission.evidence.length,
    answerBy: review.answerBy,
    days: { offer: OFFER_DAYS, review: REVIEW_DAYS },
    why: review.why.map(({ reason, count }) => ({ messageKey: `review.why.${reason}`, values: { count } })),
    action: pathOf(review),
  }
}

export function workspacePage(subject: ReviewSubject, draft: ReviewDraft | undefined, rejected?: Rejected) {
  const { submission, review, microCredential } = subject
  const { rubric } = microCredential.anatomy
  const toJudge = criteriaToJudge(rubric, submission.carriedOver)
  const form = formView(storedValues(draft), rejected)
  const others = visibleReviews(submission, review.id)
  return {
    ...titled(microCredential),
    ...form,
    action: pathOf(review),
    savedAt: draft?.savedAt,
    dueAt: review.dueAt,
    isAdjudication: review.seat === 'adjudicator',
    evidence: evidenceOf(subject),
    criteria: toJudge.map((criterion, index) => ({
      ...criterionForm(criterion, form),
      position: index + 1,
      of: toJudge.length,
      others: others.map((other, number) => judgementView(criterion, other.judgements, number + 1)),
      isDisputed: others.length > 1 && differsOn(criterion, others[0]!.judgements, others[1]!.judgements),
    })),
    carriedOver: rubricView(rubric, submission.carriedOver).filter(({ isCarriedOver }) => isCarriedOver),
    panelNotes: panelNotes(others),
  }
}

/** A review that its reviewer can no longer change: what they said, and what came of it. */
export function closedPage({ submission, review, microCredential }: ReviewSubject) {
  const { rubric } = microCredential.anatomy
  const others = visibleReviews(submission, review.id)
  const toJudge = criteriaToJudge(rubric, submission.carriedOver)
  return {
    ...titled(microCredential),
    statusKey: `review.closed.${closedStatus(submission, review)}`,
    isLocked: review.state === 'locked',
    lockedAt: review.lockedAt,
    note: review.note,
    criteria: toJudge.map(criterion => ({
      name: criterion.name,
      own: review.state === 'locked' ? judgementView(criterion, review.judgements, 0) : undefined,
      others: others.map((other, number) => judgementView(criterion, other.judgements, number + 1)),
      final: finalView(criterion, submission),
    })),
    panelNotes: panelNotes(others),
    selfAssessment: others.length > 0 ? selfAssessmentView(rubric, submission) : [],
  }
}

function closedStatus(submission: Submission, review: Review): string {
  if (submission.state === 'withdrawn') return 'withdrawn'
  if (review.state !== 'locked')
    return review.state === 'recused' || review.state === 'declined' ? review.state : 'expired'
  if (submission.decision) return submission.decision.outcome
  return lockedPanel(submission).length < 2 ? 'waiting' : 'adjudication'
}

export interface QueueItem {
  submission: Submission
  review: Review
  title: string
}

export function queuePage(items: QueueItem[], done: QueueItem[], nextHref?: string) {
  const inState = (...states: Review['state'][]) => items.filter(({ review }) => states.includes(review.state)).map(row)
  const [offered, accepted] = [inState('offered'), inState('accepted', 'inProgress')]
  return {
    titleKey: 'review.queue.title',
    offered,
    accepted,
    done: done.map(row),
    load: { offered: offered.length, accepted: accepted.length },
    isEmpty: items.length === 0 && done.length === 0,
    nextHref,
  }
}

function row({ submission, review, title }: QueueItem) {
  return {
    title,
    href: pathOf(review),
    answerBy: review.state === 'offered' ? review.answerBy : undefined,
    dueAt: isOpen(submission) && review.state !== 'locked' ? review.dueAt : undefined,
    lockedAt: review.lockedAt,
    isAdjudication: review.seat === 'adjudicator',
    hasBegun: review.state === 'inProgress',
    statusKey: `review.closed.${closedStatus(submission, review)}`,
  }
}

export function evidenceOf({ submission, review, microCredential }: ReviewSubject) {
  return evidenceView(microCredential.anatomy, submission.evidence, piece => `${pathOf(review)}/evidence/${piece.id}`)
}

function criterionForm(criterion: Criterion, { values, fieldErrors }: ReturnType<typeof formView>) {
  const [level, comment] = [levelField(criterion.id), commentField(criterion.id)]
  return {
    name: criterion.name,
    description: criterion.description,
    level: {
      name: level,
      error: fieldErrors[level],
      options: criterion.levels.map(({ id, name, description }) => ({
        value: id,
        label: name,
        hint: description,
        isRequired: id === criterion.requiredLevelId,
        selected: values[level] === id,
      })),
    },
    comment: { name: comment, value: values[comment], error: fieldErrors[comment] },
  }
}

function storedValues(draft: ReviewDraft | undefined): Record<string, unknown> {
  const fields = (draft?.judgements ?? []).flatMap(({ criterionId, levelId, comment }) => [
    [levelField(criterionId), levelId],
    [commentField(criterionId), comment],
  ])
  return { ...Object.fromEntries(fields), note: draft?.note ?? '' }
}

function judgementView(criterion: Criterion, judgements: Judgement[], number: number) {
  const judgement = judgements.find(({ criterionId }) => criterionId === criterion.id)
  return { number, level: levelOf(criterion, judgement?.levelId)?.name, comment: judgement?.comment }
}

function finalView(criterion: Criterion, { decision }: Submission) {
  const feedback = decision?.feedback.find(({ criterionId }) => criterionId === criterion.id)
  return feedback && { level: levelOf(criterion, feedback.levelId)?.name, met: feedback.met }
}

const panelNotes = (others: Review[]) =>
  others.map(({ note }, index) => ({ number: index + 1, note })).filter(({ note }) => note !== '')

/** Shown only once nobody can be swayed by it any more. */
function selfAssessmentView(rubric: Rubric, { selfAssessment }: Submission) {
  return rubric.flatMap(criterion => {
    const own = selfAssessment.find(({ criterionId }) => criterionId === criterion.id)
    return own ? [{ name: criterion.name, level: levelOf(criterion, own.levelId)?.name, note: own.note }] : []
  })
}
