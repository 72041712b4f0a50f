import type { IssuerForCredential } from './awardForCredential.js'
import { profile } from './buildProfile.js'
import { DID_V1, JWK_V1, MULTIKEY_V1, OPEN_BADGES_3 } from './contexts.js'
import { dateTime } from './dates.js'
import type { JsonObject } from './json.js'
import type { PublishedKey } from './keys.js'
import type { PublishedRsaKey } from './rsaKeys.js'

/**
 * The issuer as an OB 3.0 Profile that publishes its keys (Open Badges 3.0, Profile; W3C Controlled Identifiers 1.0,
 * 2.2), to be served as JSON-LD at the HTTPS issuer id. The DID context comes first: it is the one that verifiers
 * recognise a controller document by.
 */
export function issuerProfile(issuer: IssuerForCredential, keys: (PublishedKey | PublishedRsaKey)[]): JsonObject {
  return { '@context': [DID_V1, MULTIKEY_V1, JWK_V1, OPEN_BADGES_3], ...profile(issuer), ...published(issuer.id, keys) }
}

/** The DID document of a did:web (did:web Method, 2.5.2), to be served at `/.well-known/did.json` or `<path>/did.json`. */
export function didDocument(did: string, keys: (PublishedKey | PublishedRsaKey)[]): JsonObject {
  const contexts = [DID_V1, MULTIKEY_V1, ...(keys.some(isRsaKey) ? [JWK_V1] : [])]
  return { '@context': contexts, id: did, ...published(did, keys) }
}

/** The HTTPS URL of a did:web's document, or undefined where it is no did:web (did:web Method, 2.5.2). */
export function didWebUrl(did: string): string | undefined {
  const [, host, path = ''] = /^did:web:([A-Za-z0-9.-]+(?:%3[Aa]\d+)?)((?::[A-Za-z0-9._%-]+)*)$/.exec(did) ?? []
  if (!host) return undefined
  return `https://${host.replace(/%3a/i, ':')}${path ? path.replaceAll(':', '/') : '/.well-known'}/did.json`
}

function published(controller: string, keys: (PublishedKey | PublishedRsaKey)[]): JsonObject {
  const verificationMethod = keys.map(key => ({
    id: key.id,
    controller,
    ...publicPart(key),
    ...(key.revoked && { revoked: dateTime(key.revoked) }),
  }))
  return { verificationMethod, assertionMethod: keys.map(({ id }) => id) }
}

/** Named one by one: whoever passes a whole key must not see its secret published. */
function publicPart(key: PublishedKey | PublishedRsaKey): JsonObject {
  if (isRsaKey(key)) return { type: 'JsonWebKey', publicKeyJwk: key.publicKeyJwk }
  return { type: 'Multikey', publicKeyMultibase: key.publicKeyMultibase }
}

export const isRsaKey = (key: PublishedKey | PublishedRsaKey): key is PublishedRsaKey => 'publicKeyJwk' in key
