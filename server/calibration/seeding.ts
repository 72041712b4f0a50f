import { createHash } from 'node:crypto'
import type { Jobs } from '../platform/jobs.js'
import type { AnchorOffered, AnchorReviewed, Evidence, ReviewLocked, Submission } from '../review/index.js'
import { newId } from '../shared/ids.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import { isMet, type Score } from '../shared/rubric.js'
import {
  type Calibration,
  calibrationIdOf,
  hasPaused,
  type Lapse,
  lapse,
  noteOffered,
  noteOverturned,
  noteSeeded,
} from './calibration.js'
import type { Anchor, CalibrationSet } from './calibrationSet.js'
import { hasDrifted } from './drift.js'
import type { ReviewerLapsed } from './events.js'
import type { CalibrationStores } from './store.js'
import { drawVersions, evidenceShown } from './versions.js'

const SEED = 'calibration.seed'
const DAY_MS = 24 * 3600 * 1000
/** An anchor arrives as any offer does: some days after the last review, never right behind it. */
const EARLIEST_DAYS = 1
const LATEST_DAYS = 6
const MOST_PUT_OFF = 4

export interface SeedingDeps extends CalibrationStores {
  jobs: Jobs
  submission(id: string): Promise<Submission>
  openSetFor(microCredentialId: string, version: number): Promise<CalibrationSet | undefined>
  rubricOf(set: CalibrationSet): Promise<Parameters<typeof hasDrifted>[2]>
  /** Asks one reviewer about an anchor as about any submission. */
  offerAnchor(offer: {
    anchor: { setId: string; anchorId: string }
    reviewerId: string
    microCredentialId: string
    microCredentialVersion: number
    evidence: Evidence[]
    submissionId?: string
  }): Promise<AnchorOffered>
  now(): Date
}

interface Seed {
  setId: string
  /** The review that it follows. */
  reviewId: string
  reviewerId: string
  microCredentialVersion: number
  /** How often it has been put off. */
  putOff?: number
}

/** What a fresh panel changed about an earlier decision. */
interface AppealRuled {
  appealId: string
  submissionId: string
  microCredentialId: string
  microCredentialVersion: number
  overturned: string[]
  scores: Score[]
  at: Date
}

