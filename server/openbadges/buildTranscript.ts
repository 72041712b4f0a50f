import type { IssuerForCredential } from './awardForCredential.js'
import { profile, unlessEmpty } from './buildProfile.js'
import { CLR_2 } from './clrContext.js'
import { CREDENTIALS_V2, OPEN_BADGES_3 } from './contexts.js'
import type { SignedCredential, UnsignedCredential } from './credential.js'
import { dateTime } from './dates.js'
import { foldEmail, hashIdentity } from './identity.js'
import { defined } from './json.js'

export interface TranscriptForCredential {
  id: string
  name: string
  issuer: IssuerForCredential
  recipient: { email: string; salt: string }
  validFrom: Date
  /** As their issuers signed them; each is verified by itself. */
  credentials: SignedCredential[]
  associations: AchievementAssociation[]
}

/** How two achievements are related that these credentials assert, by their ids (CLR 2.0, Association). */
export interface AchievementAssociation {
  type: 'replacedBy' | 'isRelatedTo' | 'precedes' | 'isPartOf'
  source: string
  target: string
}

/** 1EdTech CLR 2.0, ClrCredential. Without `partial`, which other verifiers' copies of the context may not know. */
export function buildTranscript(transcript: TranscriptForCredential): UnsignedCredential {
  const { id, name, issuer, recipient, validFrom, credentials } = transcript
  const identityHash = hashIdentity(foldEmail(recipient.email), recipient.salt)
  const email = {
    type: 'IdentityObject',
    hashed: true,
    identityHash,
    identityType: 'emailAddress',
    salt: recipient.salt,
  }
  const associations = transcript.associations.map(({ type, source, target }) => ({
    type: 'Association',
    associationType: type,
    sourceId: source,
    targetId: target,
  }))
  return {
    '@context': [CREDENTIALS_V2, CLR_2, OPEN_BADGES_3],
    id,
    type: ['VerifiableCredential', 'ClrCredential'],
    name,
    issuer: profile(issuer),
    validFrom: dateTime(validFrom),
    credentialSubject: defined({
      // For the `sub` of a token, and nobody else's (Open Badges 3.0, 8.2.3; CLR 2.0 signs in the same way).
      id: `${id}#holder`,
      type: ['ClrSubject'],
      identifier: [email],
      verifiableCredential: credentials,
      association: unlessEmpty(associations),
    }),
  }
}
