import { hash } from 'node:crypto'
import { randomOf } from './randomPool.js'

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz'
const TIME_CHARACTERS = 10
const RANDOM_CHARACTERS = 16

/** A ULID in lower case (github.com/ulid/spec): sorts by time, and its 80 random bits cannot be guessed. */
export function newId(now: Date = new Date()): string {
  return timePart(now.getTime()) + characters(randomOf(RANDOM_CHARACTERS))
}

/** The id that belongs to a name: the same every time, and only who knows the secret can tell it. */
export function idFor(name: string, secret: string, at: Date): string {
  return (
    timePart(at.getTime()) + characters(hash('sha256', `${secret} ${name}`, 'buffer').subarray(0, RANDOM_CHARACTERS))
  )
}

/** Every id made from then on sorts after it. */
export const earliestId = (at: Date): string => timePart(at.getTime())

/** Whether a text has the form of our ids. */
export const isId = (text: string): boolean => /^[0-9a-hjkmnp-tv-z]{26}$/.test(text)

/** A secret for a link in a mail: 192 random bits, safe in a URL. */
export function newToken(): string {
  return randomOf(24).toString('base64url')
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

function characters(bytes: Buffer): string {
  let text = ''
  for (const byte of bytes) text += CROCKFORD[byte % 32]
  return text
}
