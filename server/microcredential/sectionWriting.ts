import { Conflict } from '../shared/errors.js'
import { type Draft, type Section, withSection } from './draft.js'
import {
  type Act,
  ensureNotRetired,
  type MicroCredential,
  type MicroCredentialChange,
  type SectionMark,
  type WorkingDraft,
} from './microCredential.js'

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

/** Throws Conflict where nobody may write just now. */
export function draftBeingWritten(state: MicroCredential): WorkingDraft {
  ensureNotRetired(state)
  if (!state.draft) throw new Conflict('There is no draft to write in')
  if (state.draft.designReview?.state === 'requested') throw new Conflict('The draft is in design review')
  return state.draft
}
