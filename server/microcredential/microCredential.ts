import { Conflict } from '../shared/errors.js'
import type { Aggregate, Change } from '../shared/events.js'
import { newId } from '../shared/ids.js'
import type { Anatomy } from './anatomy.js'
import { type Draft, draftFrom, type Section } from './draft.js'
import type { MicroCredentialEvent } from './events.js'

/** What was published under one number; it never changes again. */
export interface PublishedVersion {
  number: number
  anatomy: Anatomy
  /** Digest of the badge image as it was drawn for this version. */
  imageDigest: string
  authorIds: string[]
  publishedBy: string
  publishedAt: Date
}

/** Who last wrote a section, from which copy of the form, so that nobody writes over what they have not read. */
export interface SectionMark {
  revision: number
  formId: string
  /** Sent by a button: whatever that copy of the form saves by itself afterwards comes too late. */
  isSubmitted: boolean
  by: string
  at: Date
}

export type DesignReview =
  | { state: 'requested'; by: string; at: Date }
  | { state: 'sentBack'; by: string; at: Date; note: string }

export interface WorkingDraft {
  content: Draft
  sections: Partial<Record<Section, SectionMark>>
  designReview?: DesignReview
}

export interface MicroCredential extends Aggregate {
  slug: string
  organizationId: string
  /** Everyone who has written in it. */
  authorIds: string[]
  /** Oldest first. */
  versions: PublishedVersion[]
  draft?: WorkingDraft
  retirement?: { by: string; at: Date; reason: string }
}

export interface Act {
  by: string
  at: Date
}

export type MicroCredentialChange = Change<MicroCredential, MicroCredentialEvent>

export type MicroCredentialState = 'draft' | 'designReview' | 'published' | 'retired'

export const latestVersion = (microCredential: MicroCredential) => microCredential.versions.at(-1)

export function stateOf(microCredential: MicroCredential): MicroCredentialState {
  if (microCredential.retirement) return 'retired'
  if (microCredential.draft?.designReview?.state === 'requested') return 'designReview'
  return microCredential.versions.length > 0 ? 'published' : 'draft'
}

export function titleOf({ draft, versions }: MicroCredential): string {
  return versions.at(-1)?.anatomy.title ?? draft?.content.title ?? ''
}

export function startMicroCredential(
  start: { slug: string; organizationId: string; content: Draft },
  act: Act,
): MicroCredentialChange {
  const state: MicroCredential = {
    id: newId(act.at),
    version: 0,
    slug: start.slug,
    organizationId: start.organizationId,
    authorIds: [act.by],
    versions: [],
    draft: { content: start.content, sections: {} },
  }
  return { state, events: [{ ...about(state, act), name: 'microCredentialDrafted' }] }
}

/** A published micro-credential is never changed: its next version begins as a copy of the latest. */
export function reviseMicroCredential(state: MicroCredential): MicroCredentialChange {
  ensureNotRetired(state)
  const latest = latestVersion(state)
  if (state.draft || !latest) return { state, events: [] }
  return { state: { ...state, draft: { content: draftFrom(latest.anatomy), sections: {} } }, events: [] }
}

/** Adds version N+1; all earlier ones stay as they are. */
export function publish(
  state: MicroCredential,
  { anatomy, imageDigest }: { anatomy: Anatomy; imageDigest: string },
  act: Act,
): MicroCredentialChange {
  ensureNotRetired(state)
  const version: PublishedVersion = {
    number: (latestVersion(state)?.number ?? 0) + 1,
    anatomy,
    imageDigest,
    authorIds: state.authorIds,
    publishedBy: act.by,
    publishedAt: act.at,
  }
  const { draft: _published, ...rest } = state
  const next = { ...rest, versions: [...state.versions, version] }
  const event = {
    ...about(next, act),
    name: 'microCredentialPublished',
    microCredentialVersion: version.number,
  } as const
  return { state: next, events: [event] }
}

/** No new claims from now on; what was claimed and earned stays as it is. */
export function retire(state: MicroCredential, reason: string, act: Act): MicroCredentialChange {
  ensureNotRetired(state)
  if (state.versions.length === 0) throw new Conflict('Only a published micro-credential can be retired')
  const next = { ...state, retirement: { ...act, reason } }
  return { state: next, events: [{ ...about(state, act), name: 'microCredentialRetired', reason }] }
}

export function ensureNotRetired(state: MicroCredential): void {
  if (state.retirement) throw new Conflict('This micro-credential is retired')
}

/** What every event says of the micro-credential that it happened to. */
export const about = (state: MicroCredential, { by, at }: Act) => ({
  id: newId(at),
  at,
  actorId: by,
  microCredentialId: state.id,
  slug: state.slug,
  title: titleOf(state),
  organizationId: state.organizationId,
  authorIds: state.authorIds,
})
