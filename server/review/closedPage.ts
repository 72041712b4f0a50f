import { type Criterion, levelOf, type Rubric } from '../shared/rubric.js'
import { criteriaToJudge } from './decision.js'
import { evidenceView } from './evidenceView.js'
import { visibleReviews } from './judging.js'
import { ANSWERABLE, isToConfirm } from './panel.js'
import { proposalView } from './proposalView.js'
import { judgementView, panelNotes, pathOf, type ReviewSubject, titled } from './subject.js'
import type { AnchorRef, Review, Submission } from './submission.js'

/** A review that its reviewer can no longer change: what they said, and what came of it. */
export function closedPage(subject: ReviewSubject) {
  const { submission, review, microCredential } = subject
  const { rubric } = microCredential.anatomy
  const others = visibleReviews(submission, review.id)
  const toJudge = criteriaToJudge(rubric, submission.carriedOver)
  return {
    ...titled(microCredential),
    statusKey: `review.closed.${closedStatus(submission, review)}`,
    isLocked: review.state === 'locked',
    lockedAt: review.lockedAt,
    anchorHref: review.state === 'locked' && submission.anchor && anchorHref(submission.anchor),
    note: review.note,
    ...(others.length > 0 && proposalView(submission, review, toJudge)),
    criteria: toJudge.map(criterion => ({
      name: criterion.name,
      own: review.state === 'locked' ? judgementView(criterion, review.judgements, 0, subject) : undefined,
      others: others.map((other, number) => judgementView(criterion, other.judgements, number + 1, subject)),
      final: finalView(criterion, submission),
    })),
    panelNotes: panelNotes(others),
    selfAssessment: others.length > 0 && submission.decision ? selfAssessmentView(rubric, submission) : [],
    evidence: isToConfirm(submission, review) && evidenceOf(subject),
  }
}

/** Whoever is to say whether "not yet" stands reads the work again. */
const evidenceOf = ({ submission, review, microCredential }: ReviewSubject) =>
  evidenceView(microCredential.anatomy, submission.evidence, ({ id }) => `${pathOf(review)}/evidence/${id}`)

/** What became of a review, as the end of a locale key. */
export function closedStatus(submission: Submission, review: Review): string {
  if (submission.state === 'withdrawn') return 'withdrawn'
  if (submission.state === 'denied') return 'denied'
  if (submission.state === 'onHold' && [...ANSWERABLE, 'locked'].includes(review.state)) return 'paused'
  if (submission.anchor && review.state === 'locked') return 'anchor'
  if (review.state !== 'locked')
    return review.state === 'recused' || review.state === 'declined' ? review.state : 'expired'
  if (submission.decision) return submission.decision.outcome
  if (submission.resting) return 'resting'
  if (submission.state === 'agreed') return isToConfirm(submission, review) ? 'toConfirm' : 'confirming'
  return submission.state === 'inReview' ? 'waiting' : 'adjudication'
}

/** Where a reviewer compares what they chose with what was agreed. */
const anchorHref = ({ setId, anchorId }: AnchorRef) => `/reviews/calibration/${setId}/anchors/${anchorId}`

function finalView(criterion: Criterion, { decision }: Submission) {
  const feedback = decision?.feedback.find(({ criterionId }) => criterionId === criterion.id)
  return feedback && { level: levelOf(criterion, feedback.levelId)?.name, met: feedback.met }
}

/** Shown only once it is decided: until then somebody could be swayed by it, were it only whoever has to confirm. */
function selfAssessmentView(rubric: Rubric, { selfAssessment }: Submission) {
  return rubric.flatMap(criterion => {
    const own = selfAssessment.find(({ criterionId }) => criterionId === criterion.id)
    return own ? [{ name: criterion.name, level: levelOf(criterion, own.levelId)?.name, note: own.note }] : []
  })
}
