import { NotFound } from '../shared/errors.js'
import type { Anatomy } from './anatomy.js'
import { latestVersion, type MicroCredential, type PublishedVersion } from './microCredential.js'

/** One published version, as the rest of the house knows it. */
export interface MicroCredentialVersion {
  microCredentialId: string
  slug: string
  version: number
  organizationId: string
  authorIds: string[]
  /** Retired: no new claims. */
  state: 'published' | 'retired'
  anatomy: Anatomy
  publishedAt: Date
  /** Digest of the badge image of this version, an SVG. */
  imageDigest: string
}

export interface VersionRef {
  microCredentialId: string
  version: number
}

export function versionNumbered(microCredential: MicroCredential | undefined, number: number): MicroCredentialVersion {
  const published = microCredential?.versions.find(version => version.number === number)
  if (!microCredential || !published) throw new NotFound('No such version of a micro-credential')
  return versionOf(microCredential, published)
}

export function newestVersion(microCredential: MicroCredential | undefined): MicroCredentialVersion {
  const published = microCredential && latestVersion(microCredential)
  if (!microCredential || !published) throw new NotFound('No such micro-credential')
  return versionOf(microCredential, published)
}

function versionOf(microCredential: MicroCredential, published: PublishedVersion): MicroCredentialVersion {
  return {
    microCredentialId: microCredential.id,
    slug: microCredential.slug,
    version: published.number,
    organizationId: microCredential.organizationId,
    authorIds: published.authorIds,
    state: microCredential.retirement ? 'retired' : 'published',
    anatomy: published.anatomy,
    publishedAt: published.publishedAt,
    imageDigest: published.imageDigest,
  }
}

/** Key of a version in a map. */
export const versionKey = ({ microCredentialId, version }: VersionRef) => `${microCredentialId}@${version}`
