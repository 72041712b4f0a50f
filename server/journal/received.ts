import { type Artefact, type ArtefactRoom, Refused } from '../artefact/index.js'
import type { FieldError, RawForm } from '../shared/forms.js'
import { receiveForm } from '../web/multipart.js'
import type { Basis } from './draft.js'
import { type EntryFields, readFields } from './fields.js'

type Arriving = Parameters<typeof receiveForm>[0]

export interface ReceivedEntry {
  fields: EntryFields
  basis: Basis
  /** What came with the form and was stored. */
  added: Artefact[]
  /** What came with it and was not taken, and why. */
  refusals: FieldError[]
}

export type Receiving = Pick<ArtefactRoom, 'addFile' | 'addLink' | 'remove'>

/** Takes in one sending of the entry form, files and link and all. When it breaks off, nothing of it stays. */
export async function receiveEntry(req: Arriving, ownerId: string, artefact: Receiving): Promise<ReceivedEntry> {
  const added: Artefact[] = []
  const refusals: FieldError[] = []

  const attempt = async (field: string, name: string, add: () => Promise<Artefact>) => {
    try {
      added.push(await add())
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      refusals.push({ field, messageKey: error.messageKey, values: { ...error.values, name } })
    }
  }

  try {
    const { fields: raw, isCut } = await receiveForm(req, ({ name, stream }) =>
      attempt('files', name, () => artefact.addFile({ ownerId, name, stream })).finally(() => stream.destroy()),
    )
    const { url, name } = linkIn(raw)
    if (url) await attempt('linkUrl', url, () => artefact.addLink({ ownerId, url, name }))
    if (isCut) refusals.push({ field: 'files', messageKey: 'journal.form.cut' })
    return { fields: readFields(raw), basis: readBasis(raw), added, refusals }
  } catch (error) {
    for (const file of added) await artefact.remove(file)
    throw error
  }
}

export function readBasis(raw: RawForm): Basis {
  return {
    entryVersion: Number(raw.entryVersion) || 0,
    draftVersion: text(raw.draftVersion),
    editorId: text(raw.editorId),
    sequence: Number(raw.sequence) || 0,
  }
}

const linkIn = (raw: RawForm) => ({ url: text(raw.linkUrl).trim(), name: text(raw.linkName) })
const text = (value: unknown) => (typeof value === 'string' ? value : '')
