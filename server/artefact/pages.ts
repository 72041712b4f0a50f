import type { ArtefactKind } from './accepted.js'
import type { Artefact } from './artefact.js'

const BYTES_PER_MEGABYTE = 1024 * 1024
const PAGE_LENGTH = 30

/** How an artefact looks on a page: `{{> artefact}}` shows it, `{{> artefact-line}}` lists it. */
export interface ArtefactView {
  id: string
  name: string
  kindKey: string
  icon: string
  href: string
  isLink: boolean
  isImage: boolean
  isAudio: boolean
  isVideo: boolean
  /** Absent for a link. */
  size?: { key: string; amount: number }
  thumbHref?: string
}

const ICONS: Record<ArtefactKind, string> = {
  pdf: 'file-text',
  image: 'image',
  audio: 'mic',
  video: 'film',
  office: 'file-text',
  text: 'file-text',
  link: 'link',
}

export function artefactView({ id, kind, name, url, length, thumbnailDigest }: Artefact): ArtefactView {
  return {
    id,
    name,
    kindKey: `artefact.kind.${kind}`,
    icon: ICONS[kind],
    href: url ?? `/artefacts/${id}`,
    isLink: kind === 'link',
    isImage: kind === 'image',
    isAudio: kind === 'audio',
    isVideo: kind === 'video',
    ...(length !== undefined && { size: sizeOf(length) }),
    ...(thumbnailDigest && { thumbHref: `/artefacts/${id}/thumb` }),
  }
}

export const ARTEFACTS_READ = PAGE_LENGTH + 1

export function artefactsPage(artefacts: Artefact[], bytes: number, quotaBytes: number) {
  const shown = artefacts.slice(0, PAGE_LENGTH)
  const last = shown.at(-1)
  return {
    titleKey: 'artefact.list.title',
    artefacts: shown.map(artefact => ({
      ...artefactView(artefact),
      addedAt: artefact.addedAt,
      removalHref: `/artefacts/${artefact.id}/removal`,
    })),
    used: megabytes(bytes),
    quota: megabytes(quotaBytes),
    ...(artefacts.length > PAGE_LENGTH && last && { nextHref: `/artefacts?before=${last.id}` }),
  }
}

export function removalPage(artefact: Artefact) {
  return {
    titleKey: 'artefact.removal.title',
    artefact: artefactView(artefact),
    action: `/artefacts/${artefact.id}/removal`,
  }
}

function sizeOf(bytes: number): { key: string; amount: number } {
  if (bytes < BYTES_PER_MEGABYTE) return { key: 'artefact.kilobytes', amount: Math.ceil(bytes / 1024) }
  return { key: 'artefact.megabytes', amount: megabytes(bytes) }
}

const megabytes = (bytes: number) => Math.round((bytes / BYTES_PER_MEGABYTE) * 10) / 10
