import { OPEN_BADGES_2 } from './contexts.js'
import { asArray, defined, isObject, type JsonObject } from './json.js'

/**
 * What an OB 3.0 credential says, in the words of OB 2.0: made from the credential as it was signed, so that the two
 * cannot disagree. What OB 2.0 has no word for (results, credits, the panel) stays behind.
 */
export interface AssertionPlaces {
  /** HTTPS URL of the assertion. */
  id: string
  /** HTTPS URL of the badge class. */
  badge: string
  /** The image of this assertion. */
  image?: string | undefined
  /** The key that signs it; without one it is hosted. */
  creator?: string | undefined
}

/** Open Badges 2.0, Assertion. Undefined where the holder is named in no way that OB 2.0 knows: it wants an e-mail address. */
export function assertionOf(credential: JsonObject, places: AssertionPlaces): JsonObject | undefined {
  const subject = isObject(credential.credentialSubject) ? credential.credentialSubject : {}
  const recipient = asArray(subject.identifier).filter(isObject).find(isEmail)
  if (!recipient) return undefined
  const evidence = asArray(credential.evidence).filter(isObject).map(evidenceOf)
  return defined({
    '@context': OPEN_BADGES_2,
    id: places.id,
    type: 'Assertion',
    recipient: recipientOf(recipient),
    badge: places.badge,
    verification: places.creator ? { type: 'SignedBadge', creator: places.creator } : { type: 'HostedBadge' },
    issuedOn: credential.validFrom,
    expires: credential.validUntil,
    image: places.image,
    narrative: subject.narrative,
    evidence: evidence.length > 0 ? evidence : undefined,
  })
}

/** What is hosted in place of an assertion that was revoked (idem, with 410 Gone). */
export function revokedAssertion(id: string, reason?: string): JsonObject {
  return defined({ '@context': OPEN_BADGES_2, id, type: 'Assertion', revoked: true, revocationReason: reason })
}

/** Open Badges 2.0, BadgeClass, of an OB 3.0 Achievement. */
export function badgeClassOf(achievement: JsonObject, { id, issuer }: { id: string; issuer: string }): JsonObject {
  const { name, description, image, criteria, tag, version } = achievement
  const alignment = asArray(achievement.alignment).filter(isObject).map(alignmentOf)
  return defined({
    '@context': OPEN_BADGES_2,
    id,
    type: 'BadgeClass',
    name,
    description,
    image: isObject(image) ? defined({ id: image.id, caption: image.caption }) : undefined,
    criteria,
    issuer,
    tags: tag,
    alignment: alignment.length > 0 ? alignment : undefined,
    version,
  })
}

export interface RevocationPlaces {
  id: string
  issuer: string
  /** Ids of revoked assertions. */
  revoked: string[]
}

/** Open Badges 2.0, RevocationList. Never fewer than two entries: a well-known validator misses a single one. */
export function revocationListOf({ id, issuer, revoked }: RevocationPlaces): JsonObject {
  const neverIssued = [`${id}#never-issued-1`, `${id}#never-issued-2`].slice(Math.min(revoked.length, 2))
  const revokedAssertions = [...revoked, ...neverIssued].map(each => ({ id: each }))
  return { '@context': OPEN_BADGES_2, id, type: 'RevocationList', issuer, revokedAssertions }
}

function recipientOf({ hashed, identityHash, salt }: JsonObject): JsonObject {
  return defined({ type: 'email', hashed, salt, identity: identityHash })
}

function evidenceOf({ id, narrative, name, description, genre, audience }: JsonObject): JsonObject {
  return defined({ id, type: 'Evidence', narrative, name, description, genre, audience })
}

/** CASE and other types of target are unknown to OB 2.0. */
function alignmentOf({ targetName, targetUrl, targetDescription, targetFramework, targetCode }: JsonObject) {
  return defined({ targetName, targetUrl, targetDescription, targetFramework, targetCode })
}

const isEmail = ({ identityType }: JsonObject) => identityType === 'emailAddress'
