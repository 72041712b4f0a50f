import type { RawForm } from '../shared/forms.js'
import type { EntryContent } from './entry.js'

export const ALIGNMENT_ROWS = 5
/** Far beyond what a form accepts: a draft keeps what was typed even when it is too long to be kept as an entry. */
const LONGEST_DRAFT_TEXT = 100_000
const MOST_DRAFT_ARTEFACTS = 60

const ROWS = Array.from({ length: ALIGNMENT_ROWS }, (_, row) => row)
const TEXT_FIELDS = [
  ...['title', 'kind', 'experience', 'assumed', 'shook', 'thinkNow', 'happenedOn', 'minutes', 'tags', 'visibility'],
  ...ROWS.flatMap(row => [`alignmentName${row}`, `alignmentUrl${row}`]),
]
/** What a new entry's form holds before anyone typed: alone, it is nothing worth keeping. */
const GIVEN_FIELDS = ['kind', 'happenedOn', 'visibility']

/** An entry as it stands in its form: each field as text, valid or not. */
export interface EntryFields {
  texts: Record<string, string>
  artefactIds: string[]
}

/** From a submitted form: our fields only, and nothing of a size that could hurt. */
export function readFields(raw: RawForm): EntryFields {
  const texts = TEXT_FIELDS.map(field => [field, firstText(raw[field]).slice(0, LONGEST_DRAFT_TEXT)] as const)
  return {
    texts: Object.fromEntries(texts.filter(([, text]) => text !== '')),
    artefactIds: unique(allTexts(raw.artefactIds)).slice(0, MOST_DRAFT_ARTEFACTS),
  }
}

export function fieldsOf(entry: EntryContent): EntryFields {
  const { kind, title, experience, assumed, shook, thinkNow, minutes, tags, alignments, happenedOn } = entry
  const texts: Record<string, string> = {
    ...{ kind, title, experience, assumed, shook, thinkNow, happenedOn },
    minutes: minutes === undefined ? '' : String(minutes),
    tags: tags.join(', '),
    visibility: entry.visibility === 'community' ? `community:${entry.communityId}` : entry.visibility,
    ...Object.fromEntries(
      alignments.flatMap(({ name, url }, row) => [
        [`alignmentName${row}`, name],
        [`alignmentUrl${row}`, url],
      ]),
    ),
  }
  return {
    texts: Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== '')),
    artefactIds: entry.artefactIds,
  }
}

export function withArtefacts(fields: EntryFields, artefactIds: string[]): EntryFields {
  return { ...fields, artefactIds: unique([...fields.artefactIds, ...artefactIds]) }
}

export function isBlank({ texts, artefactIds }: EntryFields): boolean {
  return artefactIds.length === 0 && Object.keys(texts).every(field => GIVEN_FIELDS.includes(field))
}

/** The names of the fields that differ, line ends and outer spaces aside: browsers and forms change those. */
export function differences(one: EntryFields, other: EntryFields): string[] {
  const fields = TEXT_FIELDS.filter(field => plain(one.texts[field]) !== plain(other.texts[field]))
  const sameArtefacts = [...one.artefactIds].sort().join() === [...other.artefactIds].sort().join()
  return sameArtefacts ? fields : [...fields, 'artefactIds']
}

const plain = (text = '') => text.replace(/\r\n?/g, '\n').trim()
const unique = (texts: string[]) => [...new Set(texts)]
const allTexts = (value: unknown) => [value].flat().filter(text => typeof text === 'string')
const firstText = (value: unknown) => allTexts(value)[0] ?? ''
