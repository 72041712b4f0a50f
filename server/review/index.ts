import type { MicroCredentialVersion } from '../microcredential/index.js'
import type { Announcement } from '../notification/index.js'
import type { Clock } from '../platform/clock.js'
import type { Connection } from '../platform/database.js'
import type { FileStore } from '../platform/files.js'
import type { Jobs } from '../platform/jobs.js'
import { NO_ESTIMATES } from '../rating/index.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import { answerOffer } from './answerOffer.js'
import { answerProposal } from './answerProposal.js'
import { attend } from './attend.js'
import { checkSubmission } from './checkSubmission.js'
import { conflictStore } from './conflictStore.js'
import { reviewDraftStore } from './draftStore.js'
import { estimateStore } from './estimateStore.js'
import { type EstimatingDeps, estimating } from './estimating.js'
import type { FrozenSubmission } from './frozen.js'
import { holding } from './holding.js'
import { METHOD_PATH, methodRoutes } from './methodRoutes.js'
import { moveSeat } from './moveSeat.js'
import { nextSteps } from './nextSteps.js'
import { offerAnchor } from './offerAnchor.js'
import { type KnownReviewer, offerReviews, offerReviewTo } from './offerReviews.js'
import { phraseStore } from './phraseStore.js'
import { reviewReactions } from './reactions.js'
import { type ReviewRoutesDeps, reviewRoutes } from './routes.js'
import { reviewerSettingsStore } from './settingsStore.js'
import { submissionStore } from './store.js'
import {
  appealIdOf,
  coordinatorsOf,
  openAppeal,
  openSubmission,
  readersOf,
  type Submission,
  withdrawSubmission,
} from './submission.js'
import { asToldBy, tellingAt } from './telling.js'
import { lockReviewOf, saveReviewDraft } from './writeReview.js'

export { expectedBy } from './deadlines.js'
export type { CriterionFeedback, Decision, Judgement, Outcome } from './decision.js'
export { criteriaToJudge } from './decision.js'
export type * from './events.js'
export { type EvidenceView, evidenceView, rubricView } from './evidenceView.js'
export { type Evidence, type EvidenceForm, type FrozenSubmission, freeze, type SelfAssessment } from './frozen.js'
export { type HighlightView, highlightViews } from './highlightView.js'
export { ANSWER_DAYS, type Hold, isImpartial } from './hold.js'
export { holdView } from './holdView.js'
export type { AnchorOffered } from './offerAnchor.js'
export { declarePieceRoutes } from './pieceRoutes.js'
export {
  appealIdOf,
  isOutOfHands,
  type Review,
  type Step,
  type Submission,
  type SubmissionState,
  submissionIdOf,
} from './submission.js'
export { type PanelWeighing, reviewScores, weighAgain } from './weighing.js'

const ATTEND_EVERY_MS = 10 * 60 * 1000
const ESTIMATE_EVERY_MS = 24 * 3600 * 1000

export interface ReviewDeps extends Pick<ReviewRoutesDeps, 'coordinatedBy' | 'subjects' | 'ledTo'> {
  db: Connection
  clock: Clock
  files: FileStore
  jobs: Jobs
  /** Wakes the event relay. */
  wake(): void
  version(microCredentialId: string, version: number): Promise<MicroCredentialVersion>
  /** Hours of UTC at which decisions are told; none: at once. */
  decisionHours: number[]
  /** Everyone with the role of a reviewer, anywhere, with all that they work in. */
  reviewers(): Promise<KnownReviewer[]>
  /** Who leads this person, or is led by them. */
  reportingLine(personId: string): Promise<string[]>
  /** Who may review by this rubric; undefined where no calibration is asked for. */
  calibratedFor(microCredentialId: string, version: number): Promise<Set<string> | undefined>
  /** What reviewers said of all anchors there are. */
  anchorScores: EstimatingDeps['anchorScores']
  notify(announcement: Announcement): Promise<void>
  personByHandle(handle: string): Promise<{ id: string } | undefined>
  people(ids: string[]): Promise<Map<string, { name: string; handle: string }>>
}

