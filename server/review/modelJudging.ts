import type { Estimates } from '../rating/index.js'
import { Conflict, NotFound } from '../shared/errors.js'
import type { Rubric } from '../shared/rubric.js'
import { decide, type Ending, lockedPanel, openAdjudication } from './concluding.js'
import { CONFIRMATION_DAYS, daysAfter } from './days.js'
import { decideByModel } from './decision.js'
import { happening, ownReview, panelSeats, type ReviewerAct, systemHappening } from './panel.js'
import { andThen, change, type Submission, type SubmissionChange, unchanged } from './submission.js'
import { type KeptEstimates, type PanelWeighing, weighPanel } from './weighing.js'

/**
 * Once all who were asked have locked: earned, another reviewer, or a "not yet" that a person has to confirm. The model
 * never overrules everybody: where no reviewer shares its view of a criterion, a third reader decides.
 */
export function settleByModel(
  submission: Submission,
  rubric: Rubric,
  estimates: KeptEstimates | Estimates,
  ending: Ending,
): SubmissionChange {
  const { at } = ending
  const panel = lockedPanel(submission)
  if (panel.length < panelSeats(submission)) return unchanged(submission)
  const weighing = weighPanel(submission, panel, rubric, estimates, at)
  const weighed = { ...submission, weighings: [...(submission.weighings ?? []), weighing] }
  if (weighing.step === 'ask') return askAnother(weighed, at)
  const verdict = verdictOf(weighed, rubric)
  if (!verdict) return openAdjudication(weighed, at)
  if (weighing.step !== 'earned') return propose(weighed, weighing, at)
  return decide(weighed, verdict, panel, ending)
}

const askAnother = (submission: Submission, at: Date): SubmissionChange =>
  change(submission, { panelSize: panelSeats(submission) + 1 }, [{ name: 'furtherReviewWanted', at }])

/** The most consistent of the panel is asked to confirm. */
function propose(submission: Submission, { reviewers }: PanelWeighing, at: Date): SubmissionChange {
  const { reviewId } = reviewers.reduce((one, other) => (other.noise < one.noise ? other : one))
  const review = submission.reviews.find(({ id }) => id === reviewId)!
  const by = daysAfter(at, CONFIRMATION_DAYS)
  return change(submission, { state: 'agreed', confirmation: { reviewId, by } }, [
    { ...systemHappening(review, at), name: 'notYetProposed', confirmBy: by },
  ])
}

/** A person has read what the model proposes, and says so with their name. */
export function confirmNotYet(submission: Submission, act: ReviewerAct & Ending, rubric: Rubric): SubmissionChange {
  const { review, isSaid } = answering(submission, act, 'notYetConfirmed')
  if (isSaid) return unchanged(submission)
  const said = change(submission, {}, [{ ...happening(review, act), name: 'notYetConfirmed' }])
  return andThen(said, after => decide(after, verdictOf(after, rubric)!, lockedPanel(after), act))
}

/** A person is not convinced: somebody who sees everything decides. */
export function contestNotYet(submission: Submission, act: ReviewerAct): SubmissionChange {
  const { review, isSaid } = answering(submission, act, 'notYetContested')
  if (isSaid) return unchanged(submission)
  const said = change(submission, {}, [{ ...happening(review, act), name: 'notYetContested' }])
  return andThen(said, after => openAdjudication(after, act.at))
}

/** Throws NotFound for whoever was not asked, Conflict once somebody else decides. */
function answering(submission: Submission, act: ReviewerAct, answer: 'notYetConfirmed' | 'notYetContested') {
  const review = ownReview(submission, act)
  const has = (event: string) =>
    submission.timeline.some(({ name, reviewId }) => name === event && reviewId === review.id)
  if (!has('notYetProposed')) throw new NotFound('Nobody asked for this')
  const isSaid = has(answer)
  if (!isSaid && (submission.state !== 'agreed' || submission.resting))
    throw new Conflict('This is decided otherwise by now')
  return { review, isSaid }
}

function verdictOf(submission: Submission, rubric: Rubric) {
  const reviews = lockedPanel(submission).map(({ judgements }) => judgements)
  return decideByModel(rubric, submission.carriedOver, reviews, submission.weighings!.at(-1)!)
}
