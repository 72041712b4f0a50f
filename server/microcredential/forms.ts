import { type FieldError, formReader, type Parsed } from '../shared/forms.js'
import { BADGE_COLOURS, BADGE_SHAPES } from './anatomy.js'
import { BADGE_ICONS } from './badge/icons.js'
import type { Draft, Section } from './draft.js'
import { type BlockSpec, type FieldSpec, isList, type ListSpec, SECTION_SPECS } from './sectionSpec.js'

const LONGEST_NOTE = 4000
const LONGEST_TITLE = 120
const LONGEST_BADGE_TEXT = 60

type Form = ReturnType<typeof formReader>
type Row = Record<string, unknown>

/** What was typed, also where it cannot be taken: the form is shown again with all of it. */
export interface SectionRead {
  content: Partial<Draft>
  errors: FieldError[]
}

/** One page of the author's form as far as it was filled in: only what is too long is refused. */
export function readSection(section: Section, body: unknown, newId: () => string): SectionRead {
  const form = formReader(body)
  const content = section === 'badge' ? { badge: readBadge(form) } : readBlocks(form, '', SECTION_SPECS[section], newId)
  const read = form.result(content as Partial<Draft>)
  return { content: content as Partial<Draft>, errors: read.ok ? [] : read.errors }
}

function readBadge(form: Form): Omit<Draft['badge'], 'uploadDigest'> {
  return {
    shape: form.choice('shape', BADGE_SHAPES, 'hexagon'),
    colour: form.choice('colour', BADGE_COLOURS, 'spruce'),
    icon: form.choice('icon', BADGE_ICONS, BADGE_ICONS[0]),
    text: form.text('badgeText', { max: LONGEST_BADGE_TEXT }),
  }
}

function readBlocks(form: Form, prefix: string, blocks: BlockSpec[], newId: () => string): Row {
  const entries = blocks.map(block =>
    isList(block)
      ? [block.list, readRows(form, prefix, block, newId)]
      : [block.name, readField(form, `${prefix}${block.name}`, block)],
  )
  return Object.fromEntries(entries)
}

function readRows(form: Form, prefix: string, spec: ListSpec, newId: () => string): Row[] {
  const used = new Set<string>()
  return Array.from({ length: spec.most }, (_, index) => `${prefix}${spec.list}-${index}-`)
    .filter(rowPrefix => Object.keys(form.raw).some(name => name.startsWith(rowPrefix)))
    .map(rowPrefix => {
      const row = readBlocks(form, rowPrefix, spec.fields.filter(isOfRow), newId)
      if ('id' in row) row.id = uniqueId(String(row.id), used, newId)
      if (!spec.nested) return row
      const required = form.text(`${rowPrefix}requiredLevelId`, { max: LONGEST_TITLE })
      return { ...row, requiredLevelId: required, [spec.nested.list]: readRows(form, rowPrefix, spec.nested, newId) }
    })
}

/** The mark of a level is a field of the criterion that the level is in. */
const isOfRow = (field: FieldSpec) => field.kind !== 'levelMark'

function readField(form: Form, name: string, field: FieldSpec): string | boolean {
  if (field.kind === 'flag') return form.checked(name)
  if (field.kind === 'choice') return form.choice(name, field.choices ?? [], field.choices?.[0] ?? '')
  return form.text(name, { max: field.max })
}

function uniqueId(given: string, used: Set<string>, newId: () => string): string {
  const id = /^[\w-]+$/.test(given) && !used.has(given) ? given : newId()
  used.add(id)
  return id
}

export function readStart(
  body: unknown,
): Parsed<{ title: string; organizationId: string; language: Draft['language'] }> {
  const form = formReader(body)
  return form.result({
    title: form.text('title', { required: true, max: LONGEST_TITLE }),
    organizationId: form.text('organizationId', { required: true, max: 60 }),
    language: form.choice('language', ['en', 'nb'] as const, 'en'),
  })
}

/** A sentence or two to colleagues: why it comes back, why it is retired. */
export function readNote(field: string, body: unknown): Parsed<string> {
  const form = formReader(body)
  return form.result(form.text(field, { required: true, max: LONGEST_NOTE }))
}

/** What the writer had read when the form was opened. */
export function readBasis(body: unknown): { revision: number; formId: string } {
  const form = formReader(body)
  return { revision: Number(form.text('revision', { max: 12 })) || 0, formId: form.text('formId', { max: 60 }) }
}
