import type { Award, Signing } from '../award/index.js'
import type { MicroCredentialVersion } from '../microcredential/index.js'

/** What this room asks of others, as small as it needs; compose.ts passes the rooms' own functions. */
export interface Somebody {
  id: string
  handle: string
  name: string
  email: string
  language: 'en' | 'nb'
}

export interface SomeOrganization {
  id: string
  slug: string
  name: string
  description: string
  country: string
}

/** All throw NotFound where there is no such thing, but those that may answer undefined. */
export interface Neighbours {
  person(id: string): Promise<Somebody>
  people(ids: string[]): Promise<Map<string, Somebody>>
  personByHandle(handle: string): Promise<Somebody | undefined>
  personByEmail(email: string): Promise<Somebody | undefined>
  /** All that they confirmed. */
  addressesOf(personId: string): Promise<string[]>
  organization(id: string): Promise<SomeOrganization>
  organizationBySlug(slug: string): Promise<SomeOrganization | undefined>
  /** Who may sign in the name of an organization: those who lead or administer it itself. */
  signersOf(organizationId: string): Promise<string[]>
  /** The organizations in whose name this person may sign. */
  signsFor(personId: string): Promise<string[]>
  authorsIn(organizationId: string): Promise<string[]>
  award(id: string): Promise<Award>
  /** Throws NotFound also where this viewer may not see it. */
  seeAward(id: string, viewerId: string | undefined): Promise<Award>
  version(microCredentialId: string, version: number): Promise<MicroCredentialVersion>
  latest(slug: string): Promise<MicroCredentialVersion>
  signing: Signing
}
