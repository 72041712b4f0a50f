import { type Finding, finding } from '../findings.js'
import { foldEmail, isHashOf } from '../identity.js'
import { asArray, isObject, type JsonObject, textOf } from '../json.js'

/** Either an id or at least one identifier (Open Badges 3.0, AchievementSubject). */
export function checkIdentified(subject: JsonObject): Finding {
  const isIdentified = typeof subject.id === 'string' || asArray(subject.identifier).length > 0
  return finding(isIdentified ? 'subject-identified' : 'subject-unidentified')
}

/** Whether the subject is the person with this e-mail address or id, where somebody asks. */
export function checkRecipient(subject: JsonObject, expected: string | undefined): Finding {
  if (expected === undefined) return finding('recipient-not-asked')
  const emails = asArray(subject.identifier).filter(isObject).filter(isEmail)
  const id = textOf(subject.id)
  const isId = id === expected || id === `mailto:${foldEmail(expected)}`
  const matches = isId || emails.some(identity => isIdentityOf(identity, expected))
  if (matches) return finding('recipient-matches')
  // An id such as a did says nothing about whose address it is.
  return finding(emails.length > 0 ? 'recipient-mismatch' : 'recipient-not-comparable')
}

const isEmail = ({ identityType }: JsonObject) => identityType === 'emailAddress'

function isIdentityOf({ hashed, identityHash, salt }: JsonObject, expected: string): boolean {
  const identity = textOf(identityHash) ?? ''
  if (hashed === true) return isHashOf(identity, expected, textOf(salt) ?? '')
  return foldEmail(identity) === foldEmail(expected)
}

/** The recipient of OB 1 and 2: an object with its own salt, or in OB 0.5 the identity itself with a salt beside it. */
export function checkHashedRecipient(recipient: unknown, salt: unknown, expected: string | undefined): Finding {
  if (expected === undefined) return finding('recipient-not-asked')
  const identity = textOf(isObject(recipient) ? recipient.identity : recipient) ?? ''
  const grain = textOf(isObject(recipient) ? recipient.salt : salt) ?? ''
  const matches = isHashOf(identity, expected, grain) || foldEmail(identity) === foldEmail(expected)
  return finding(matches ? 'recipient-matches' : 'recipient-mismatch')
}
