import type { CredentialExtras, IssuerForCredential } from './awardForCredential.js'
import { profile } from './buildProfile.js'
import type { UnsignedCredential } from './credential.js'
import { contextsFor, extraMembers } from './credentialExtras.js'
import { dateTime } from './dates.js'
import { defined } from './json.js'

export interface EndorsementForCredential extends Omit<CredentialExtras, 'image' | 'endorsements'> {
  id: string
  name: string
  /** The endorser. */
  issuer: IssuerForCredential
  /** Id of the credential, achievement or profile that is endorsed. */
  endorsed: string
  comment?: string | undefined
  validFrom: Date
  validUntil?: Date | undefined
}

/** Open Badges 3.0, EndorsementCredential, to be signed by the endorser and embedded in what it endorses. */
export function buildEndorsement(endorsement: EndorsementForCredential): UnsignedCredential {
  const { id, name, issuer, endorsed, comment, validFrom, validUntil } = endorsement
  return {
    '@context': contextsFor(endorsement),
    id,
    type: ['VerifiableCredential', 'EndorsementCredential'],
    name,
    issuer: profile(issuer),
    validFrom: dateTime(validFrom),
    ...defined({ validUntil: validUntil && dateTime(validUntil) }),
    ...extraMembers(endorsement),
    credentialSubject: defined({ id: endorsed, type: ['EndorsementSubject'], endorsementComment: comment }),
  }
}
