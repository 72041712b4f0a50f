import {
  type AchievementForCredential,
  buildCredential,
  type IssuerKey,
  keepAchievement,
  signCredential,
} from '../openbadges/index.js'
import type { SignedDocument } from './award.js'
import type { OwnPart } from './credentialOf.js'
import { signedDocument } from './signedDocument.js'

/** What many credentials have in common. */
export interface Shared {
  achievement: AchievementForCredential
  key: IssuerKey
}
export interface Batch {
  awards: OwnPart[]
  at: Date
}

/** Signs in the order of the batch. What they have in common is worked out once. */
export function signAll({ achievement, key }: Shared) {
  const kept = keepAchievement(structuredClone(achievement))
  return async ({ awards, at }: Batch): Promise<SignedDocument[]> => {
    const signed: SignedDocument[] = []
    for (const award of awards) {
      const credential = await signCredential(buildCredential({ ...award, achievement: kept }), key, at)
      signed.push({ ...signedDocument(credential, award.validFrom), keyId: key.id })
    }
    return signed
  }
}
