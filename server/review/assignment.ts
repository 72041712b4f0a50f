import { createHash } from 'node:crypto'
import {
  type Candidate,
  type Choice,
  exclusionOf,
  isAway,
  reasonsFor,
  type Situation,
  sharesOrganization,
} from './eligibility.js'

/** Loads are told apart in so many steps from free to full: enough for anybody's capacity. */
const STEPS = 24

/** A submission with empty seats. */
export interface Waiting {
  situation: Situation
  seats: number
  /** The longer it waits, the sooner it is served. */
  since: Date
}

export interface Assignment {
  submissionId: string
  choices: Choice[]
}

/**
 * Whom to ask for all empty seats there are: the longest waiting first; for each seat another school than the rest of
 * the panel, who reads the language, who knows the subject, who has least to do for what they can take on; then a draw
 * by lot. Where reviews are weighed, the second and later seats go to the most consistent of those. The same state gives the same answer, in whatever order things are listed.
 *
 * Reviewers stand on shelves (by language, by subject, and all together), each in steps from free to full, and move up
 * when they are asked. A seat is filled from the first step of the first shelf with somebody eligible, so that the work
 * grows with the seats, not with seats times reviewers.
 */
export function assign(waiting: Waiting[], candidates: Candidate[], now: Date): Assignment[] {
  const pools = poolsOf(candidates, now)
  const inOrder = [...waiting].sort(
    (one, other) =>
      one.since.getTime() - other.since.getTime() || order(one.situation.submissionId, other.situation.submissionId),
  )
  return inOrder.map(({ situation, seats }) => ({
    submissionId: situation.submissionId,
    choices: fillSeats(situation, seats, pools),
  }))
}

function fillSeats(situation: Situation, seats: number, pools: Pools): Choice[] {
  const best = seats > 0 ? pick(situation, pools) : undefined
  if (!best) return []
  const { candidate } = best
  const choice = { personId: candidate.personId, why: reasonsFor({ ...candidate, load: best.load }, situation) }
  take(best)
  const seated = {
    ...situation,
    asked: [...situation.asked, candidate.personId],
    panelOrganizationIds: [...situation.panelOrganizationIds, ...candidate.organizationIds],
    ...(situation.weighed && { weighed: { ...situation.weighed, seated: situation.weighed.seated + 1 } }),
  }
  return [choice, ...fillSeats(seated, seats - 1, pools)]
}

/** Where reviews are weighed, all but the first seat go to the most consistent of so many (as in `scripts/simulate`). */
const COMPARED = 20

/** Somebody of another school than the panel if there is anyone; else the first who is eligible. */
function pick(situation: Situation, pools: Pools): Reviewer | undefined {
  const compared = situation.weighed && situation.weighed.seated > 0 ? COMPARED : 1
  const found: Reviewer[] = []
  let fallback: Reviewer | undefined
  for (const reviewer of inPreference(situation, pools)) {
    if (exclusionOf(reviewer.candidate, situation) || found.includes(reviewer)) continue
    if (!sharesOrganization(reviewer.candidate.organizationIds, situation.panelOrganizationIds)) found.push(reviewer)
    else fallback ??= reviewer
    if (found.length === compared) break
  }
  return mostConsistent(found, situation) ?? fallback
}

function mostConsistent(reviewers: Reviewer[], { weighed }: Situation): Reviewer | undefined {
  const noiseOf = ({ candidate }: Reviewer) => weighed?.noise.get(candidate.personId) ?? weighed?.usualNoise ?? 0
  return reviewers.reduce<Reviewer | undefined>(
    (best, other) => (best && noiseOf(best) <= noiseOf(other) ? best : other),
    undefined,
  )
}

function* inPreference(situation: Situation, pools: Pools): Generator<Reviewer> {
  const pool = pools.of(situation.calibrated)
  const { language, subjects } = situation
  const keys = [
    ...subjects.map(subject => shelfKey(language, subject)),
    shelfKey(language),
    ...subjects.map(subject => shelfKey('', subject)),
    shelfKey(),
  ]
  for (const step of keys.flatMap(key => pool.get(key) ?? [])) {
    const start = lot(situation.submissionId, step.length)
    // What is on the step does not change while somebody is looked for.
    for (let index = 0; index < step.length; index++) yield step[(start + index) % step.length]!
  }
}

interface Reviewer {
  candidate: Candidate
  load: number
  /** Where they stand: on which shelf, and at which place of its step. */
  places: Map<Shelf, number>
}

type Shelf = Reviewer[][]
type Pool = Map<string, Shelf>

interface Pools {
  /** Those who are calibrated for one rubric, or everybody. */
  of(calibrated: Set<string> | undefined): Pool
}

function poolsOf(candidates: Candidate[], now: Date): Pools {
  const reviewers = [...candidates]
    .filter(candidate => !isAway(candidate, now))
    .sort((one, other) => order(one.personId, other.personId))
    .map(candidate => ({ candidate, load: candidate.load, places: new Map() }))
  const everybody = {}
  const known = new WeakMap<object, Pool>()
  return {
    of(calibrated) {
      const pool = known.get(calibrated ?? everybody)
      if (pool) return pool
      const made: Pool = new Map()
      for (const reviewer of reviewers)
        if (!calibrated || calibrated.has(reviewer.candidate.personId)) shelve(reviewer, made)
      known.set(calibrated ?? everybody, made)
      return made
    },
  }
}

function shelve(reviewer: Reviewer, pool: Pool): void {
  const { languages, subjects } = reviewer.candidate
  const keys = ['', ...languages].flatMap(language => ['', ...subjects].map(subject => shelfKey(language, subject)))
  // A subject named twice is still one shelf.
  for (const key of new Set(keys)) {
    const shelf = pool.get(key) ?? Array.from({ length: STEPS }, () => [])
    pool.set(key, shelf)
    put(reviewer, shelf)
  }
}

/** One more to do: a step up on every shelf, and off it when there is no room for more. */
function take(reviewer: Reviewer): void {
  const shelves = [...reviewer.places.keys()]
  for (const shelf of shelves) remove(reviewer, shelf)
  reviewer.load++
  for (const shelf of shelves) put(reviewer, shelf)
}

function put(reviewer: Reviewer, shelf: Shelf): void {
  const step = shelf[stepOf(reviewer)]
  if (!step) return
  reviewer.places.set(shelf, step.length)
  step.push(reviewer)
}

function remove(reviewer: Reviewer, shelf: Shelf): void {
  const step = shelf[stepOf(reviewer)]!
  const place = reviewer.places.get(shelf)!
  const last = step.pop()!
  if (last === reviewer) return
  step[place] = last
  last.places.set(shelf, place)
}

/** Beyond the last step for whoever is full. */
const stepOf = ({ load, candidate }: Reviewer) => Math.floor((load / candidate.capacity) * STEPS)

const shelfKey = (language = '', subject = '') => `${language}/${subject}`

/** Another start for another submission, so that nobody is always first; the same for the same one. */
const lot = (submissionId: string, count: number) =>
  count < 2 ? 0 : createHash('sha256').update(submissionId).digest().readUInt32BE(0) % count

const order = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
