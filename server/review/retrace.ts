import { NO_ESTIMATES } from '../rating/index.js'
import type { Rubric } from '../shared/rubric.js'
import { passTime } from './deadlines.js'
import { answerHold, clearHold, denyHold, placeHold } from './hold.js'
import { type DecisionRule, lockReview } from './judging.js'
import { confirmNotYet, contestNotYet } from './modelJudging.js'
import { takeBack } from './moveSeat.js'
import { acceptReview, declineReview, offerReview, recuseReview, startReview, waitForReviewers } from './panel.js'
import {
  finishCheck,
  type Review,
  type Step,
  type Submission,
  type SubmissionChange,
  startCheck,
  withdrawSubmission,
} from './submission.js'
import type { KeptEstimates, PanelWeighing } from './weighing.js'

/**
 * Takes every step of a submission's audit trail again, by the rules of today, from what was handed in: the trail says
 * who did what and when, the reviews say what was judged, the weighings what the model was given. Throws where a rule
 * refuses a step, or where it leads elsewhere than the trail says. Texts of a hold that a later one replaced are gone;
 * nothing is decided by them.
 */
export function retrace(kept: Submission, rubric: Rubric, byModel = kept.weighings !== undefined): Submission {
  let so = beginning(kept)
  while (so.timeline.length < kept.timeline.length) {
    const step = kept.timeline[so.timeline.length]!
    const { state } = take(so, step, kept, rubric, byModel)
    ensureAsTold(so.timeline.length, state, kept)
    so = state
  }
  return so
}

/** One act may be several steps: each of them has to be the one that the trail tells. */
function ensureAsTold(from: number, { timeline }: Submission, kept: Submission): void {
  for (let index = from; index < Math.max(from + 1, timeline.length); index++) {
    const [come, told] = [timeline[index]?.name, kept.timeline[index]?.name]
    if (come !== told) throw new Error(`step ${index + 1} should be ${told}, and would be ${come}`)
  }
}

/** As it was handed in. */
function beginning(kept: Submission): Submission {
  const isOfSomebody = !kept.anchor && !kept.appeal
  const { decision: _d, hold: _h, weighings: _w, panelSize: _p, confirmation: _c, waitingSince: _s, ...others } = kept
  const { resting: _r, ...rest } = others
  return {
    ...rest,
    ...{ reviews: [], problems: [], state: isOfSomebody ? 'submitted' : 'inReview' },
    // An anchor begins with its offer; everything else with having been handed in.
    timeline: kept.anchor ? [] : kept.timeline.slice(0, 1),
  }
}

function take(so: Submission, step: Step, kept: Submission, rubric: Rubric, byModel: boolean): SubmissionChange {
  const { at, reason = '' } = step
  const review = kept.reviews.find(({ id }) => id === step.reviewId)
  const who = { reviewId: review?.id ?? '', reviewerId: review?.reviewerId ?? '' }
  const act = { ...who, at, reason, tellAt: toldAfter(kept, at) }
  const coordinator = { coordinatorId: step.actorId ?? '', reason, at }
  switch (step.name) {
    case 'checkStarted':
      return startCheck(so, at)
    case 'submissionFoundComplete':
      return finishCheck(so, [], at)
    case 'submissionFoundIncomplete':
      return finishCheck(so, kept.problems, at)
    case 'reviewersWanting':
      return waitForReviewers(so, at)
    case 'reviewOffered':
      return offerReview(so, act.reviewId, choiceIn(review!, step), at)
    case 'reviewAccepted':
      return acceptReview(so, act)
    case 'reviewDeclined':
      return declineReview(so, act)
    case 'reviewRecused':
      return recuseReview(so, act)
    case 'reviewStarted':
      return startReview(so, act)
    case 'reviewExpired':
      return step.actorId ? takeBack(so, { ...coordinator, reviewId: act.reviewId }) : passTime(so, at)
    case 'reviewLocked':
      return lockReview(so, { ...act, ...judgedIn(review!) }, rubric, byModel ? modelAt(so, kept) : 'twoConcur')
    case 'notYetConfirmed':
      return confirmNotYet(so, act, rubric)
    case 'notYetContested':
      return contestNotYet(so, act)
    case 'submissionHeld':
      return placeHold(so, coordinator)
    case 'holdAnswered':
      return answerHold(so, { earnerId: step.actorId ?? '', ...answerIn(so, kept), at })
    case 'submissionCleared':
      return clearHold(so, coordinator)
    case 'submissionDenied':
      return denyHold(so, coordinator)
    case 'submissionWithdrawn':
    case 'appealClosed':
      return withdrawSubmission(so, step.actorId ?? '', at)
    default:
      return passTime(so, at)
  }
}

/** Where a decision was told later than it fell, or is still to be told. */
function toldAfter({ timeline, resting }: Submission, at: Date): Date | undefined {
  const told = timeline.find(({ name }) => name === 'submissionDecided' || name === 'appealDecided')?.at
  const tellAt = told ?? resting?.tellAt
  return tellAt && tellAt > at ? tellAt : undefined
}

const choiceIn = ({ reviewerId: personId, why }: Review, { actorId }: Step) => ({
  ...{ personId, why },
  ...(actorId && { askedBy: actorId }),
})

const judgedIn = ({ judgements, note }: Review) => ({ judgements, note })

function answerIn(so: Submission, kept: Submission): { text: string } {
  const isLast = so.hold?.placedAt.getTime() === kept.hold?.placedAt.getTime()
  return (isLast && kept.hold?.answers[so.hold?.answers.length ?? 0]) || { text: '…' }
}

/** What was known of reviewers when the model was asked the next time, as far as it was used. */
function modelAt(so: Submission, kept: Submission): DecisionRule {
  const weighing = kept.weighings?.[so.weighings?.length ?? 0]
  return weighing ? estimatesIn(weighing, kept) : NO_ESTIMATES
}

function estimatesIn({ at, model, estimatesId, population, reviewers, next }: PanelWeighing, kept: Submission) {
  const personOf = (reviewId: string) => kept.reviews.find(({ id }) => id === reviewId)!.reviewerId
  const known = reviewers.map(({ reviewId, ...rest }) => ({ ...rest, reviewerId: personOf(reviewId), scores: 0 }))
  const estimates = {
    ...{ model, population, reviewers: new Map(known.map(each => [each.reviewerId, each])) },
    pool: { severityMean: next.severity, severitySd: next.severitySd, noiseMedian: next.noise, noiseSpread: 0 },
  }
  return estimatesId ? ({ ...estimates, id: estimatesId, at } satisfies KeptEstimates) : estimates
}
