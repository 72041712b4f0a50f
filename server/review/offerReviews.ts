import type { MicroCredentialVersion } from '../microcredential/index.js'
import { Forbidden } from '../shared/errors.js'
import { newId } from '../shared/ids.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import type { ConflictStore } from './conflictStore.js'
import { type Candidate, type Choice, chooseReviewers, exclusionOf, type Situation } from './eligibility.js'
import { emptySeats, offerReview, waitForReviewers } from './panel.js'
import type { SubmissionStore } from './store.js'
import { andThen, type Submission, type SubmissionChange, unchanged } from './submission.js'

export interface OfferDeps {
  submissions: SubmissionStore
  conflicts: ConflictStore
  /** Everyone with the role of a reviewer, anywhere. */
  reviewers(): Promise<Omit<Candidate, 'load'>[]>
  calibratedFor(microCredentialId: string, version: number): Promise<Set<string> | undefined>
  version(microCredentialId: string, version: number): Promise<MicroCredentialVersion>
  now(): Date
}

/** Fills the empty seats of a panel, or says visibly that nobody is there to fill them. Harmless to repeat. */
export function offerReviews(deps: OfferDeps) {
  return (submissionId: string): Promise<void> =>
    retryOnStale(async () => {
      const submission = await deps.submissions.get(submissionId)
      const { count } = emptySeats(submission)
      if (count === 0) return
      const candidates = await candidatesFor(deps)
      const choices = chooseReviewers(candidates, await situationOf(deps, submission, candidates), count)
      const { state, events } = seat(submission, choices, deps.now())
      if (events.length > 0) await deps.submissions.save(state, events)
    })
}

/** A coordinator asks somebody by name; who may not judge this may not be asked. */
export function offerReviewTo(deps: OfferDeps) {
  return ({ submissionId, reviewerId }: { submissionId: string; reviewerId: string }): Promise<string> =>
    retryOnStale(async () => {
      const submission = await deps.submissions.get(submissionId)
      const candidates = await candidatesFor(deps)
      const candidate = candidates.find(({ personId }) => personId === reviewerId)
      const situation = await situationOf(deps, submission, candidates)
      if (!candidate || exclusionOf(candidate, situation))
        throw new Forbidden('This person may not review this submission')
      const [choice] = chooseReviewers([candidate], situation, 1)
      const reviewId = newId(deps.now())
      const { state, events } = offerReview(submission, reviewId, choice!, deps.now())
      await deps.submissions.save(state, events)
      return reviewId
    })
}

function seat(submission: Submission, choices: Choice[], now: Date): SubmissionChange {
  const offered = choices.reduce<SubmissionChange>(
    (change, choice) => andThen(change, state => offerReview(state, newId(now), choice, now)),
    unchanged(submission),
  )
  return andThen(offered, state => waitForReviewers(state, now))
}

async function candidatesFor({ reviewers, submissions }: OfferDeps): Promise<Candidate[]> {
  const [people, loads] = await Promise.all([reviewers(), submissions.loads()])
  return people.map(person => ({ ...person, load: loads.get(person.personId) ?? 0 }))
}

async function situationOf(deps: OfferDeps, submission: Submission, candidates: Candidate[]): Promise<Situation> {
  const { id: submissionId, earnerId, earnerOrganizationIds, microCredentialId, microCredentialVersion } = submission
  const [recused, declared, calibrated, { anatomy }] = await Promise.all([
    deps.submissions.recusedFrom(earnerId),
    deps.conflicts.conflictedWith(earnerId),
    deps.calibratedFor(microCredentialId, microCredentialVersion),
    deps.version(microCredentialId, microCredentialVersion),
  ])
  const seated = submission.reviews.filter(
    ({ state }) => state !== 'declined' && state !== 'recused' && state !== 'expired',
  )
  const onPanel = candidates.filter(({ personId }) => seated.some(({ reviewerId }) => reviewerId === personId))
  return {
    submissionId,
    earnerId,
    earnerOrganizationIds,
    language: anatomy.language,
    asked: submission.reviews.map(({ reviewerId }) => reviewerId),
    panelOrganizationIds: onPanel.flatMap(({ organizationIds }) => organizationIds),
    conflicted: [...recused, ...declared],
    ...(calibrated && { calibrated }),
  }
}
