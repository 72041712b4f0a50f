import type { MicroCredentialVersion, VersionRef } from '../microcredential/index.js'

/** What this room asks of others, as small as it needs; compose.ts passes the rooms' own functions. */
export interface Holder {
  id: string
  handle: string
  name: string
  email: string
  language: 'en' | 'nb'
  timeZone: string
}

export interface IssuingOrganization {
  id: string
  slug: string
  name: string
  description: string
  country: string
}

export interface Group {
  kind: 'organization' | 'community'
  id: string
  name: string
}

export type AwardedVersion = MicroCredentialVersion

export interface JudgedSubmission {
  evidence: JudgedEvidence[]
  /** Each reviewer's scores. */
  reviews: { scores: { criterionId: string; levelId: string }[] }[]
}

export interface JudgedEvidence {
  id: string
  requirementId: string
  kind: 'text' | 'file' | 'link'
  name: string
  text?: string
  digest?: string
  mediaType?: string
  length?: number
  thumbnailDigest?: string
  url?: string
}

/** All throw NotFound where there is no such thing, but those that say otherwise. */
export interface Neighbours {
  person(id: string): Promise<Holder>
  people(ids: string[]): Promise<Map<string, Holder>>
  organization(id: string): Promise<IssuingOrganization>
  /** May also answer undefined. */
  organizationBySlug(slug: string): Promise<IssuingOrganization | undefined>
  version(microCredentialId: string, version: number): Promise<AwardedVersion>
  /** By `versionKey`. */
  versions(refs: VersionRef[]): Promise<Map<string, AwardedVersion>>
  versionBySlug(slug: string, version: number): Promise<AwardedVersion>
  /** The latest versions of all that an organization has published. */
  published(organizationId: string): Promise<AwardedVersion[]>
  /** Ids of people by these addresses, however they are spelt; those that nobody has are left out. */
  idsByEmail(emails: string[]): Promise<Map<string, string>>
  /** Those to whom this person may award something together: the organization, what is below it, and communities. */
  groups(organizationId: string, personId: string): Promise<Group[]>
  groupMembers(group: Group): Promise<string[]>
  /** Everybody in an organization and below it. */
  memberIds(organizationId: string): Promise<string[]>
  submission(id: string): Promise<JudgedSubmission>
  /** To that organization or one below it. */
  belongs(personId: string, organizationId: string): Promise<boolean>
  /** In that organization or one above it. */
  hasRole(personId: string, role: 'author' | 'officer' | 'administrator', organizationId: string): Promise<boolean>
}
