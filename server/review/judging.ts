import type { Estimates } from '../rating/index.js'
import { Invalid } from '../shared/errors.js'
import { isFullyScored, type Rubric } from '../shared/rubric.js'
import { decide, type Ending, lockedPanel, openAdjudication } from './concluding.js'
import { concur, criteriaToJudge, decideByAgreement, decideByRuling, type Judgement } from './decision.js'
import { settleByModel } from './modelJudging.js'
import { ensureAllowed, happening, ownReview, panelSeats, type ReviewerAct, replaceReview } from './panel.js'
import { andThen, change, type Review, type Submission, type SubmissionChange, unchanged } from './submission.js'

export interface LockReview extends ReviewerAct, Ending {
  judgements: Judgement[]
  note: string
}

/** How a panel's reviews become a decision: two who concur, or the model with what it knows of reviewers. */
export type DecisionRule = 'twoConcur' | Estimates

/** Hands in one judgement for good, and decides when it was the last one needed. */
export function lockReview(
  submission: Submission,
  lock: LockReview,
  rubric: Rubric,
  decisionRule: DecisionRule = 'twoConcur',
): SubmissionChange {
  const review = ownReview(submission, lock)
  if (review.state === 'locked') return unchanged(submission)
  ensureAllowed(submission, review, ['accepted', 'inProgress'])
  const judgements = judgementsOf(criteriaToJudge(rubric, submission.carriedOver), lock.judgements)
  const locked: Review = { ...review, state: 'locked', lockedAt: lock.at, judgements, note: lock.note }
  const change = replaceReview(submission, locked, [{ ...happening(review, lock), name: 'reviewLocked' }])
  return andThen(change, after => settle(after, rubric, decisionRule, lock))
}

/** Every criterion still to judge, with a level and a comment each; nothing else. */
function judgementsOf(toJudge: Rubric, given: Judgement[]): Judgement[] {
  if (!isFullyScored(toJudge, given)) throw new Invalid('Every criterion needs a level')
  return toJudge.map(({ id }) => {
    const { levelId, comment, highlights } = given.find(judgement => judgement.criterionId === id)!
    if (comment.trim() === '') throw new Invalid('Every criterion needs a comment', `comment-${id}`)
    return { criterionId: id, levelId, comment: comment.trim(), ...(highlights?.length && { highlights }) }
  })
}

function settle(submission: Submission, rubric: Rubric, decisionRule: DecisionRule, ending: Ending): SubmissionChange {
  if (submission.anchor) return closeAnchor(submission, ending.at)
  if (submission.state === 'inAdjudication') return rule(submission, rubric, ending)
  if (decisionRule !== 'twoConcur') return settleByModel(submission, rubric, decisionRule, ending)
  const [one, other] = lockedPanel(submission)
  if (!one || !other) return unchanged(submission)
  if (concur(criteriaToJudge(rubric, submission.carriedOver), one.judgements, other.judgements))
    return agree(submission, [one, other], rubric, ending)
  return openAdjudication(submission, ending.at)
}

/** Nothing is decided: what the reviewer chose is compared with what was agreed. */
function closeAnchor(submission: Submission, at: Date): SubmissionChange {
  const { id: reviewId, reviewerId, seat, judgements } = submission.reviews[0]!
  const scores = judgements.map(({ criterionId, levelId }) => ({ criterionId, levelId }))
  return change(submission, { state: 'decided' }, [
    { name: 'anchorReviewed', at, reviewId, reviewerId, seat, scores, ...submission.anchor! },
  ])
}

function agree(submission: Submission, panel: [Review, Review], rubric: Rubric, ending: Ending) {
  const agreed = change(submission, { state: 'agreed' }, [{ name: 'reviewersAgreed', at: ending.at }])
  const judgements: [Judgement[], Judgement[]] = [panel[0].judgements, panel[1].judgements]
  const verdict = decideByAgreement(rubric, submission.carriedOver, judgements)
  return andThen(agreed, after => decide(after, verdict, panel, ending))
}

function rule(submission: Submission, rubric: Rubric, ending: Ending): SubmissionChange {
  const ruling = submission.reviews.find(review => review.seat === 'adjudicator' && review.state === 'locked')
  if (!ruling) return unchanged(submission)
  const panel = lockedPanel(submission)
  const judged = panel.map(review => review.judgements)
  const verdict = decideByRuling(rubric, submission.carriedOver, ruling.judgements, judged)
  return decide(submission, verdict, [...panel, ruling], ending)
}

/** What this reviewer may see of the others: nothing before all of the panel have locked, themselves included. */
export function visibleReviews(submission: Submission, reviewId: string): Review[] {
  const own = submission.reviews.find(review => review.id === reviewId)
  const panel = lockedPanel(submission)
  const done = panel.length >= panelSeats(submission)
  const mayKnow =
    own?.state === 'locked' || (own?.seat === 'adjudicator' && ['accepted', 'inProgress'].includes(own.state))
  if (!done || !mayKnow) return []
  const ruling = submission.reviews.filter(({ seat, state }) => seat === 'adjudicator' && state === 'locked')
  return [...panel, ...ruling].filter(review => review.id !== reviewId)
}
