import {
  achievementNode,
  badgeClassOf,
  badgeIssuerOf,
  didDocument,
  type IssuerForCredential,
  issuerProfile,
  type PublishedKey,
  revocationListOf,
  rsaKeyDocument,
} from '../openbadges/index.js'
import type { Addresses } from './addresses.js'
import type { AwardStore } from './awardStore.js'
import { achievementOf, issuerOf } from './credentialOf.js'
import { found } from './found.js'
import type { Issuers } from './issuers.js'
import type { Neighbours } from './neighbours.js'
import type { Seeing } from './seeing.js'
import { etagOf } from './signedDocument.js'
import type { StatusLists } from './statusLists.js'

/** Text to be served as it is, and the strong ETag of these bytes. */
export interface PublishedDocument {
  json: string
  etag: string
}

export interface DocumentsDeps {
  awards: Pick<AwardStore, 'revokedIds'>
  /** Where a stranger may write to about any issuer here; OB 2.0 insists on one. */
  contactEmail: string
  addresses: Addresses
  issuers: Issuers
  lists: StatusLists
  neighbours: Pick<Neighbours, 'organization' | 'organizationBySlug' | 'versionBySlug'>
  seeing: Seeing
}

/** What machines read here. All throw NotFound. */
export function createDocuments(deps: DocumentsDeps) {
  const { addresses, issuers, lists, neighbours, seeing } = deps
  return {
    async credential(awardId: string, viewerId: string | undefined): Promise<PublishedDocument> {
      return (await seeing.see(awardId, viewerId)).signed
    },
    async issuer(slug: string): Promise<PublishedDocument> {
      const issuer = await issuerAt(slug)
      return published(issuerProfile(issuer, await issuers.publishedKeys(issuer.id)))
    },
    /** The issuer in the words of OB 2.0. */
    async badgeIssuer(slug: string): Promise<PublishedDocument> {
      const issuer = await issuerAt(slug)
      const keys = await issuers.publishedKeys(issuer.id)
      const places = { id: addresses.badgeIssuer(slug), keys, revocationList: addresses.revocations(slug) }
      return published(badgeIssuerOf(issuer, places))
    },
    /** The same keys as the profile's, under the issuer's did:web. */
    async issuerDid(slug: string): Promise<PublishedDocument> {
      found(await neighbours.organizationBySlug(slug), 'issuer')
      const did = addresses.didOfIssuer(slug)
      const keys = await issuers.publishedKeys(addresses.issuer(slug))
      const renamed = keys.filter(isMultikey).map(key => ({ ...key, id: `${did}#${key.publicKeyMultibase}` }))
      return published(didDocument(did, renamed))
    },
    /** A key that signs tokens, as the `kid` of those leads to it, for as long as it counts. */
    async key(slug: string, number: string): Promise<PublishedDocument> {
      const issuer = addresses.issuer(slug)
      const key = (await issuers.publishedKeys(issuer)).find(({ id }) => id === `${issuer}/keys/${number}`)
      const counts = key && 'publicKeyJwk' in key && !key.revoked
      return published(rsaKeyDocument(found(counts ? key : undefined, 'key'), addresses.badgeIssuer(slug)))
    },
    /** The badges of OB 2.0 of this issuer that no longer count. */
    async revocations(slug: string): Promise<PublishedDocument> {
      const { id } = found(await neighbours.organizationBySlug(slug), 'issuer')
      const revoked = (await deps.awards.revokedIds(id)).map(addresses.assertion)
      const list = { id: addresses.revocations(slug), issuer: addresses.badgeIssuer(slug), revoked }
      return published(revocationListOf(list))
    },
    /** 1EdTech Revocation List Status Method 1.0. Suspended ones stand in it for as long as they are. */
    async revokedCredentials(slug: string): Promise<PublishedDocument> {
      const organization = found(await neighbours.organizationBySlug(slug), 'issuer')
      const ids = await deps.awards.revokedIds(organization.id)
      const revokedCredential = ids.map(id => ({ id: addresses.credential(id), revoked: true }))
      return published({ id: addresses.revokedCredentials(slug), issuer: addresses.issuer(slug), revokedCredential })
    },
    async badgeClass(slug: string, number: string): Promise<PublishedDocument> {
      const version = await neighbours.versionBySlug(slug, Number(number))
      const { slug: issuerSlug } = await neighbours.organization(version.organizationId)
      const places = { id: addresses.badgeClass(slug, version.version), issuer: addresses.badgeIssuer(issuerSlug) }
      return published(badgeClassOf(achievementNode(achievementOf(version, addresses)), places))
    },
    /** This installation's own did:web, with keys of its own. */
    async did(): Promise<PublishedDocument> {
      await issuers.signingKey(addresses.did)
      return published(didDocument(addresses.did, await issuers.publishedKeys(addresses.did)))
    },
    async statusList(listId: string): Promise<PublishedDocument> {
      return found(await lists.signed(listId), 'status list')
    },
  }

  async function issuerAt(slug: string): Promise<IssuerForCredential> {
    const organization = found(await neighbours.organizationBySlug(slug), 'issuer')
    return { ...issuerOf(organization, addresses), email: deps.contactEmail }
  }
}
export type Documents = ReturnType<typeof createDocuments>

export function published(document: object): PublishedDocument {
  const json = JSON.stringify(document)
  return { json, etag: etagOf(json) }
}

const isMultikey = (key: object): key is PublishedKey => 'publicKeyMultibase' in key
