import type { MicroCredentialVersion } from '../microcredential/index.js'
import type { Estimates } from '../rating/index.js'
import { Forbidden } from '../shared/errors.js'
import { retryOnStale, StaleWrite } from '../shared/retryOnStale.js'
import { assign } from './assignment.js'
import type { ConflictStore } from './conflictStore.js'
import { daysAfter } from './days.js'
import { type Candidate, type Choice, exclusionOf, reasonsFor, type Situation } from './eligibility.js'
import { emptySeats, offerReview, waitForReviewers } from './panel.js'
import { reviewIdAt } from './reviewId.js'
import type { ReviewerSettings, ReviewerSettingsStore } from './settingsStore.js'
import type { SubmissionStore } from './store.js'
import { andThen, coordinatorsOf, type Submission, type SubmissionChange, unchanged } from './submission.js'

/** Who had their own work reviewed by somebody does not judge that person's work in the year after. */
export const FAVOUR_DAYS = 365
/** So many submissions are looked at together. */
const BATCH = 200

/** A reviewer as other rooms know them. */
export interface KnownReviewer {
  personId: string
  /** Where they work: schools, and teams with the schools that they are of. */
  organizationIds: string[]
  language: string
}

export interface OfferDeps {
  submissions: SubmissionStore
  conflicts: ConflictStore
  settings: ReviewerSettingsStore
  /** Everyone with the role of a reviewer, anywhere. */
  reviewers(): Promise<KnownReviewer[]>
  /** Who may review by this rubric; undefined where no calibration is asked for. */
  calibratedFor(microCredentialId: string, version: number): Promise<Set<string> | undefined>
  /** Who leads this person, or is led by them. */
  reportingLine(personId: string): Promise<string[]>
  version(microCredentialId: string, version: number): Promise<MicroCredentialVersion>
  /** What is known of reviewers now. */
  estimates(): Promise<Estimates>
  now(): Date
}

/** Fills the empty seats of panels, or says visibly that nobody is there to fill them. Harmless to repeat. */
export function offerReviews(deps: OfferDeps) {
  async function offer(submissionIds: string[]): Promise<void> {
    for (let from = 0; from < submissionIds.length; from += BATCH)
      await offerBatch(submissionIds.slice(from, from + BATCH))
  }

  async function offerBatch(submissionIds: string[]): Promise<void> {
    const found = await Promise.all(submissionIds.map(deps.submissions.get))
    const open = found.filter(submission => emptySeats(submission).count > 0)
    if (open.length === 0) return
    const candidates = await candidatesFor(deps)
    const asked = askedOnce(deps)
    const waiting = await Promise.all(
      open.map(async submission => ({
        situation: await situationOf(asked, submission, candidates),
        seats: emptySeats(submission).count,
        since: submission.submittedAt,
      })),
    )
    const byId = new Map(open.map(submission => [submission.id, submission]))
    for (const { submissionId, choices } of assign(waiting, candidates, deps.now()))
      await seatThem(byId.get(submissionId)!, choices)
  }

  /** Where somebody else's write came first, this one submission is looked at afresh. */
  async function seatThem(submission: Submission, choices: Choice[]): Promise<void> {
    const { state, events } = seat(submission, choices, deps.now())
    if (events.length === 0) return
    try {
      await deps.submissions.save(state, events)
    } catch (error) {
      if (!(error instanceof StaleWrite)) throw error
      await offerBatch([submission.id])
    }
  }

  return offer
}

/** A coordinator asks somebody by name; who may not judge this may not be asked. */
export function offerReviewTo(deps: OfferDeps) {
  return ({ submissionId, reviewerId }: { submissionId: string; reviewerId: string }): Promise<string> =>
    retryOnStale(async () => {
      const submission = await deps.submissions.get(submissionId)
      const choice = await choiceByName(deps, submission, reviewerId)
      const reviewId = reviewIdAt(deps.now())
      const { state, events } = offerReview(submission, reviewId, choice, deps.now())
      await deps.submissions.save(state, events)
      return reviewId
    })
}

/** Asked by name, they are asked whatever else they have to do. Throws Forbidden for whoever may not judge it. */
export async function choiceByName(deps: OfferDeps, submission: Submission, reviewerId: string): Promise<Choice> {
  const candidates = await candidatesFor(deps)
  const candidate = candidates.find(({ personId }) => personId === reviewerId)
  const situation = await situationOf(deps, submission, candidates)
  if (!candidate || exclusionOf(candidate, situation)) throw new Forbidden('This person may not review this submission')
  return { personId: reviewerId, why: reasonsFor(candidate, situation) }
}

