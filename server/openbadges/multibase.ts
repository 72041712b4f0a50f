const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const DIGITS = new Map([...ALPHABET].map((letter, digit) => [letter, digit]))
/** The longest value that we read is an Ed25519 Multikey or signature; base58 is quadratic in its length. */
const LONGEST_BASE58 = 200

/** Multibase base58btc, `z…` (W3C Controlled Identifiers 1.0, 2.4). */
export function encodeBase58(bytes: Uint8Array): string {
  // Five digits at a time: a signature is written for every credential, and the work is quadratic.
  const groups: number[] = []
  for (const byte of bytes) carry(groups, 256, byte, GROUP)
  const digits = groups.reverse().map(inGroup).join('').replace(/^1+/, '')
  const zeros = bytes.findIndex(byte => byte !== 0)
  return `z${'1'.repeat(zeros === -1 ? bytes.length : zeros)}${digits}`
}

const GROUP_LENGTH = 5
const GROUP = 58 ** GROUP_LENGTH

function inGroup(group: number): string {
  let text = ''
  for (let rest = group; text.length < GROUP_LENGTH; rest = Math.floor(rest / 58)) text = ALPHABET[rest % 58] + text
  return text
}

/**
 * Bytes of a multibase value in base58btc (`z…`) or base64url without padding (`u…`).
 * Answers undefined for anything else: a caller can only say that the value is not readable.
 */
export function decodeMultibase(value: string): Uint8Array | undefined {
  if (value.startsWith('z')) return decodeBase58(value.slice(1))
  if (value.startsWith('u')) return decodeBase64Url(value.slice(1))
  return undefined
}

/** Strict: no padding, no foreign letters, nothing that the decoder would silently skip. */
export function decodeBase64Url(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return undefined
  return new Uint8Array(Buffer.from(text, 'base64url'))
}

function decodeBase58(text: string): Uint8Array | undefined {
  if (text.length > LONGEST_BASE58) return undefined
  const bytes: number[] = []
  for (const letter of text) {
    const digit = DIGITS.get(letter)
    if (digit === undefined) return undefined
    carry(bytes, 58, digit, 256)
  }
  const zeros = text.length - text.replace(/^1+/, '').length
  return Uint8Array.from([...Array<number>(zeros).fill(0), ...bytes.reverse()])
}

/** number = number × from + digit, the number being little-endian digits in the base `to`. */
function carry(number: number[], from: number, digit: number, to: number): void {
  let rest = digit
  for (let i = 0; i < number.length; i++) {
    rest += number[i]! * from
    number[i] = rest % to
    rest = Math.floor(rest / to)
  }
  for (; rest > 0; rest = Math.floor(rest / to)) number.push(rest % to)
}
