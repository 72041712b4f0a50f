import { compare, type Fingerprint } from '../../server/integrity/fingerprint.js'
import { bandsOf, signatureOf } from '../../server/integrity/resemblance.js'
import { type Bench, median, type Row, round } from './row.js'

const GROUP = 'integrity'
const RUNS = 3
const MANY = 10_000
const FEW = 1_000
const WORDS = 250
/** One in so many was taken from another, with every tenth word changed. */
const COPIED = 50
/** As in the store: of one piece, so many others are compared at the most. */
const MOST_CANDIDATES = 100

/** Fingerprints of all submissions and every near-duplicate among them, beside a plain pass over the same texts. */
export const bench: Bench = async () => {
  const all = texts(MANY)
  const few = all.slice(0, FEW)
  const times = { all: [] as number[], few: [] as number[], pass: [] as number[] }
  let found = 0
  for (let run = 0; run < RUNS; run++) {
    times.pass.push(timed(() => pass(all)))
    times.few.push(timed(() => matchesIn(few)))
    times.all.push(timed(() => (found = matchesIn(all))))
  }
  const [whole, tenth, plain] = [median(times.all), median(times.few), median(times.pass)]
  const growth = (MANY * Math.log(MANY)) / (FEW * Math.log(FEW))
  return [
    row('near-duplicates among 10,000 texts to a plain pass', whole / plain, ''),
    row('ten times as much: growth to that of n log n', whole / tenth / growth, '<= 1'),
    row('share of copies with every tenth word changed found', found / Math.floor((MANY - 1) / COPIED), ''),
  ]
}

const row = (name: string, ratio: number, goal: string): Row => ({
  ...{ group: GROUP, name, ratio: round(ratio), goal, runs: RUNS },
})

function timed(work: () => unknown): number {
  const begun = performance.now()
  work()
  return performance.now() - begun
}

/** What nobody can do without: every word of every text, read once. */
const pass = (all: string[]) =>
  all.reduce((count, text) => count + (text.toLowerCase().match(/[\p{L}\p{N}]+/gu)?.length ?? 0), 0)

/** As submissions come in, one by one: each is compared with those before it that share a key. */
function matchesIn(all: string[]): number {
  const byKey = new Map<string, Fingerprint[]>()
  return all.reduce((matches, text, index) => {
    const own = fingerprintOf(text, index)
    const candidates = new Set(own.keys.flatMap(key => byKey.get(key) ?? []))
    const alike = [...candidates].slice(-MOST_CANDIDATES).filter(other => compare(own, other))
    for (const key of own.keys) keep(byKey, key, own)
    return matches + alike.length
  }, 0)
}

function keep(byKey: Map<string, Fingerprint[]>, key: string, own: Fingerprint): void {
  const others = byKey.get(key)
  if (others) others.push(own)
  else byKey.set(key, [own])
}

function fingerprintOf(text: string, index: number): Fingerprint {
  const signature = signatureOf(text)!
  const of = { submissionId: `s${index}`, earnerId: `e${index}`, microCredentialId: 'm', pieceId: 'p' }
  return { id: `s${index}.p`, ...of, signature, keys: bandsOf(signature) }
}

function texts(count: number): string[] {
  const draw = random(7)
  const vocabulary = Array.from({ length: 4_000 }, () => word(draw))
  const written: string[][] = []
  for (let index = 0; index < count; index++) {
    const isCopy = index > 0 && index % COPIED === 0
    const original = isCopy ? written[draw(index)]! : undefined
    // Common words are common: the product of two draws leans towards the first ones.
    const fresh = () => vocabulary[Math.floor((draw(4_000) * draw(4_000)) / 4_000)]!
    written.push(Array.from({ length: WORDS }, (_, at) => (original && at % 10 !== 0 ? original[at]! : fresh())))
  }
  return written.map(words => words.join(' '))
}

const word = (draw: (below: number) => number) =>
  Array.from({ length: 2 + draw(8) }, () => 'abcdefghijklmnopqrstuvwxyzæøå'[draw(29)]).join('')

/** Lehmer's generator: the same texts in every run. */
function random(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 48271) % 2147483647
    return state % below
  }
}
