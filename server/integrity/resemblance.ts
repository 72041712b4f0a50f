/**
 * How much two texts share, without comparing each with each: A. Z. Broder, "On the resemblance and containment of
 * documents" (1997), for shingles and MinHash; P. Indyk and R. Motwani (1998) for the bands that find candidates, as in
 * Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", 3.4.
 */
const WORDS_IN_A_SHINGLE = 5
/** 32 bands of 4: texts that share 0.42 of their shingles meet in a band with even odds or better, 0.7 nearly always. */
const BANDS = 32
const ROWS = 4
/** Shorter texts resemble one another by chance and by the question they answer. */
const SHORTEST_WORDS = 40

/** The least value of each hash over all shingles; two are equal in as many places as the texts share shingles. */
export type Signature = number[]

/** Undefined for a text too short to say anything. */
export function signatureOf(text: string, leaveOut: ReadonlySet<number> = new Set()): Signature | undefined {
  const shingles = [...shinglesOf(text)].filter(shingle => !leaveOut.has(shingle))
  if (shingles.length < SHORTEST_WORDS - WORDS_IN_A_SHINGLE + 1) return undefined
  return SEEDS.map(seed => shingles.reduce((least, shingle) => Math.min(least, mixed(shingle ^ seed)), MAX))
}

/** Every run of five words, as a number; capitals, signs and line breaks do not count. */
export function shinglesOf(text: string): Set<number> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(
    Array.from({ length: Math.max(0, words.length - WORDS_IN_A_SHINGLE + 1) }, (_, at) =>
      hashOf(words.slice(at, at + WORDS_IN_A_SHINGLE).join(' ')),
    ),
  )
}

/** Texts that share one of these are worth comparing. */
export const bandsOf = (signature: Signature): string[] =>
  Array.from({ length: BANDS }, (_, band) => {
    const rows = signature.slice(band * ROWS, (band + 1) * ROWS)
    return `t${band}:${hashOf(rows.join()).toString(36)}`
  })

/** An estimate of the share of shingles in common, from 0 to 1; its standard error is below 0.045. */
export const resemblance = (one: Signature, other: Signature): number =>
  one.filter((value, index) => value === other[index]).length / one.length

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
