import {
  type AchievementForCredential,
  buildCredential,
  type IssuerForCredential,
  type IssuerKey,
  keepAchievement,
  keepIssuer,
  signCredential,
} from '../openbadges/index.js'
import type { SignedDocument } from './award.js'
import type { OwnPart } from './credentialOf.js'
import { signedDocument } from './signedDocument.js'

/** What many credentials have in common. */
export interface Shared {
  issuer: IssuerForCredential
  achievement: AchievementForCredential
  key: IssuerKey
}
export interface Batch {
  awards: OwnPart[]
  at: Date
}

/** Signs in the order of the batch. What they have in common is worked out once. */
export function signAll({ issuer, achievement, key }: Shared) {
  const kept = { issuer: keepIssuer({ ...issuer }), achievement: keepAchievement(structuredClone(achievement)) }
  return async ({ awards, at }: Batch): Promise<SignedDocument[]> => {
    const signed: SignedDocument[] = []
    for (const award of awards) {
      const credential = await signCredential(buildCredential({ ...award, ...kept }), key, at)
      signed.push({ ...signedDocument(credential, award.validFrom), keyId: key.id })
    }
    return signed
  }
}
