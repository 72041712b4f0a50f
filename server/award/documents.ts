import { didDocument, issuerProfile } from '../openbadges/index.js'
import type { Addresses } from './addresses.js'
import { issuerOf } from './credentialOf.js'
import { found } from './found.js'
import type { Issuers } from './issuers.js'
import type { Neighbours } from './neighbours.js'
import type { Seeing } from './seeing.js'
import { etagOf } from './signAward.js'
import type { StatusLists } from './statusLists.js'

/** Text to be served as it is, and the strong ETag of these bytes. */
export interface PublishedDocument {
  json: string
  etag: string
}

export interface DocumentsDeps {
  addresses: Addresses
  issuers: Issuers
  lists: StatusLists
  neighbours: Pick<Neighbours, 'organizationBySlug'>
  seeing: Seeing
}

/** What machines read here. All throw NotFound. */
export function createDocuments({ addresses, issuers, lists, neighbours, seeing }: DocumentsDeps) {
  const documents = {
    async credential(awardId: string, viewerId: string | undefined): Promise<PublishedDocument> {
      return (await seeing.see(awardId, viewerId)).signed
    },
    async issuer(slug: string): Promise<PublishedDocument> {
      const organization = found(await neighbours.organizationBySlug(slug), 'issuer')
      const issuer = issuerOf(organization, addresses)
      return published(issuerProfile(issuer, await issuers.publishedKeys(issuer.id)))
    },
    /** The same keys as the profile's, under the issuer's did:web. */
    async issuerDid(slug: string): Promise<PublishedDocument> {
      found(await neighbours.organizationBySlug(slug), 'issuer')
      const did = addresses.didOfIssuer(slug)
      const keys = await issuers.publishedKeys(addresses.issuer(slug))
      return published(
        didDocument(
          did,
          keys.map(key => ({ ...key, id: `${did}#${key.publicKeyMultibase}` })),
        ),
      )
    },
    /** This installation's own did:web, with a key of its own. */
    async did(): Promise<PublishedDocument> {
      await issuers.signingKey(addresses.did)
      return published(didDocument(addresses.did, await issuers.publishedKeys(addresses.did)))
    },
    async statusList(listId: string): Promise<PublishedDocument> {
      return found(await lists.signed(listId), 'status list')
    },
    /** The document at an address of ours, without going over the network. */
    async at(url: string, viewerId: string | undefined): Promise<PublishedDocument> {
      const [, room = '', id = '', rest] = new URL(url).pathname.split('/')
      if (room === 'credentials' || (room === 'badges' && rest === undefined))
        return documents.credential(id.replace(/\.json$/, ''), viewerId)
      if (room === 'issuers') return rest === 'did.json' ? documents.issuerDid(id) : documents.issuer(id)
      if (room === 'status') return documents.statusList(id)
      return found(room === '.well-known' && id === 'did.json' ? await documents.did() : undefined, 'document')
    },
  }
  return documents
}
export type Documents = ReturnType<typeof createDocuments>

function published(document: object): PublishedDocument {
  const json = JSON.stringify(document)
  return { json, etag: etagOf(json) }
}
