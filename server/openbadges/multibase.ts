const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const DIGITS = new Map([...ALPHABET].map((letter, digit) => [letter, digit]))
/** The longest value that we read is an Ed25519 Multikey or signature; base58 is quadratic in its length. */
const LONGEST_BASE58 = 200

/** Multibase base58btc, `z…` (W3C Controlled Identifiers 1.0, 2.4). */
export function encodeBase58(bytes: Uint8Array): string {
  const digits: number[] = []
  for (const byte of bytes) carry(digits, 256, byte, 58)
  const zeros = bytes.findIndex(byte => byte !== 0)
  const leading = '1'.repeat(zeros === -1 ? bytes.length : zeros)
  return `z${leading}${digits
    .reverse()
    .map(digit => ALPHABET[digit])
    .join('')}`
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
