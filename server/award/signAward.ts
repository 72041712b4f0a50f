import { createHash } from 'node:crypto'
import { buildCredential, keepAchievement, signCredential } from '../openbadges/index.js'
import type { Clock } from '../platform/clock.js'
import type { Translate } from '../web/i18n.js'
import type { Addresses } from './addresses.js'
import type { Award, SignedDocument } from './award.js'
import { achievementOf, credentialOf, type Saying } from './credentialOf.js'
import type { Issuers } from './issuers.js'
import type { AwardedVersion, IssuingOrganization, Neighbours } from './neighbours.js'

export interface SignDeps {
  issuers: Issuers
  addresses: Addresses
  clock: Clock
  neighbours: Neighbours
  translator(language: string): Translate
}

/** Signs what the award says now. `validFrom` tells a newer copy from an older one (Open Badges 3.0, 9.1). */
export function signAward(deps: SignDeps) {
  return async (award: Omit<Award, 'signed'>, validFrom: Date): Promise<SignedDocument> => {
    const holder = await deps.neighbours.person(award.earnerId)
    const issuer = await deps.neighbours.organization(award.organizationId)
    const version = await deps.neighbours.version(award.microCredentialId, award.microCredentialVersion)
    const sign = await signerOf(deps, { issuer, version, achievement: achievementOf(version, deps.addresses) })
    return sign(award, holder.email, validFrom)
  }
}

/** For many awards of one version: what they have in common is worked out once. */
export async function bulkSigner(deps: SignDeps, issuer: IssuingOrganization, version: AwardedVersion) {
  const achievement = keepAchievement(structuredClone(achievementOf(version, deps.addresses)))
  return signerOf(deps, { issuer, version, achievement })
}

type Common = Pick<Saying, 'issuer' | 'version' | 'achievement'>

async function signerOf({ issuers, addresses, clock, translator }: SignDeps, common: Common) {
  const key = await issuers.signingKey(addresses.issuer(common.issuer.slug))
  const translate = translator(common.version.anatomy.language)
  return async (award: Omit<Award, 'signed'>, email: string, validFrom: Date): Promise<SignedDocument> => {
    const { completion, panel } = award
    const sourceName = completion
      ? translate('award.credential.completion', { programme: completion.programme })
      : translate('award.credential.panel', { count: panel.reviewers })
    const saying = { ...common, addresses, email, sourceName, validFrom }
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
