import { Conflict } from '../shared/errors.js'
import type { Entry } from './entry.js'
import { differences, type EntryFields, fieldsOf, isBlank } from './fields.js'

/** What was typed and not yet kept: a new entry, or changes to one. It has the id of its entry. */
export interface Draft {
  id: string
  ownerId: string
  /** Another one after every save. */
  version: string
  /** The open form (a tab, a device) that saved it last, and the how manyth save of that form it was. */
  editorId: string
  sequence: number
  fields: EntryFields
  savedAt: Date
}

/** What a form was showing when it was opened, and which of its saves this is. */
export interface Basis {
  entryVersion: number
  draftVersion: string
  editorId: string
  sequence: number
}

/** What stands on the server for one entry id. */
export interface Standing {
  entry?: Entry
  draft?: Draft
}

/** The entry was changed in another tab or on another device since this form was opened. */
export class Overtaken extends Conflict {
  constructor(readonly standing: Standing) {
    super('Changed in another tab or on another device')
  }
}

/** Whether somebody else's words would be lost if this form were saved. */
export function isOvertaken(basis: Basis, { entry, draft }: Standing): boolean {
  if (basis.entryVersion !== (entry?.version ?? 0)) return true
  return draft !== undefined && draft.editorId !== basis.editorId && draft.version !== basis.draftVersion
}

/** Whether a newer save of the same form has arrived already: networks do not keep order. */
export function isLate({ editorId, sequence }: Basis, draft: Draft | undefined): boolean {
  return draft?.editorId === editorId && sequence > 0 && sequence <= draft.sequence
}

/** Whether there is anything in these fields that the entry does not say already. */
export function isWorthKeeping(fields: EntryFields, entry: Entry | undefined): boolean {
  return entry ? differences(fields, fieldsOf(entry)).length > 0 : !isBlank(fields)
}

export const shownFields = ({ entry, draft }: Standing): EntryFields | undefined =>
  draft?.fields ?? (entry && fieldsOf(entry))
