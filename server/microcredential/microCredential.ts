import { Conflict, Forbidden, Invalid } from '../shared/errors.js'
import type { Aggregate, Change } from '../shared/events.js'
import { newId } from '../shared/ids.js'
import type { Anatomy } from './anatomy.js'
import { problemsIn } from './completeness.js'
import { type Draft, draftFrom, type Section, withSection } from './draft.js'
import type { MicroCredentialEvent } from './events.js'
import { anatomyOf } from './finished.js'

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

export interface SectionWriting {
  section: Section
  content: Partial<Draft>
  /** The revision that the writer had read, and the copy of the form that they write in. */
  revision: number
  formId: string
  isSubmitted: boolean
}

/** Somebody else wrote in this section since the writer opened it. */
export class SectionTaken extends Conflict {
  constructor(readonly mark: SectionMark) {
    super('Somebody else changed this section meanwhile')
  }
}

export function writeSection(state: MicroCredential, writing: SectionWriting, act: Act): MicroCredentialChange {
  const draft = draftBeingWritten(state)
  const mark = draft.sections[writing.section]
  if (mark && isTaken(mark, writing)) throw new SectionTaken(mark)

  const sections = {
    ...draft.sections,
    [writing.section]: {
      ...act,
      formId: writing.formId,
      isSubmitted: writing.isSubmitted,
      revision: (mark?.revision ?? 0) + 1,
    },
  }
  const content = withSection(draft.content, writing.section, writing.content)
  const authorIds = [...new Set([...state.authorIds, act.by])]
  return { state: { ...state, authorIds, draft: { ...draft, content, sections } }, events: [] }
}

/** The same copy of the form may write again and again, until it was sent and another took its place. */
function isTaken(mark: SectionMark, { revision, formId, isSubmitted }: SectionWriting): boolean {
  if (mark.revision === revision) return false
  return mark.formId !== formId || (mark.isSubmitted && !isSubmitted)
}

/** An uploaded image stands in for the drawing; without a digest the drawing comes back. */
export function replaceBadgeImage(state: MicroCredential, uploadDigest: string | undefined, act: Act) {
  const draft = draftBeingWritten(state)
  const { uploadDigest: _former, ...drawn } = draft.content.badge
  const badge = uploadDigest === undefined ? drawn : { ...drawn, uploadDigest }
  const authorIds = [...new Set([...state.authorIds, act.by])]
  const next = { ...state, authorIds, draft: { ...draft, content: { ...draft.content, badge } } }
  return { state: next, events: [] }
}

/** From here the draft stands still until another author has looked at it. */
export function requestDesignReview(state: MicroCredential, act: Act): MicroCredentialChange {
  const draft = draftBeingWritten(state)
  ensureComplete(draft.content)
  const next = { ...state, draft: { ...draft, designReview: { state: 'requested', ...act } as const } }
  return { state: next, events: [{ ...about(state, act), name: 'designReviewRequested', actorId: act.by }] }
}

export function withdrawDesignReview(state: MicroCredential, act: Act): MicroCredentialChange {
  const { draft } = draftInReview(state)
  const { designReview: _withdrawn, ...open } = draft
  return { state: { ...state, draft: open }, events: [{ ...about(state, act), name: 'designReviewWithdrawn' }] }
}

export function sendBack(state: MicroCredential, note: string, act: Act): MicroCredentialChange {
  const { draft, request } = draftInReview(state)
  const event = { ...about(state, act), actorId: act.by, requesterId: request.by, note } as const
  return {
    state: { ...state, draft: { ...draft, designReview: { state: 'sentBack', note, ...act } } },
    events: [{ ...event, name: 'draftSentBack' }],
  }
}

/** Four eyes: whoever asked for the design review cannot be the one who approves. */
export function approvedAnatomy(state: MicroCredential, act: Act): Anatomy {
  const { draft, request } = draftInReview(state)
  if (request.by === act.by) throw new Forbidden('Somebody else must approve what you asked to have reviewed')
  ensureComplete(draft.content)
  return anatomyOf(draft.content)
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

function ensureNotRetired(state: MicroCredential): void {
  if (state.retirement) throw new Conflict('This micro-credential is retired')
}

function ensureComplete(content: Draft): void {
  if (problemsIn(content).length > 0) throw new Invalid('The draft is not complete yet')
}

function draftBeingWritten(state: MicroCredential): WorkingDraft {
  ensureNotRetired(state)
  if (!state.draft) throw new Conflict('There is no draft to write in')
  if (state.draft.designReview?.state === 'requested') throw new Conflict('The draft is in design review')
  return state.draft
}

function draftInReview(state: MicroCredential) {
  ensureNotRetired(state)
  const request = state.draft?.designReview
  if (!state.draft || request?.state !== 'requested') throw new Conflict('There is no design review to answer')
  return { draft: state.draft, request }
}

const about = (state: MicroCredential, { by, at }: Act) => ({
  id: newId(at),
  at,
  actorId: by,
  microCredentialId: state.id,
  slug: state.slug,
  title: titleOf(state),
  organizationId: state.organizationId,
  authorIds: state.authorIds,
})
