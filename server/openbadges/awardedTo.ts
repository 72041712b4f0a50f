import type { Finding } from './findings.js'
import { isObject } from './json.js'
import { checkHashedRecipient, checkRecipient } from './verify/recipient.js'

/**
 * Whether a badge of any version names the holder of this e-mail address, hashed or plain. `unclear` where it names
 * somebody in another way, such as a DID (Open Badges 3.0, IdentityHash; Open Badges 2.0, IdentityObject).
 */
export function isAwardedTo(badge: unknown, address: string): 'yes' | 'no' | 'unclear' {
  if (!isObject(badge)) return 'unclear'
  if ('credentialSubject' in badge)
    return isObject(badge.credentialSubject) ? answer(checkRecipient(badge.credentialSubject, address)) : 'unclear'
  if (badge.recipient === undefined) return 'unclear'
  return answer(checkHashedRecipient(badge.recipient, badge.salt, address))
}

function answer({ code }: Finding) {
  if (code === 'recipient-matches') return 'yes'
  return code === 'recipient-mismatch' ? 'no' : 'unclear'
}
