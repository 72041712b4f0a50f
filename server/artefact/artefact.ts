import type { ArtefactKind } from './accepted.js'

/** A stored file or link that shows something; it belongs to one person. */
export interface Artefact {
  id: string
  ownerId: string
  kind: ArtefactKind
  name: string
  /** Empty for a link. */
  mediaType: string
  digest?: string
  /** Bytes. */
  length?: number
  thumbnailDigest?: string
  url?: string
  addedAt: Date
}
