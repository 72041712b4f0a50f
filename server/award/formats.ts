import { assertionOf, revokedAssertion, signAssertion, signCredentialToken } from '../openbadges/index.js'
import { NotFound } from '../shared/errors.js'
import type { Addresses } from './addresses.js'
import type { Award } from './award.js'
import { type PublishedDocument, published } from './documents.js'
import type { Issuers } from './issuers.js'
import { etagOf } from './signedDocument.js'

/** An award in other formats than the one that is stored. Each is made of what was signed, so that none says otherwise. */
export interface Formats {
  /** VC-JWT. The same award gives the same token for as long as its issuer signs with the same key. */
  token(award: Award): Promise<PublishedDocument>
  /** Open Badges 2.0, hosted. */
  assertion(award: Award): Promise<PublishedDocument>
  /** What stands at its address: once it is withdrawn, that and nothing else. */
  hosted(award: Award): Promise<PublishedDocument>
  /** Open Badges 2.0, signed. */
  signedAssertion(award: Award): Promise<PublishedDocument>
}

export function createFormats({ issuers, addresses }: { issuers: Issuers; addresses: Addresses }): Formats {
  function assertion(award: Award, creator?: string) {
    const { id, slug, microCredentialVersion: version } = award
    const { issuedAt: issuedOn } = award
    const places = { id: addresses.assertion(id), badge: addresses.badgeClass(slug, version), creator, issuedOn }
    const made = assertionOf(credentialIn(award), { ...places, image: `${addresses.assertion(id)}.png` })
    if (!made) throw new NotFound('No such assertion')
    return made
  }

  return {
    async token(award) {
      const credential = credentialIn(award)
      return tokenDocument(await signCredentialToken(credential, await issuers.rsaKey(credential.issuer.id)))
    },
    assertion: async award => published(assertion(award)),
    async hosted(award) {
      return published(isWithdrawn(award) ? revokedAssertion(addresses.assertion(award.id)) : assertion(award))
    },
    async signedAssertion(award) {
      const key = await issuers.rsaKey(credentialIn(award).issuer.id)
      return tokenDocument(await signAssertion(assertion(award, key.id), key))
    },
  }
}

/** OB 2.0 knows no suspension: while it lasts, the badge counts as little as a revoked one. */
export const isWithdrawn = ({ state }: Pick<Award, 'state'>) => state === 'revoked' || state === 'suspended'

const credentialIn = ({ signed }: Award) =>
  JSON.parse(signed.json) as { [member: string]: unknown; issuer: { id: string } }

export const tokenDocument = (token: string): PublishedDocument => ({ json: token, etag: etagOf(token) })
