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
  endorsements: SignedEndorsements
}

/** What others have said, as they signed it, to be embedded; what was withdrawn or is hidden is not among it. */
export interface SignedEndorsements {
  ofAward(awardId: string): Promise<JsonObject[]>
  ofVersion(version: AwardedVersion): Promise<JsonObject[]>
}
type JsonObject = Record<string, unknown>

/** Signs what the award says now. `validFrom` tells a newer copy from an older one (Open Badges 3.0, 9.1). */
export function signAward(deps: SignDeps) {
  return async (award: Omit<Award, 'signed'>, validFrom: Date): Promise<SignedDocument> => {
    const holder = await deps.neighbours.person(award.earnerId)
    const issuer = await deps.neighbours.organization(award.organizationId)
    const version = await deps.neighbours.version(award.microCredentialId, award.microCredentialVersion)
    const achievement = await endorsedAchievement(deps, version)
    const sign = await signerOf(deps, { issuer, version, achievement })
    return sign(award, holder.email, validFrom, await deps.endorsements.ofAward(award.id))
  }
}

/** For many awards of one version: what they have in common is worked out once. */
export async function bulkSigner(deps: SignDeps, issuer: IssuingOrganization, version: AwardedVersion) {
  const achievement = keepAchievement(structuredClone(await endorsedAchievement(deps, version)))
  return signerOf(deps, { issuer, version, achievement })
}

async function endorsedAchievement({ endorsements, addresses }: SignDeps, version: AwardedVersion) {
  return { ...achievementOf(version, addresses), endorsements: { credentials: await endorsements.ofVersion(version) } }
}

type Common = Pick<Saying, 'issuer' | 'version' | 'achievement'>

async function signerOf({ issuers, addresses, clock, translator }: SignDeps, common: Common) {
  const key = await issuers.signingKey(addresses.issuer(common.issuer.slug))
  const nameOf = sourceNames(translator(common.version.anatomy.language))
  return async (
    award: Omit<Award, 'signed'>,
    email: string,
    validFrom: Date,
    endorsements: JsonObject[] = [],
  ): Promise<SignedDocument> => {
    const saying = { ...common, addresses, email, sourceName: nameOf(award), validFrom, endorsements }
    const credential = await signCredential(buildCredential(credentialOf(award, saying)), key, clock.now())
    return { ...signedDocument(credential, validFrom), keyId: key.id }
  }
}

/** Who vouches for an award, in words: looked up once where many awards say the same. */
function sourceNames(translate: Translate) {
  const known = new Map<string | number, string>()
  const named = ({ completion, panel }: Omit<Award, 'signed'>) =>
    completion
      ? translate('award.credential.completion', { programme: completion.programme })
      : translate('award.credential.panel', { count: panel.reviewers })
  return (award: Omit<Award, 'signed'>): string => {
    const about = award.completion?.programme ?? award.panel.reviewers
    const name = known.get(about) ?? named(award)
    known.set(about, name)
    return name
  }
}

/** Stored as it will be served; the strong ETag is that of these very bytes. */
export function signedDocument(credential: object, validFrom: Date): SignedDocument {
  const json = JSON.stringify(credential)
  return { json, etag: etagOf(json), validFrom }
}

export const etagOf = (text: string): string => `"${createHash('sha256').update(text).digest('base64url')}"`
