import type { Artefact } from '../artefact/index.js'
import type { Anatomy } from '../microcredential/index.js'
import type { Evidence, EvidenceForm } from '../review/index.js'
import { type Draft, type Piece, piecesIn, textIn } from './draft.js'

/** What of a journal entry becomes evidence. */
export interface ClaimableEntry {
  id: string
  ownerId: string
  title: string
  experience: string
  assumed: string
  shook: string
  thinkNow: string
}

/** The artefacts and entries that a draft points to, by id. */
export interface Sources {
  artefacts: Map<string, Artefact>
  entries: Map<string, ClaimableEntry>
}

export type Translate = (key: string, values?: Record<string, unknown>) => string

/**
 * The draft as evidence that stands on its own: texts copied, files by their digest, names neutral. Whatever happens
 * later to the journal changes nothing in it, and nothing in it says whose it is.
 */
export function evidenceFrom(
  draft: Draft,
  { requirements }: Pick<Anatomy, 'requirements'>,
  sources: Sources,
  translate: Translate,
): Evidence[] {
  const unnumbered = requirements.flatMap(({ id, kind }) =>
    kind === 'text'
      ? responseEvidence(id, textIn(draft, id))
      : piecesIn(draft, id).flatMap(piece => pieceEvidence(id, piece, sources, translate)),
  )
  return numbered(unnumbered, translate)
}

type Unnumbered = Omit<Evidence, 'id' | 'number' | 'name'> & { extension?: string }

function responseEvidence(requirementId: string, text: string): Unnumbered[] {
  return text.trim() === '' ? [] : [{ requirementId, kind: 'text', form: 'response', text }]
}

function pieceEvidence(requirementId: string, piece: Piece, sources: Sources, translate: Translate): Unnumbered[] {
  if (piece.kind === 'writing') return [{ requirementId, kind: 'text', form: 'writing', text: piece.text }]
  if (piece.kind === 'entry') {
    const entry = sources.entries.get(piece.entryId)
    return entry ? [{ requirementId, kind: 'text', form: 'entry', text: entryText(entry, translate) }] : []
  }
  const artefact = sources.artefacts.get(piece.artefactId)
  return artefact ? [artefactEvidence(requirementId, artefact)] : []
}

function artefactEvidence(requirementId: string, artefact: Artefact): Unnumbered {
  const { kind, digest, mediaType, length, thumbnailDigest, url, name } = artefact
  if (kind === 'link') return { requirementId, kind: 'link', form: 'link', url: url! }
  const extension = /\.[a-z0-9]{1,5}$/i.exec(name)?.[0].toLowerCase()
  const form: EvidenceForm = kind === 'text' ? 'document' : kind
  return {
    ...{ requirementId, kind: 'file', form, mediaType, digest: digest!, length: length! },
    ...(thumbnailDigest && { thumbnailDigest }),
    ...(extension && { extension }),
  }
}

/** Answers and artefacts are counted apart: a reviewer speaks of "artefact 2". */
function numbered(pieces: Unnumbered[], translate: Translate): Evidence[] {
  const counts = { response: 0, artefact: 0 }
  return pieces.map(({ extension = '', ...piece }, index) => {
    const series = piece.form === 'response' ? 'response' : 'artefact'
    const number = ++counts[series]
    return {
      ...piece,
      id: `e${index + 1}`,
      number,
      name: `${translate(`claim.frozen.${series}`, { number })}${extension}`,
    }
  })
}

/** An entry in the order in which it is written; tags, dates and communities could tell whose it is, and stay behind. */
function entryText(entry: ClaimableEntry, translate: Translate): string {
  const parts: [string, string][] = [
    ['assumed', entry.assumed],
    ['shook', entry.shook],
    ['thinkNow', entry.thinkNow],
  ]
  const said = parts.filter(([, text]) => text.trim() !== '')
  const reflection = said.map(([key, text]) => `**${translate(`claim.frozen.${key}`)}**\n\n${text.trim()}`)
  return [`### ${entry.title.trim()}`, entry.experience.trim(), ...reflection].filter(text => text !== '').join('\n\n')
}