/** Mixes anchors blindly into real queues, and draws the consequences of what they show. */
export function seeding(deps: SeedingDeps) {
  deps.jobs.handle(SEED, async (seed: Seed) => {
    const set = await deps.sets.find(seed.setId)
    if (set?.state !== 'open') return
    const id = calibrationIdOf(set.id, seed.reviewerId)
    for (let tried = 0; tried < set.anchors.length; tried++) {
      const calibration = await deps.calibrations.find(id)
      const anchor = calibration?.calibratedAt && unseenAnchor(set, calibration)
      if (!anchor) return
      const answer = await offer(seed, set, anchor)
      if (answer === 'later') return putOff(seed)
      await change(id, known => noteOffered(known, anchor.id))
      if (answer === 'offered') return
    }
  })

  async function offer({ reviewerId, microCredentialVersion }: Seed, set: CalibrationSet, anchor: Anchor) {
    const { id: setId, microCredentialId } = set
    const draw = (known: Calibration) => drawVersions(known, set, [anchor.id], deps.now())
    const drawn = await change(calibrationIdOf(setId, reviewerId), draw)
    return deps.offerAnchor({
      anchor: { setId, anchorId: anchor.id },
      ...{ reviewerId, microCredentialVersion, microCredentialId },
      ...(anchor.submissionId && { submissionId: anchor.submissionId }),
      evidence: evidenceShown(anchor, drawn),
    })
  }

  /** They are away, or have enough to do. After some weeks the next review will be followed by another anchor. */
  async function putOff(seed: Seed): Promise<void> {
    const { reviewId, putOff: times = 0 } = seed
    if (times >= MOST_PUT_OFF) return
    await deps.jobs.enqueue({
      key: `${SEED}:${reviewId}:${times + 1}`,
      kind: SEED,
      payload: { ...seed, putOff: times + 1 } satisfies Seed,
      dueAt: new Date(deps.now().getTime() + LATEST_DAYS * DAY_MS),
    })
  }

  async function change(
    id: string,
    decide: (calibration: Calibration) => Calibration,
  ): Promise<Calibration | undefined> {
    return retryOnStale(async () => {
      const known = await deps.calibrations.find(id)
      if (!known) return undefined
      const changed = decide(known)
      if (changed !== known) await deps.calibrations.save(changed, [])
      return changed
    })
  }

  const putAside = (id: string, why: Lapse, { microCredentialVersion }: CalibrationSet): Promise<void> =>
    retryOnStale(async () => {
      const known = await deps.calibrations.find(id)
      if (!known?.calibratedAt) return
      const at = deps.now()
      const { setId, reviewerId, microCredentialId } = known
      const about = { setId, reviewerId, microCredentialId, microCredentialVersion, why }
      const event: ReviewerLapsed = { id: newId(at), name: 'reviewerLapsed', at, ...about }
      await deps.calibrations.save(lapse(known, why, at), [event])
    })

  /** Of those who had said "not met" where a fresh panel says "met", as an anchor would be: hits as well as misses. */
  async function noteAppeal({ appealId, submissionId, overturned, scores, ...event }: AppealRuled): Promise<void> {
    const set = await deps.openSetFor(event.microCredentialId, event.microCredentialVersion)
    if (!set || overturned.length === 0) return
    const [{ reviews }, rubric] = await Promise.all([deps.submission(submissionId), deps.rubricOf(set)])
    const disputed = rubric.filter(({ id }) => overturned.includes(id))
    for (const { id: reviewId, reviewerId, state, judgements } of reviews) {
      const saidOtherwise = disputed.some(criterion => !isMet(criterion, levelIn(judgements, criterion.id)))
      if (state !== 'locked' || !saidOtherwise) continue
      const given = judgements.map(({ criterionId, levelId }) => ({ criterionId, levelId }))
      const observation = { anchorId: appealId, reviewId, scores: given, agreed: scores, at: event.at }
      const id = calibrationIdOf(set.id, reviewerId)
      await watch(set, await change(id, known => noteOverturned(known, observation)))
    }
  }

  async function watch(set: CalibrationSet | undefined, noted: Calibration | undefined): Promise<void> {
    if (set && noted?.calibratedAt && hasDrifted(noted, set, await deps.rubricOf(set)))
      await putAside(noted.id, 'drift', set)
  }

  return {
    async reviewLocked(event: ReviewLocked): Promise<void> {
      const set = await deps.openSetFor(event.microCredentialId, event.microCredentialVersion)
      if (!set) return
      await change(calibrationIdOf(set.id, event.reviewerId), known => ({ ...known, lastReviewAt: event.at }))
      if (share(event.id, 'whether') >= set.seedRate) return
      const days = EARLIEST_DAYS + share(event.id, 'when') * (LATEST_DAYS - EARLIEST_DAYS)
      const { reviewId, reviewerId, microCredentialVersion } = event
      await deps.jobs.enqueue({
        key: `${SEED}:${reviewId}`,
        kind: SEED,
        payload: { setId: set.id, reviewId, reviewerId, microCredentialVersion } satisfies Seed,
        dueAt: new Date(event.at.getTime() + days * DAY_MS),
      })
    },
    async anchorReviewed({ setId, anchorId, reviewId, reviewerId, scores, at }: AnchorReviewed): Promise<void> {
      const set = await deps.sets.find(setId)
      const id = calibrationIdOf(setId, reviewerId)
      await watch(set, await change(id, known => noteSeeded(known, { anchorId, reviewId, scores, at })))
    },
    appealUpheld: noteAppeal,
    appealOverturned: noteAppeal,
    /** A job does it every day: those who have not reviewed for long look at the anchors again. */
    async notePauses(): Promise<void> {
      for (const set of await deps.sets.open())
        for (const calibration of await deps.calibrations.ofSet(set.id))
          if (hasPaused(calibration, set.pauseDays, deps.now())) await putAside(calibration.id, 'pause', set)
    },
  }
}

/**
 * One they never scored, and that was never offered to them: a remembered anchor would measure memory. Those kept for
 * queues, and of two versions, first.
 */
export function unseenAnchor(set: CalibrationSet, { attempts, seeded, offered = [] }: Calibration): Anchor | undefined {
  const scored = [...attempts.flatMap(({ answers }) => answers), ...seeded].map(({ anchorId }) => anchorId)
  const seen = new Set([...scored, ...offered])
  const unseen = set.anchors.filter(({ id, use }) => use !== 'training' && !seen.has(id))
  const worth = ({ use, variant }: Anchor) => 2 * Number(use === 'queue') + Number(variant !== undefined)
  return unseen.toSorted((one, other) => worth(other) - worth(one))[0]
}

const levelIn = (scores: Score[], criterionId: string) =>
  scores.find(score => score.criterionId === criterionId)?.levelId

/** A number from 0 to 1 that is always the same for the same event: redelivered, it draws the same lot. */
function share(eventId: string, of: string): number {
  return createHash('sha256').update(`${eventId} ${of}`).digest().readUInt32BE(0) / 2 ** 32
}
