import { formReader, type Parsed } from '../shared/forms.js'
import { ENTRY_KINDS, type EntryAlignment, type EntryContent } from './entry.js'
import { ALIGNMENT_ROWS, type EntryFields } from './fields.js'
import { titleFrom } from './words.js'

export const LONGEST = { title: 160, text: 20_000, tag: 40, alignmentName: 200, url: 2000, capture: 20_000 } as const
export const MOST = { minutes: 100_000, tags: 12, artefacts: 20 } as const
const FIRST_DAY = '1950-01-01'

/** What the parser must know of the person who fills the form in. */
export interface FormContext {
  communityIds: string[]
  /** The latest day that it can be anywhere on Earth. */
  tomorrow: string
}

export function parseEntry({ texts, artefactIds }: EntryFields, context: FormContext): Parsed<EntryContent> {
  const form = formReader(texts)
  const text = (field: string) => form.text(field, { max: LONGEST.text })
  const words = {
    experience: text('experience'),
    assumed: text('assumed'),
    shook: text('shook'),
    thinkNow: text('thinkNow'),
  }
  const told = words.experience || words.thinkNow || words.shook || words.assumed
  const title = form.text('title', { max: LONGEST.title }) || titleFrom(told)
  const minutes = form.number('minutes', { min: 1, max: MOST.minutes, integer: true })
  if (!title && artefactIds.length === 0) form.fail('experience', 'journal.form.nothing')
  if (artefactIds.length > MOST.artefacts) form.fail('files', 'journal.form.tooManyArtefacts', { max: MOST.artefacts })
  return form.result<EntryContent>({
    title,
    ...words,
    kind: form.choice('kind', ENTRY_KINDS, 'other'),
    ...(minutes !== undefined && { minutes }),
    tags: parseTags(form),
    alignments: parseAlignments(form),
    ...parseAudience(form, context.communityIds),
    artefactIds,
    happenedOn: parseDay(form, context.tomorrow),
  })
}

type Form = ReturnType<typeof formReader>

function parseTags(form: Form): string[] {
  const typed = form
    .text('tags', { max: LONGEST.tag * MOST.tags * 2 })
    .split(/[,;\n]/)
    .map(tag =>
      tag
        .replace(/^[#\s]+/, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
  const tags = typed.filter((tag, at) => tag !== '' && typed.findIndex(other => sameWord(other, tag)) === at)
  if (tags.length > MOST.tags) form.fail('tags', 'journal.form.tooManyTags', { max: MOST.tags })
  const long = tags.find(tag => tag.length > LONGEST.tag)
  if (long) form.fail('tags', 'journal.form.longTag', { tag: long, max: LONGEST.tag })
  return tags
}

const sameWord = (one: string, other: string) => one.toLocaleLowerCase() === other.toLocaleLowerCase()

function parseAlignments(form: Form): EntryAlignment[] {
  const rows = Array.from({ length: ALIGNMENT_ROWS }, (_, row) => parseAlignment(form, row))
  return rows.filter(row => row.name !== '')
}

function parseAlignment(form: Form, row: number): EntryAlignment {
  const name = form.text(`alignmentName${row}`, { max: LONGEST.alignmentName })
  const typed = form.text(`alignmentUrl${row}`, { max: LONGEST.url })
  const url = typed && !/^[a-z][a-z0-9+.-]*:/i.test(typed) ? `https://${typed}` : typed
  if (url && !isWebAddress(url)) form.fail(`alignmentUrl${row}`, 'journal.form.notAnAddress')
  if (url && !name) form.fail(`alignmentName${row}`, 'journal.form.nameTheAlignment')
  return { name, url }
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['https:', 'http:'].includes(new URL(text).protocol)
}

function parseAudience(form: Form, communityIds: string[]): Pick<EntryContent, 'visibility' | 'communityId'> {
  const communities = communityIds.map(id => `community:${id}` as const)
  const chosen = form.choice('visibility', ['private', 'public', ...communities], 'private')
  if (chosen === 'private' || chosen === 'public') return { visibility: chosen }
  return { visibility: 'community', communityId: chosen.slice('community:'.length) }
}

function parseDay(form: Form, tomorrow: string): string {
  const day = form.text('happenedOn', { required: true, max: 10 })
  if (day && !isDay(day)) form.fail('happenedOn', 'journal.form.notADay')
  else if (day > tomorrow) form.fail('happenedOn', 'journal.form.futureDay')
  else if (day && day < FIRST_DAY) form.fail('happenedOn', 'journal.form.notADay')
  return day
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}
