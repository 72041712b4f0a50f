import { createHash } from 'node:crypto'
import { buildStatusList, issuerProfile } from '../openbadges/index.js'
import { NotFound } from '../shared/errors.js'
import type { Addresses } from './addresses.js'
import type { Neighbours } from './neighbours.js'
import type { Signatories } from './signatories.js'
import type { EndorsementStore } from './store.js'

export interface PublishedDocument {
  json: string
  etag: string
}

export interface DocumentsDeps {
  endorsements: EndorsementStore
  signatories: Signatories
  neighbours: Neighbours
  addresses: Addresses
}

/** What machines read here. All throw NotFound. */
export function createDocuments({ endorsements, signatories, neighbours, addresses }: DocumentsDeps) {
  async function signatory(id: string) {
    const found = await signatories.find(id)
    if (!found) throw new NotFound('No such profile')
    return found
  }

  return {
    /** Whoever signed or was endorsed, with the keys that sign for them, and what others say of them. */
    async profile(id: string): Promise<PublishedDocument> {
      const found = await signatory(id)
      if (found.kind === 'organization') throw new NotFound('An organization has a profile of its own')
      const issuer = await signatories.issuerOf(found)
      const said = found.kind === 'person' ? await endorsements.shownOn({ kind: 'person', id: found.of }) : []
      const credentials = said.map(({ statement }) => JSON.parse(statement!.signed.json))
      const keys = await neighbours.signing.publishedKeys(issuer.id)
      // Until then there is nothing to publish of anybody.
      if (keys.length + credentials.length === 0) throw new NotFound('Nothing was signed')
      return published(issuerProfile({ ...issuer, endorsements: { credentials } }, keys))
    },
    /** Signed when it is asked for, as of its last change: the same bytes for as long as nothing is withdrawn. */
    async withdrawn(id: string): Promise<PublishedDocument> {
      const found = await signatory(id)
      const withdrawn = await endorsements.withdrawnOf(id)
      const last = new Date(Math.max(...[found.createdAt, ...withdrawn.map(({ at }) => at)].map(Number)))
      const { id: issuerId, name } = await signatories.issuerOf(found)
      const list = await buildStatusList({
        ...{ id: addresses.status(id), issuer: { id: issuerId, name }, validFrom: last },
        ...{ revoked: withdrawn.map(({ index }) => index), purpose: 'revocation' },
      })
      return neighbours.signing.sign(list, issuerId, last, last)
    },
  }
}
export type Documents = ReturnType<typeof createDocuments>

function published(document: object): PublishedDocument {
  const json = JSON.stringify(document)
  return { json, etag: `"${createHash('sha256').update(json).digest('base64url')}"` }
}