/** Owns a submission from the moment it is submitted until it is decided. */
export function createReview(deps: ReviewDeps) {
  const now = () => deps.clock.now()
  const submissions = submissionStore(deps.db, deps.wake)
  const drafts = reviewDraftStore(deps.db)
  const conflicts = conflictStore(deps.db)
  const phrases = phraseStore(deps.db)
  const { version } = deps

  const kept = estimateStore(deps.db)
  const estimates = async () => (await kept.latest()) ?? NO_ESTIMATES
  const settings = reviewerSettingsStore(deps.db)
  const { reviewers, calibratedFor, reportingLine } = deps
  const offering = {
    submissions,
    conflicts,
    settings,
    reviewers,
    calibratedFor,
    reportingLine,
    version,
    estimates,
    now,
  }
  const offer = offerReviews(offering)
  const seats = moveSeat({ ...offering, people: deps.people })
  const check = checkSubmission({ submissions, files: deps.files, now })
  const titleOf = async (id: string, number: number) => (await version(id, number)).anatomy.title
  const attendNow = attend({ submissions, offer, now })
  deps.jobs.every(ATTEND_EVERY_MS, 'review.attend', attendNow)

  const estimate = estimating({ submissions, estimates: kept, version, anchorScores: deps.anchorScores, now })
  deps.jobs.every(ESTIMATE_EVERY_MS, 'review.estimate', estimate)

  const tells = tellingAt(deps.decisionHours)
  const asTold = asToldBy(tells)
  const acts = {
    ...answerOffer({ submissions, now }),
    ...answerProposal({ submissions, version, now, tellingAt: tells }),
    saveDraft: saveReviewDraft({ submissions, drafts, now }),
    lock: lockReviewOf({ submissions, drafts, version, estimates, now, tellingAt: tells }),
  }

  return {
    ...acts,
    ...holding({ submissions, now }),
    /** False when this attempt was submitted before: submitting twice has no effect. */
    open(frozen: FrozenSubmission): Promise<boolean> {
      const { state, events } = openSubmission(frozen, now())
      return submissions.insert(state, events)
    },
    withdraw: ({ submissionId, earnerId }: { submissionId: string; earnerId: string }): Promise<void> =>
      retryOnStale(async () => {
        const { state, events } = withdrawSubmission(await submissions.get(submissionId), earnerId, now())
        if (events.length > 0) await submissions.save(state, events)
      }),
    /** The same frozen work before reviewers who have read nothing of its claim. False when that was asked for before. */
    async openAppeal(submissionId: string): Promise<boolean> {
      const decided = await submissions.get(submissionId)
      const attempts = await submissions.ofClaim(decided.claimId)
      const { state, events } = openAppeal(
        decided,
        [...readersOf(attempts), ...attempts.flatMap(coordinatorsOf)],
        now(),
      )
      return submissions.insert(state, events)
    },
    /** What a fresh panel does with a submission, if it was appealed against, as its earner knows it now. */
    async appealOf(submissionId: string): Promise<Submission | undefined> {
      const found = await submissions.find(appealIdOf(submissionId))
      return found && asTold(found, now())
    },
    /** Throws NotFound. */
    submission: submissions.get,
    /** All there are, appeals and anchors as well, by id: the next ones after this. */
    submissionsAfter: submissions.after,
    /** The attempts of one claim, oldest first. */
    submissionsOf: submissions.ofClaim,
    /** The same as their earner knows them now. */
    submissionsTold: async (claimId: string) =>
      (await submissions.ofClaim(claimId)).map(submission => asTold(submission, now())),
    /** Whether a submission still holds these bytes, whatever becomes of the artefact they came from. */
    keepsFile: submissions.keepsFile,
    check,
    offer: (submissionId: string) => offer([submissionId]),
    offerTo: offerReviewTo(offering),
    /** Asks one reviewer about an anchor as about any submission. */
    offerAnchor: offerAnchor(offering),
    /** Lets time do its part now: a job does it every ten minutes. */
    attend: attendNow,
    /** Estimates reviewers anew: a job does it every day. */
    estimate,
    /** What is known of reviewers now. */
    estimates,
    /** How many reviews wait for this person's answer or words. */
    waitingFor: async (reviewerId: string) => (await submissions.waitingFor(reviewerId)).length,
    nextSteps: nextSteps({ submissions, titleOf }),
    reactions: reviewReactions({ check, offer: id => offer([id]), notify: deps.notify, titleOf }),
    routes: reviewRoutes({ ...deps, ...acts, submissions, drafts, phrases, conflicts, settings, seats, now }),
    saveReviewerSettings: settings.save,
    publicPaths: async () => [METHOD_PATH],
    methodRoutes: methodRoutes(deps.decisionHours),
  }
}
export type ReviewRoom = ReturnType<typeof createReview>
