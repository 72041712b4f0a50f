import { Invalid } from '../shared/errors.js'

export type NotAskableCode =
  | 'tooMany'
  | 'self'
  | 'issuer'
  | 'already'
  | 'noSigner'
  | 'unknown'
  | 'refusesMail'
  | 'mailedEnough'

/** Why somebody cannot be asked to endorse something; the code is a locale key. */
export class NotAskable extends Invalid {
  constructor(readonly code: NotAskableCode) {
    super(`Cannot be asked: ${code}`, 'endorser')
  }
}
