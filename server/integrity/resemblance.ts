/**
 * How much two texts share, without comparing each with each: A. Z. Broder, "On the resemblance and containment of
 * documents" (1997), for shingles and MinHash; P. Indyk and R. Motwani (1998) for the bands that find candidates, as in
 * Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", 3.4.
 */
const WORDS_IN_A_SHINGLE = 5
/** 43 bands of 3: texts that share 0.33 of their shingles meet in a band four times in five, 0.5 nearly always. */
const BANDS = 43
const ROWS = 3
/** Shorter texts resemble one another by chance and by the question they answer. */
const SHORTEST_WORDS = 40

/** The least value of each hash over all shingles; two are equal in as many places as the texts share shingles. */
export type Signature = number[]

/** Undefined for a text too short to say anything. */
export function signatureOf(text: string, leaveOut: ReadonlySet<number> = new Set()): Signature | undefined {
  const shingles = Uint32Array.from(shinglesOf(text)).filter(shingle => !leaveOut.has(shingle))
  if (shingles.length < SHORTEST_WORDS - WORDS_IN_A_SHINGLE + 1) return undefined
  return FACTORS.map((factor, index) => leastOf(shingles, factor, OFFSETS[index]!))
}

/** Every run of five words, as a number; capitals, signs and line breaks do not count. */
export function shinglesOf(text: string): Set<number> {
  const words = (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(hashOf)
  const shingles = new Set<number>()
  for (let at = 0; at + WORDS_IN_A_SHINGLE <= words.length; at++) shingles.add(runFrom(words, at))
  return shingles
}

/** Texts that share one of these are worth comparing. */
export const bandsOf = (signature: Signature): string[] =>
  Array.from({ length: BANDS }, (_, band) => {
    const rows = signature.slice(band * ROWS, (band + 1) * ROWS)
    return `t${band}:${rows.reduce((hash, row) => mixed(hash ^ row), band).toString(36)}`
  })

/** An estimate of the share of shingles in common, from 0 to 1; its standard error is below 0.045. */
export const resemblance = (one: Signature, other: Signature): number =>
  one.filter((value, index) => value === other[index]).length / one.length

function runFrom(words: number[], at: number): number {
  let hash = 0
  for (let index = at; index < at + WORDS_IN_A_SHINGLE; index++) hash = mixed(hash ^ words[index]!)
  return hash
}

/** Shingles are mixed already, so that a linear hash is enough to bring them into another order. */
function leastOf(shingles: Uint32Array, factor: number, offset: number): number {
  let least = MAX
  for (let index = 0; index < shingles.length; index++) {
    const hash = (Math.imul(shingles[index]!, factor) + offset) >>> 0
    if (hash < least) least = hash
  }
  return least
}

const MAX = 0xffffffff

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return mixed(hash)
}

/** The last step of MurmurHash3: every bit of the number bears on every bit of the result. */
function mixed(number: number): number {
  let hash = number | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

const SEEDS = Array.from({ length: BANDS * ROWS }, (_, index) => mixed(0x9e3779b9 * (index + 1)))
/** Odd, so that no two shingles get one value. */
const FACTORS = SEEDS.map(seed => seed | 1)
const OFFSETS = SEEDS.map(seed => mixed(seed ^ MAX))