function seat(submission: Submission, choices: Choice[], now: Date): SubmissionChange {
  const offered = choices.reduce<SubmissionChange>(
    (change, choice) => andThen(change, state => offerReview(state, reviewIdAt(now), choice, now)),
    unchanged(submission),
  )
  return andThen(offered, state => waitForReviewers(state, now))
}

export async function candidatesFor({
  reviewers,
  submissions,
  settings,
}: Pick<OfferDeps, 'reviewers' | 'submissions' | 'settings'>): Promise<Candidate[]> {
  const people = await reviewers()
  const [loads, chosen] = await Promise.all([
    submissions.loads(),
    settings.many(people.map(({ personId }) => personId)),
  ])
  return people.map(person => asCandidate(person, loads.get(person.personId) ?? 0, chosen.get(person.personId)))
}

function asCandidate(
  { personId, organizationIds, language }: KnownReviewer,
  load: number,
  chosen: ReviewerSettings,
): Candidate {
  const { capacity, subjects, away } = chosen
  const languages = chosen.languages.length > 0 ? chosen.languages : [language]
  return { personId, organizationIds, languages, subjects, capacity, load, ...(away && { away }) }
}

export async function situationOf(
  deps: OfferDeps,
  submission: Submission,
  candidates: Candidate[],
): Promise<Situation> {
  const { id: submissionId, earnerId, earnerOrganizationIds, microCredentialId, microCredentialVersion } = submission
  const [recused, declared, reportingLine, reviewedByEarner, calibrated, { anatomy }] = await Promise.all([
    deps.submissions.recusedFrom(earnerId),
    deps.conflicts.conflictedWith(earnerId),
    deps.reportingLine(earnerId),
    deps.submissions.reviewedBy(earnerId, daysAfter(deps.now(), -FAVOUR_DAYS)),
    deps.calibratedFor(microCredentialId, microCredentialVersion),
    deps.version(microCredentialId, microCredentialVersion),
  ])
  const seated = submission.reviews.filter(
    ({ state }) => state !== 'declined' && state !== 'recused' && state !== 'expired',
  )
  const onPanel = candidates.filter(({ personId }) => seated.some(({ reviewerId }) => reviewerId === personId))
  return {
    ...{ submissionId, earnerId, earnerOrganizationIds, reportingLine, reviewedByEarner },
    ...{ language: anatomy.language, subjects: anatomy.subjects },
    asked: [...submission.reviews.map(({ reviewerId }) => reviewerId), ...(submission.appeal?.excluded ?? [])],
    coordinators: coordinatorsOf(submission),
    panelOrganizationIds: onPanel.flatMap(({ organizationIds }) => organizationIds),
    conflicted: [...recused, ...declared],
    ...(calibrated && { calibrated }),
    ...(anatomy.decisionRule === 'model' && { weighed: weighedBy(await deps.estimates(), seated.length) }),
  }
}

/** The same answers, the very same objects, to all submissions of a batch: reviewers are shelved once for each rubric. */
function askedOnce(deps: OfferDeps): OfferDeps {
  const { calibratedFor, version, estimates } = deps
  return { ...deps, calibratedFor: once(calibratedFor), version: once(version), estimates: once(estimates) }
}

function once<Given extends (string | number)[], Found>(find: (...given: Given) => Promise<Found>) {
  const found = new Map<string, Promise<Found>>()
  return (...given: Given): Promise<Found> => {
    const key = given.join(' ')
    const known = found.get(key) ?? find(...given)
    found.set(key, known)
    return known
  }
}

const noises = new WeakMap<Estimates, Map<string, number>>()

function noiseIn(estimates: Estimates): Map<string, number> {
  const known = noises.get(estimates)
  if (known) return known
  const noise = new Map([...estimates.reviewers.values()].map(each => [each.reviewerId, each.noise]))
  noises.set(estimates, noise)
  return noise
}

const weighedBy = (estimates: Estimates, seated: number) => ({
  noise: noiseIn(estimates),
  usualNoise: estimates.pool.noiseMedian,
  seated,
})
