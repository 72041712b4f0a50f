import type { Evidence } from '../review/index.js'
import { Conflict, Invalid, NotFound } from '../shared/errors.js'
import type { Aggregate } from '../shared/events.js'
import { isFullyScored, type Rubric, type Score } from '../shared/rubric.js'

/** Fewer would say nothing about anybody: with four criteria, five anchors are twenty judgements. */
export const TEST_ANCHORS_NEEDED = 5
export const TRAINING_ANCHORS_NEEDED = 2
export const MOST_ANCHORS = 60

/** Issue 5, section 1: what is usual; an author may ask for more or less. */
export const DEFAULT_TOLERANCE: Tolerance = { exactAgreement: 0.8, weightedKappa: 0.6 }
export const DEFAULT_SEED_RATE = 0.1
export const DEFAULT_PAUSE_DAYS = 365

/** Training with feedback, the test, and those kept back to be mixed blindly into queues. */
export const ANCHOR_USES = ['training', 'test', 'queue'] as const
export type AnchorUse = (typeof ANCHOR_USES)[number]

/** How near a reviewer must come to the agreed levels, as shares: exact agreement 0 to 1, weighted kappa up to 1. */
export interface Tolerance {
  exactAgreement: number
  weightedKappa: number
}

/** What was agreed about one criterion of an anchor, and why. */
export interface AgreedScore extends Score {
  reason: string
}

/** The same work at the same levels, told by somebody else: its author has changed only what tells who wrote it. */
export interface Variant {
  /** By the id of the piece that they stand in for. */
  texts: Record<string, string>
  addedBy: string
  /** When it was written, or written again: what was drawn before is of another pair. */
  addedAt: Date
}

/** A submission whose levels are agreed upon. `submissionId` where it was one that an earner gave for this. */
export interface Anchor {
  id: string
  use: AnchorUse
  evidence: Evidence[]
  agreed: AgreedScore[]
  submissionId?: string
  variant?: Variant
  /** A variant of texts that have been rewritten since: nobody meets it, and its author may begin again from it. */
  variantAside?: Variant
  addedBy: string
  addedAt: Date
}

export interface SetSettings {
  tolerance: Tolerance
  /** Share of finished reviews after which an anchor is mixed into the reviewer's queue: 0 to 0.5. */
  seedRate: number
  /** Days without a review after which a reviewer calibrates again. */
  pauseDays: number
  /** Whose signs the variants bear. Known to authors and coordinators only, so that no reviewer reads with it in mind. */
  group?: string
}

/** The anchors of one rubric. A new version with the same rubric keeps the set. */
export interface CalibrationSet extends Aggregate, SetSettings {
  microCredentialId: string
  microCredentialVersion: number
  rubricDigest: string
  state: 'draft' | 'open' | 'closed'
  anchors: Anchor[]
}

export interface SetAbout {
  id: string
  microCredentialId: string
  microCredentialVersion: number
  rubricDigest: string
}

export const newSet = (about: SetAbout): CalibrationSet => ({
  ...about,
  state: 'draft',
  anchors: [],
  tolerance: DEFAULT_TOLERANCE,
  seedRate: DEFAULT_SEED_RATE,
  pauseDays: DEFAULT_PAUSE_DAYS,
  version: 0,
})

export function putAnchor(set: CalibrationSet, anchor: Anchor, rubric: Rubric): CalibrationSet {
  if (!isFullyScored(rubric, anchor.agreed)) throw new Invalid('Every criterion of an anchor needs its agreed level')
  const others = set.anchors.filter(({ id }) => id !== anchor.id)
  if (others.length >= MOST_ANCHORS) throw new Invalid('This set is full: take an anchor out first')
  return { ...set, anchors: [...others, anchor].sort(byAge) }
}

/** Written again. A variant stays only beside the very texts that it is another version of. */
export function rewritten(known: Anchor, { use, agreed, evidence, addedBy }: Anchor): Anchor {
  const { variant, variantAside, ...rest } = known
  const aside = variant ?? variantAside
  const kept = variant && isSameText(known.evidence, evidence) ? { variant } : aside && { variantAside: aside }
  return { ...rest, ...{ use, agreed, evidence, addedBy }, ...kept }
}

const isSameText = (some: Evidence[], others: Evidence[]): boolean =>
  some.length === others.length &&
  some.every(({ id, requirementId, text }, index) => {
    const other = others[index]!
    return id === other.id && requirementId === other.requirementId && wordsOf(text) === wordsOf(other.text)
  })

/** Texts that differ in their blanks only say the same: a browser sends other line ends than it was given. */
export const wordsOf = (text = ''): string => text.split(/\s+/).join(' ').trim()

/** What an earner gave is not told as if by somebody else. */
export function putVariant(set: CalibrationSet, anchorId: string, variant: Variant): CalibrationSet {
  const anchor = anchorIn(set, anchorId)
  if (anchor.submissionId) throw new Conflict('What an earner gave is not rewritten')
  const { variantAside: _replaced, ...rest } = anchor
  const { variant: known } = anchor
  const isSame = known && anchor.evidence.every(({ id }) => wordsOf(known.texts[id]) === wordsOf(variant.texts[id]))
  const written = { ...rest, variant: isSame ? { ...variant, addedAt: known.addedAt } : variant }
  return { ...set, anchors: set.anchors.map(each => (each === anchor ? written : each)) }
}

export function settleSet({ group: _was, ...set }: CalibrationSet, settings: SetSettings): CalibrationSet {
  return { ...set, ...settings }
}

/**
 * Scores already given on it stay with those who gave them. An open set stays open though too few anchors are left: only
 * its authors may say that reviewers need not be calibrated any more.
 */
export function removeAnchor(set: CalibrationSet, anchorId: string): CalibrationSet {
  return { ...set, anchors: set.anchors.filter(({ id }) => id !== anchorId) }
}

/** Open, and too few anchors to calibrate by: who is calibrated stays so, and nobody else can be for now. */
export const isWanting = (set: CalibrationSet): boolean => set.state === 'open' && missingAnchors(set).length > 0

/** How many anchors of each use are still wanting before reviewers can be asked; empty when there are enough. */
export function missingAnchors({ anchors }: CalibrationSet): { use: AnchorUse; count: number }[] {
  const needed = { training: TRAINING_ANCHORS_NEEDED, test: TEST_ANCHORS_NEEDED, queue: 0 }
  return ANCHOR_USES.map(use => ({
    use,
    count: needed[use] - anchors.filter(anchor => anchor.use === use).length,
  })).filter(({ count }) => count > 0)
}

/** From now on only calibrated reviewers are asked. */
export function openSet(set: CalibrationSet): CalibrationSet {
  if (missingAnchors(set).length > 0) throw new Conflict('There are too few anchors to calibrate by')
  return { ...set, state: 'open' }
}

export const closeSet = (set: CalibrationSet): CalibrationSet => ({ ...set, state: 'closed' })

export function anchorIn(set: CalibrationSet, anchorId: string): Anchor {
  const anchor = set.anchors.find(({ id }) => id === anchorId)
  if (!anchor) throw new NotFound('No such anchor')
  return anchor
}

const byAge = (one: Anchor, other: Anchor) =>
  one.addedAt.getTime() - other.addedAt.getTime() || (one.id < other.id ? -1 : 1)
