import { createHash } from 'node:crypto'
import { buildCredential, signCredential } from '../openbadges/index.js'
import type { Clock } from '../platform/clock.js'
import type { Translate } from '../web/i18n.js'
import type { Addresses } from './addresses.js'
import type { Award, SignedDocument } from './award.js'
import { credentialOf } from './credentialOf.js'
import type { Issuers } from './issuers.js'
import type { Neighbours } from './neighbours.js'

export interface SignDeps {
  issuers: Issuers
  addresses: Addresses
  clock: Clock
  neighbours: Neighbours
  translator(language: string): Translate
}

/** Signs what the award says now. `validFrom` tells a newer copy from an older one (Open Badges 3.0, 9.1). */
export function signAward({ issuers, addresses, clock, neighbours, translator }: SignDeps) {
  return async (award: Omit<Award, 'signed'>, validFrom: Date): Promise<SignedDocument> => {
    const holder = await neighbours.person(award.earnerId)
    const issuer = await neighbours.organization(award.organizationId)
    const version = await neighbours.version(award.microCredentialId, award.microCredentialVersion)
    const panelName = translator(version.anatomy.language)('award.credential.panel', { count: award.panel.reviewers })
    const saying = { addresses, issuer, version, email: holder.email, panelName, validFrom }
    const key = await issuers.signingKey(addresses.issuer(issuer.slug))
    const credential = await signCredential(buildCredential(credentialOf(award, saying)), key, clock.now())
    return { ...signedDocument(credential, validFrom), keyId: key.id }
  }
}

/** Stored as it will be served; the strong ETag is that of these very bytes. */
export function signedDocument(credential: object, validFrom: Date): SignedDocument {
  const json = JSON.stringify(credential)
  return { json, etag: etagOf(json), validFrom }
}

export const etagOf = (text: string): string => `"${createHash('sha256').update(text).digest('base64url')}"`
