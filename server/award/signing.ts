import { type IssuerForCredential, signCredential, type UnsignedCredential } from '../openbadges/index.js'
import type { Clock } from '../platform/clock.js'
import type { Addresses } from './addresses.js'
import type { SignedDocument } from './award.js'
import { controllerKeys } from './controllerKeys.js'
import { issuerOf } from './credentialOf.js'
import type { Issuers } from './issuers.js'
import type { IssuingOrganization } from './neighbours.js'
import { signedDocument } from './signedDocument.js'

export interface SigningDeps {
  issuers: Issuers
  addresses: Addresses
  clock: Clock
}

/** For what other rooms sign: in the name of an organization, with its own key, or of anybody else who has an address. */
export function signing({ issuers, addresses, clock }: SigningDeps) {
  return {
    issuerOf: (organization: IssuingOrganization): IssuerForCredential => issuerOf(organization, addresses),
    publishedKeys: issuers.publishedKeys,
    keysOf: controllerKeys({ issuers, clock }),
    /** With the controller's key in force; its first one is made when it is first asked for. */
    async sign(
      credential: UnsignedCredential,
      controller: string,
      validFrom: Date,
      at = clock.now(),
    ): Promise<SignedDocument> {
      const key = await issuers.signingKey(controller)
      return { ...signedDocument(await signCredential(credential, key, at), validFrom), keyId: key.id }
    },
    credentialUri: addresses.credential,
    achievementUri: addresses.achievement,
  }
}
export type Signing = ReturnType<typeof signing>
