import { ACCEPT_ATTRIBUTE, type Artefact, artefactView } from '../artefact/index.js'
import type { FieldError } from '../shared/forms.js'
import { newId } from '../shared/ids.js'
import { formView, options } from '../web/formView.js'
import { type Standing, shownFields } from './draft.js'
import { ENTRY_KINDS } from './entry.js'
import { ALIGNMENT_ROWS, differences, type EntryFields } from './fields.js'
import { LONGEST, MOST } from './forms.js'
import type { CommunityChoice } from './room.js'
import { dayIn } from './words.js'

export interface EntryForm {
  id: string
  standing: Standing
  /** What to show instead of what stands: it was just typed, and not taken. */
  typed?: EntryFields
  errors?: FieldError[]
  /** The form was overtaken: what stands is shown beside what was typed. */
  isOvertaken?: boolean
  artefacts: Map<string, Artefact>
  communities: CommunityChoice[]
  ownerId: string
  today: string
}

/** The page on which an entry is written. */
export function entryFormPage(form: EntryForm) {
  const { id, standing, typed, errors = [], isOvertaken = false } = form
  const { entry, draft } = standing
  const fields = typed ?? shownFields(standing) ?? blankFields(form.today)
  const view = formView(fields.texts, { errors, raw: {} })
  return {
    ...view,
    titleKey: entry ? 'journal.form.editTitle' : 'journal.form.newTitle',
    action: `/journal/${id}`,
    backHref: entry ? `/journal/${id}` : '/journal',
    autosaveKey: entry ? `journal:${id}` : `journal-new:${form.ownerId}`,
    basis: { entryVersion: entry?.version ?? 0, draftVersion: draft?.version ?? '', editorId: newId() },
    ...(draft && { savedAt: draft.savedAt, discardHref: `/journal/${id}/discard` }),
    hasUnkeptChanges: Boolean(entry && draft),
    kinds: options(ENTRY_KINDS, 'journal.kind', fields.texts.kind ?? 'other'),
    audiences: audienceOptions(form.communities, fields.texts.visibility ?? 'private'),
    alignments: alignmentRows(fields, view.fieldErrors),
    hasAlignments: Object.keys(fields.texts).some(field => field.startsWith('alignment')),
    fileErrors: errors.filter(({ field }) => field === 'files'),
    artefacts: fields.artefactIds.flatMap(artefactId => artefactRow(id, form.artefacts.get(artefactId))),
    accept: ACCEPT_ATTRIBUTE,
    longest: LONGEST,
    mostArtefacts: MOST.artefacts,
    ...(isOvertaken && { overtaken: otherWords(standing, fields) }),
  }
}

function blankFields(today: string): EntryFields {
  return { texts: { happenedOn: today }, artefactIds: [] }
}

function artefactRow(entryId: string, artefact: Artefact | undefined) {
  return artefact
    ? [{ ...artefactView(artefact), removal: `/journal/${entryId}/artefacts/${artefact.id}/removal` }]
    : []
}

function audienceOptions(communities: CommunityChoice[], chosen: string) {
  const shared = communities.map(({ id, name }) => ({
    value: `community:${id}`,
    label: name,
    hintKey: 'journal.form.communityHint',
  }))
  const all = [
    { value: 'private', labelKey: 'journal.audience.private', hintKey: 'journal.form.privateHint' },
    ...shared,
    { value: 'public', labelKey: 'journal.audience.public', hintKey: 'journal.form.publicHint' },
  ]
  return all.map(option => ({ ...option, selected: option.value === chosen }))
}

/** Those that are filled, and an empty one. */
function alignmentRows({ texts }: EntryFields, errors: Record<string, FieldError>) {
  const rows = Array.from({ length: ALIGNMENT_ROWS }, (_, row) => {
    const [nameField, urlField] = [`alignmentName${row}`, `alignmentUrl${row}`]
    const [name, url] = [texts[nameField] ?? '', texts[urlField] ?? '']
    return { nameField, urlField, name, url, nameError: errors[nameField], urlError: errors[urlField] }
  })
  const firstEmpty = rows.findIndex(row => row.name === '' && row.url === '')
  return rows.filter((row, at) => row.name !== '' || row.url !== '' || at === firstEmpty)
}

function otherWords(standing: Standing, typed: EntryFields) {
  const other = shownFields(standing) ?? { texts: {}, artefactIds: [] }
  const savedAt = standing.draft?.savedAt ?? standing.entry?.updatedAt
  const differing = differences(typed, other).filter(field => (other.texts[field] ?? '') !== '')
  return {
    ...(savedAt && { savedAt }),
    fields: differing.map(field => ({ labelKey: labelKeyOf(field), text: other.texts[field] })),
  }
}

const labelKeyOf = (field: string) => `journal.field.${field.replace(/\d+$/, '')}`

/** Today where this person is. */
export const todayOf = (person: { timeZone: string }, now: Date): string => dayIn(person.timeZone, now)
