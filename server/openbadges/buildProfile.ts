import type {
  EndorsementsForCredential,
  IdentifierForCredential,
  ImageForCredential,
  IssuerForCredential,
} from './awardForCredential.js'
import { constant, frozen } from './canonical/constant.js'
import { defined, type JsonObject } from './json.js'

const kept = new WeakMap<IssuerForCredential, JsonObject>()

/** For an issuer of many: what it says is worked out once, and frozen. */
export function keepIssuer(issuer: IssuerForCredential): IssuerForCredential {
  kept.set(frozen(issuer), constant(buildProfile(issuer)))
  return issuer
}

/** Open Badges 3.0, Profile. */
export function profile(issuer: IssuerForCredential): JsonObject {
  return kept.get(issuer) ?? buildProfile(issuer)
}

function buildProfile(issuer: IssuerForCredential): JsonObject {
  const { id, name, url, description, email, phone, official, parent } = issuer
  return defined({
    ...{ id, type: ['Profile'], name, url, description, email, phone, official },
    image: issuer.image && imageNode({ id: issuer.image, caption: issuer.imageCaption }),
    parentOrg: parent && profile(parent),
    otherIdentifier: unlessEmpty((issuer.otherIdentifiers ?? []).map(identifierEntry)),
    ...endorsementMembers(issuer.endorsements),
  })
}

export function imageNode({ id, caption }: ImageForCredential): JsonObject {
  return defined({ id, type: 'Image', caption })
}

/** Open Badges 3.0, IdentifierEntry: an identifier that is no secret. */
export function identifierEntry({ type, identifier }: IdentifierForCredential): JsonObject {
  return { type: 'IdentifierEntry', identifier, identifierType: type }
}

export function endorsementMembers({ credentials = [], tokens = [] }: EndorsementsForCredential = {}): JsonObject {
  return defined({ endorsement: unlessEmpty(credentials), endorsementJwt: unlessEmpty(tokens) })
}

export function unlessEmpty<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined
}
