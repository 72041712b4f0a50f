import { COMMON_PASSWORDS } from './commonPasswords.js'

/** NIST SP 800-63B: length and a list of the usual ones do more than rules about characters. */
export const SHORTEST_PASSWORD = 10
/** Enough for any phrase; keeps the work of hashing bounded. */
export const LONGEST_PASSWORD = 200
const SHORTEST_TELLING_WORD = 4

export interface PasswordProblem {
  messageKey: string
  values?: Record<string, number>
}

/** What is wrong with a new password; `about` is what others know of its owner: name, address, handle. */
export function passwordProblem(password: string, about: string[]): PasswordProblem | undefined {
  const length = [...password].length
  if (length === 0) return { messageKey: 'forms.required' }
  if (length < SHORTEST_PASSWORD) return { messageKey: 'account.password.tooShort', values: { min: SHORTEST_PASSWORD } }
  if (length > LONGEST_PASSWORD) return { messageKey: 'account.password.tooLong', values: { max: LONGEST_PASSWORD } }
  if (isCommon(password)) return { messageKey: 'account.password.tooCommon' }
  if (isAboutOwner(password, about)) return { messageKey: 'account.password.aboutYou' }
  return undefined
}

function isCommon(password: string): boolean {
  const plain = lettersAndDigits(password)
  return COMMON_PASSWORDS.has(plain) || new Set(plain).size < SHORTEST_TELLING_WORD
}

/** Nothing but a name or an address, perhaps with digits or signs around it. */
function isAboutOwner(password: string, about: string[]): boolean {
  const letters = lettersAndDigits(password).replace(/\d/g, '')
  const known = about
    .flatMap(text => [text, ...text.split(/[@.\s]+/)])
    .map(text => lettersAndDigits(text).replace(/\d/g, ''))
  return known.some(word => word.length >= SHORTEST_TELLING_WORD && word === letters)
}

const lettersAndDigits = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
