import type { IssuerForCredential } from './awardForCredential.js'
import { OPEN_BADGES_2 } from './contexts.js'
import { dateTime } from './dates.js'
import { isRsaKey } from './issuerDocuments.js'
import { asArray, defined, isObject, type JsonObject } from './json.js'
import type { PublishedKey } from './keys.js'
import type { PublishedRsaKey } from './rsaKeys.js'

/**
 * What an OB 3.0 credential says, in the words of OB 2.0: made from the credential as it was signed, so that the two
 * cannot disagree. What OB 2.0 has no word for (results, credits, the panel) stays behind.
 */
export interface AssertionPlaces {
  /** HTTPS URL of the assertion. */
  id: string
  /** HTTPS URL of the badge class. */
  badge: string
  /** When it was awarded; a copy that was signed later is still of that day. Without it the credential's own date. */
  issuedOn?: Date | undefined
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
    issuedOn: places.issuedOn ? dateTime(places.issuedOn) : credential.validFrom,
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

export interface BadgeIssuerPlaces {
  id: string
  keys: (PublishedKey | PublishedRsaKey)[]
  revocationList: string
}

/**
 * Open Badges 2.0, Profile, of an issuer of OB 3.0: a document of its own, for readers of OB 2.0 know JSON-LD 1.0 alone
 * and stop at the contexts that OB 3.0 needs.
 */
export function badgeIssuerOf(
  issuer: IssuerForCredential,
  { id, keys, revocationList }: BadgeIssuerPlaces,
): JsonObject {
  const { name, url, description, email, phone, image, imageCaption } = issuer
  return defined({
    '@context': OPEN_BADGES_2,
    id,
    type: 'Profile',
    ...{ name, url, description, email },
    telephone: phone,
    image: image && defined({ id: image, caption: imageCaption }),
    // It has no word for a withdrawn key: it is one that the issuer no longer links to.
    publicKey: keys.filter(key => isRsaKey(key) && !key.revoked).map(key => key.id),
    revocationList,
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
