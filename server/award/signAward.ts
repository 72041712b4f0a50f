import { buildCredential, signCredential } from '../openbadges/index.js'
import type { Clock } from '../platform/clock.js'
import type { Translate } from '../web/i18n.js'
import type { Addresses } from './addresses.js'
import type { Award, SignedDocument } from './award.js'
import { achievementOf, credentialOf, issuerOf, type OwnPart } from './credentialOf.js'
import type { Issuers } from './issuers.js'
import type { AwardedVersion, IssuingOrganization, Neighbours } from './neighbours.js'
import type { SignerFor } from './signBeside.js'
import { signedDocument } from './signedDocument.js'

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
  return async (award: Unsigned, validFrom: Date): Promise<SignedDocument> => {
    const holder = await deps.neighbours.person(award.earnerId)
    const issuer = await deps.neighbours.organization(award.organizationId)
    const version = await deps.neighbours.version(award.microCredentialId, award.microCredentialVersion)
    const key = await deps.issuers.signingKey(deps.addresses.issuer(issuer.slug))
    const endorsements = await deps.endorsements.ofAward(award.id)
    const credential = buildCredential({
      ...saying(deps, version)(award, holder.email, validFrom, endorsements),
      issuer: issuerOf(issuer, deps.addresses),
      achievement: await endorsedAchievement(deps, version),
    })
    const signed = await signCredential(credential, key, deps.clock.now())
    return { ...signedDocument(signed, validFrom), keyId: key.id }
  }
}

export interface BulkSigner {
  /** Valid from when each was issued. */
  sign(awards: Addressed[]): Promise<SignedDocument[]>
  end(): void
}

/** For so many awards of one version, which nobody has endorsed yet. Whoever is done ends it. */
export async function bulkSigner(
  deps: SignDeps & { signerFor: SignerFor },
  { issuer, version }: { issuer: IssuingOrganization; version: AwardedVersion },
  count: number,
): Promise<BulkSigner> {
  const key = await deps.issuers.signingKey(deps.addresses.issuer(issuer.slug))
  const achievement = await endorsedAchievement(deps, version)
  const { sign, end } = deps.signerFor(count, { issuer: issuerOf(issuer, deps.addresses), achievement, key })
  const own = saying(deps, version)
  return {
    sign: awards =>
      sign({
        awards: awards.map(({ award, email }) => own(award, email, award.issuedAt)),
        at: deps.clock.now(),
      }),
    end,
  }
}

async function endorsedAchievement({ endorsements, addresses }: SignDeps, version: AwardedVersion) {
  return { ...achievementOf(version, addresses), endorsements: { credentials: await endorsements.ofVersion(version) } }
}

export type Unsigned = Omit<Award, 'signed'>
/** With the address of its holder. */
export interface Addressed {
  award: Unsigned
  email: string
}

/** What each award of this version says of itself. */
function saying({ addresses, translator }: SignDeps, version: AwardedVersion) {
  const nameOf = sourceNames(translator(version.anatomy.language))
  return (award: Unsigned, email: string, validFrom: Date, endorsements: JsonObject[] = []): OwnPart =>
    credentialOf(award, { addresses, version, email, sourceName: nameOf(award), validFrom, endorsements })
}

/** Who vouches for an award, in words: looked up once where many awards say the same. */
function sourceNames(translate: Translate) {
  const known = new Map<string | number, string>()
  const named = ({ completion, panel }: Unsigned) =>
    completion
      ? translate('award.credential.completion', { programme: completion.programme })
      : translate('award.credential.panel', { count: panel.reviewers })
  return (award: Unsigned): string => {
    const about = award.completion?.programme ?? award.panel.reviewers
    const name = known.get(about) ?? named(award)
    known.set(about, name)
    return name
  }
}
