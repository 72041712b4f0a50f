import { randomBytes } from 'node:crypto'

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz'
const TIME_CHARACTERS = 10
const RANDOM_CHARACTERS = 16

/** A ULID in lower case (github.com/ulid/spec): sorts by time, and its 80 random bits cannot be guessed. */
export function newId(now: Date = new Date()): string {
  return timePart(now.getTime()) + randomPart()
}

/** Whether a text has the form of our ids. */
export const isId = (text: string): boolean => /^[0-9a-hjkmnp-tv-z]{26}$/.test(text)

/** A secret for a link in a mail: 192 random bits, safe in a URL. */
export function newToken(): string {
  return randomBytes(24).toString('base64url')
}

function timePart(milliseconds: number): string {
  let rest = milliseconds
  let text = ''
  for (let i = 0; i < TIME_CHARACTERS; i++) {
    text = CROCKFORD[rest % 32] + text
    rest = Math.floor(rest / 32)
  }
  return text
}

const randomPart = () => [...randomBytes(RANDOM_CHARACTERS)].map(byte => CROCKFORD[byte % 32]).join('')
