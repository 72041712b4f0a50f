import type { formView } from '../web/formView.js'
import type { Claim } from './claim.js'
import { type Asked, responseField, slotField } from './completeness.js'
import { type Piece, piecesIn } from './draft.js'
import type { Sources } from './freezeClaim.js'
import { pathOf, type Workspace } from './subject.js'
import { countWords } from './words.js'

type AskedWithHelp = Asked & { help: string }

export function textView(requirement: AskedWithHelp, { values, fieldErrors }: ReturnType<typeof formView>) {
  const field = responseField(requirement.id)
  const value = String(values[field] ?? '')
  return {
    ...{ field, value, prompt: requirement.prompt, help: requirement.help, error: fieldErrors[field] },
    optional: !requirement.required,
    words: countWords(value),
    limit: limitOf(requirement, 'words'),
  }
}

/** "Between 60 and 250 words", or whichever of the two limits there is. */
function limitOf({ min, max }: Asked, unit: 'words' | 'pieces') {
  const which = min !== undefined && max !== undefined ? 'between' : min !== undefined ? 'atLeast' : 'atMost'
  if (min === undefined && max === undefined) return undefined
  return { messageKey: `claim.limit.${unit}.${which}`, values: { min, max, count: max ?? min } }
}

export function slotView(requirement: AskedWithHelp, { claim, sources }: Workspace) {
  const pieces = piecesIn(claim.draft, requirement.id)
  return {
    field: slotField(requirement.id),
    prompt: requirement.prompt,
    help: requirement.help,
    optional: !requirement.required,
    limit: limitOf(requirement, 'pieces'),
    pieces: pieces.map(piece => pieceView(claim, piece, sources)),
    isFull: requirement.max !== undefined && pieces.length >= requirement.max,
    addHref: `${pathOf(claim)}/pieces/new?requirement=${requirement.id}`,
  }
}

function pieceView(claim: Claim, piece: Piece, { artefacts, entries }: Sources) {
  const shared = { id: piece.id, removal: `${pathOf(claim)}/pieces/${piece.id}/removal` }
  if (piece.kind === 'writing')
    return {
      ...shared,
      kindKey: 'claim.piece.writing',
      name: firstWords(piece.text),
      nameKey: piece.text === '' ? 'claim.piece.emptyWriting' : undefined,
      href: `${pathOf(claim)}/writings/${piece.id}`,
    }
  if (piece.kind === 'entry') {
    const entry = entries.get(piece.entryId)
    if (!entry) return { ...shared, kindKey: 'claim.piece.entry', nameKey: 'claim.piece.gone', isGone: true }
    return { ...shared, kindKey: 'claim.piece.entry', name: entry.title, href: `/journal/${entry.id}` }
  }
  const artefact = artefacts.get(piece.artefactId)
  if (!artefact) return { ...shared, kindKey: 'claim.piece.file', nameKey: 'claim.piece.gone', isGone: true }
  const { kind, name, url, id, thumbnailDigest } = artefact
  return {
    ...shared,
    kindKey: `claim.piece.${kind}`,
    name,
    href: url ?? `/artefacts/${id}`,
    ...(thumbnailDigest && { thumbHref: `/artefacts/${id}/thumb` }),
  }
}

const firstWords = (text: string) => (text.length > 80 ? `${text.slice(0, text.lastIndexOf(' ', 80))} …` : text)
