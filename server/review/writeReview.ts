import type { MicroCredentialVersion } from '../microcredential/index.js'
import type { Estimates } from '../rating/index.js'
import { type Editing, ensureNotOvertaken, type LastTyped } from '../shared/editing.js'
import { Conflict } from '../shared/errors.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import type { Judgement } from './decision.js'
import type { ReviewDraft, ReviewDraftStore } from './draftStore.js'
import { highlightsOf } from './highlight.js'
import { lockReview } from './judging.js'
import { isOpen, ownReview, startReview, WORKING } from './panel.js'
import type { SubmissionStore } from './store.js'
import { type Submission, unchanged } from './submission.js'
import type { TellingAt } from './telling.js'

export interface WriteDeps {
  submissions: SubmissionStore
  drafts: ReviewDraftStore
  version(microCredentialId: string, version: number): Promise<MicroCredentialVersion>
  /** What is known of reviewers now, for micro-credentials that are decided by the model. */
  estimates(): Promise<Estimates>
  now(): Date
  tellingAt: TellingAt
}

interface Whose {
  reviewId: string
  reviewerId: string
}

interface Typed extends Pick<ReviewDraft, 'judgements' | 'note'> {
  /** The form it was typed in: left out, it is taken whatever stands there. */
  editing?: Editing
}

/**
 * Keeps what was typed, also while the submission rests, and writes over nothing that another tab typed since. Only the
 * very first time touches the submission: the review is then in progress. Throws Conflict once somebody else is asked, or
 * all is locked.
 */
export function saveReviewDraft({ submissions, drafts, now }: Pick<WriteDeps, 'submissions' | 'drafts' | 'now'>) {
  return ({ reviewId, reviewerId, editing, ...typed }: Whose & Typed): Promise<Date> =>
    retryOnStale(async () => {
      const at = now()
      const submission = await submissions.withReview(reviewId)
      const { state } = ownReview(submission, { reviewId, reviewerId })
      if (!WORKING.includes(state)) throw new Conflict(`A review that is ${state} takes no more words`)
      const started = isOpen(submission) ? startReview(submission, { reviewId, reviewerId, at }) : unchanged(submission)
      if (started.events.length > 0) await submissions.save(started.state, started.events)
      return replaceWords(drafts, reviewId, { ...typed, ...(editing && { editing }) }, at)
    })
}

async function replaceWords(
  drafts: ReviewDraftStore,
  reviewId: string,
  { editing, ...typed }: Typed,
  now: Date,
): Promise<Date> {
  const last: LastTyped = (await drafts.find(reviewId)) ?? {}
  ensureNotOvertaken(last, editing)
  const savedAt = laterThan(last.typedAt, now)
  await drafts.save(reviewId, { ...typed, savedAt, ...(editing && { editorId: editing.editorId }) }, last.typedAt)
  return savedAt
}

/** Two saves are never of the same moment: by it the one that comes second knows of the first. */
const laterThan = (last: Date | undefined, now: Date): Date =>
  last && last >= now ? new Date(last.getTime() + 1) : now

/** Locks a review, and with the last one needed decides, in the same write. Locking twice has no effect. */
export function lockReviewOf({ submissions, drafts, version, estimates, now, tellingAt }: WriteDeps) {
  return (lock: Whose & { judgements: Judgement[]; note: string }): Promise<Submission> =>
    retryOnStale(async () => {
      const submission = await submissions.withReview(lock.reviewId)
      ownReview(submission, lock)
      const { anatomy } = await version(submission.microCredentialId, submission.microCredentialVersion)
      const { highlights = [] } = (await drafts.find(lock.reviewId)) ?? {}
      const judgements = lock.judgements.map(judgement => {
        const pinned = highlightsOf(highlights, judgement.criterionId)
        return pinned.length > 0 ? { ...judgement, highlights: pinned } : judgement
      })
      const rule = anatomy.decisionRule === 'model' ? await estimates() : 'twoConcur'
      const at = now()
      const act = { ...lock, judgements, at, tellAt: tellingAt(at) }
      const { state, events } = lockReview(submission, act, anatomy.rubric, rule)
      if (events.length > 0) await submissions.save(state, events)
      return state
    })
}
