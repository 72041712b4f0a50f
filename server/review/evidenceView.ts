import { type Anatomy, PARTS, type Part } from '../microcredential/index.js'
import type { Rubric, Score } from '../shared/rubric.js'
import { renderMarkdown } from '../web/markdown.js'
import type { Evidence } from './frozen.js'

export interface PieceView {
  id: string
  /** Names the piece by its number and form, without a word of whose it is. */
  nameKey: string
  number: number
  textHtml?: string
  isImage: boolean
  isAudio: boolean
  isVideo: boolean
  isDownload: boolean
  href: string
  thumbnailHref?: string
  mediaType?: string
  url?: string
}

export interface EvidenceView {
  parts: {
    part: Part
    titleKey: string
    requirements: { id: string; prompt: string; pieces: PieceView[] }[]
  }[]
}

/** What reviewers see of a submission: the very same for the earner's preview and for the review itself. */
export function evidenceView(
  { requirements }: Pick<Anatomy, 'requirements'>,
  evidence: Evidence[],
  hrefOf: (piece: Evidence) => string,
): EvidenceView {
  const parts = PARTS.map(part => ({
    part,
    titleKey: `review.part.${part}`,
    requirements: requirements
      .filter(requirement => requirement.part === part)
      .map(({ id, prompt }) => ({
        id,
        prompt,
        pieces: evidence
          .filter(({ requirementId }) => requirementId === id)
          .map(piece => pieceView(piece, hrefOf(piece))),
      })),
  }))
  return { parts: parts.filter(({ requirements }) => requirements.length > 0) }
}

function pieceView(piece: Evidence, href: string): PieceView {
  const { id, form, number, text, kind, mediaType, thumbnailDigest, url } = piece
  return {
    id,
    number,
    href,
    nameKey: `review.evidence.${form}`,
    isImage: form === 'image',
    isAudio: form === 'audio',
    isVideo: form === 'video',
    isDownload: kind === 'file' && !['image', 'audio', 'video'].includes(form),
    ...(text !== undefined && { textHtml: renderMarkdown(text) }),
    ...(thumbnailDigest && { thumbnailHref: `${href}/thumbnail` }),
    ...(mediaType && { mediaType }),
    ...(url && { url }),
  }
}

export interface CriterionView {
  id: string
  name: string
  description: string
  levels: { id: string; name: string; description: string; isRequired: boolean }[]
  /** An earlier attempt met it. */
  isCarriedOver: boolean
}

export function rubricView(rubric: Rubric, carriedOver: Score[] = []): CriterionView[] {
  const met = new Set(carriedOver.map(({ criterionId }) => criterionId))
  return rubric.map(({ id, name, description, levels, requiredLevelId }) => ({
    ...{ id, name, description, isCarriedOver: met.has(id) },
    levels: levels.map(level => ({
      ...{ id: level.id, name: level.name, description: level.description },
      isRequired: level.id === requiredLevelId,
    })),
  }))
}
