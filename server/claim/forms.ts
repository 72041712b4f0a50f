import { formReader, type Parsed } from '../shared/forms.js'
import type { Rubric } from '../shared/rubric.js'
import { type Asked, levelField, noteField, responseField, writingField } from './completeness.js'
import type { Typed } from './draft.js'

/** In characters; far above any limit in words, so that a draft is never cut for being too long. */
const LONGEST_TEXT = 60_000
const LONGEST_NOTE = 4_000

/** What was typed in a part, as far as its fields came along. Drafts are never judged, only kept. */
export function parseDraft(body: unknown, requirements: Asked[], rubric: Rubric): Parsed<Typed> {
  const form = formReader(body)
  const sent = (field: string) => form.raw[field] !== undefined
  const texts = requirements
    .filter(({ id, kind }) => kind === 'text' && sent(responseField(id)))
    .map(({ id }) => ({ requirementId: id, text: form.text(responseField(id), { max: LONGEST_TEXT }) }))
  const writings = Object.keys(form.raw)
    .filter(field => field.startsWith(writingField('')))
    .map(field => ({ pieceId: field.slice(writingField('').length), text: form.text(field, { max: LONGEST_TEXT }) }))
  const selfAssessment = rubric
    .filter(({ id }) => sent(levelField(id)) || sent(noteField(id)))
    .map(({ id, levels }) => {
      const level = levels.find(each => each.id === form.raw[levelField(id)])
      return {
        criterionId: id,
        note: form.text(noteField(id), { max: LONGEST_NOTE }),
        ...(level && { levelId: level.id }),
      }
    })
  return form.result({ texts, writings, selfAssessment })
}

export interface Picked {
  requirementId: string
  artefactIds: string[]
  entryIds: string[]
}

/** Checked boxes such as `artefact:<id>` and `entry:<id>`. */
export function parsePicked(body: unknown, slots: string[]): Parsed<Picked> {
  const form = formReader(body)
  const picked = form.list('picked')
  const ofKind = (kind: string) => picked.filter(text => text.startsWith(kind)).map(text => text.slice(kind.length))
  if (picked.length === 0) form.fail('picked', 'claim.error.pickSomething')
  return form.result({
    requirementId: form.choice('requirement', slots),
    artefactIds: ofKind('artefact:'),
    entryIds: ofKind('entry:'),
  })
}

export function parseLink(
  body: unknown,
  slots: string[],
): Parsed<{ requirementId: string; url: string; name: string }> {
  const form = formReader(body)
  return form.result({
    requirementId: form.choice('requirement', slots),
    url: form.text('url', { required: true, max: 2000 }),
    name: form.text('name', { max: 200 }),
  })
}
