import type { CompiledScores, CompiledSubmission } from './compiled.js'
import { ABILITIES, multiplyBy, QUALITIES, sum } from './grid.js'
import { type Population, type PopulationGrid, qualityChances } from './population.js'
import { evidenceOf } from './posterior.js'
import { stretchOf } from './score.js'

/** For each reviewer and kind of score: how much work of each quality it was given to. */
export type Counts = (Float64Array | undefined)[][]
/** For each reviewer and kind: the chance of such a score at each quality. */
export type Chances = (Float64Array | undefined)[][]

/** Every so many submissions one is looked at for how criteria spread around ability, which costs three times as much. */
const SPREAD_EVERY = 4

/** How much a population weighs that nothing is known of: as if so many submissions had been seen before. */
const SEEN_BEFORE = 50

export interface Expected {
  counts: Counts
  population: Population
}

/** What the scores were probably given to, if reviewers and population are as supposed. */
export function expect(scores: CompiledScores, chances: Chances, grid: PopulationGrid, before: Population): Expected {
  const counts: Counts = scores.reviewerIds.map(() => scores.kinds.map(() => undefined))
  const sums = { seen: 0, ability: 0, ability2: 0, criteria: 0, spread2: 0 }
  scores.submissions.forEach((submission, index) => {
    expectOne(submission, chances, grid, counts, sums, index % SPREAD_EVERY === 0)
  })
  expectAnchors(scores, chances, grid, counts)
  return { counts, population: populationFrom(sums, before) }
}

interface Sums {
  seen: number
  ability: number
  ability2: number
  criteria: number
  spread2: number
}

function expectOne(
  submission: CompiledSubmission,
  chances: Chances,
  grid: PopulationGrid,
  counts: Counts,
  sums: Sums,
  measureSpread: boolean,
): void {
  const weights = submission.map(scores => weightOf(scores, chances))
  const evidence = weights.map(weight => evidenceOf(weight, grid).all)
  const abilities = abilityAfter(evidence, grid)
  sums.seen++
  for (let index = 0; index < abilities.length; index++) {
    sums.ability += abilities[index]! * ABILITIES[index]!
    sums.ability2 += abilities[index]! * ABILITIES[index]! ** 2
  }
  submission.forEach((scores, criterion) => {
    const shares = dividedBy(abilities, evidence[criterion]!)
    const quality = mix(shares, grid, 0)
    multiplyBy(quality, weights[criterion]!)
    for (let at = 0; at < scores.length; at += 2) add(counts, scores[at]!, scores[at + 1]!, quality)
    if (measureSpread) {
      sums.criteria++
      sums.spread2 += spreadAround(shares, quality, weights[criterion]!, grid)
    }
  })
}

function weightOf(scores: Int32Array, chances: Chances): Float64Array {
  const weight = new Float64Array(QUALITIES.length).fill(1)
  for (let at = 0; at < scores.length; at += 2) multiplyBy(weight, chances[scores[at]!]![scores[at + 1]!]!)
  return weight
}

function abilityAfter(evidence: Float64Array[], grid: PopulationGrid): Float64Array {
  const chances = grid.abilities.slice()
  for (const each of evidence) multiplyBy(chances, each)
  return dividedBy(chances, new Float64Array(chances.length).fill(sum(chances)))
}

function dividedBy(values: Float64Array, divisors: Float64Array): Float64Array {
  const quotients = values.slice()
  for (let index = 0; index < quotients.length; index++) quotients[index]! /= divisors[index]!
  return quotients
}

/** The sum over abilities of share times ability to a power, for each quality. */
function mix(shares: Float64Array, { qualities }: PopulationGrid, power: number): Float64Array {
  const mixed = new Float64Array(QUALITIES.length)
  for (let ability = 0, cell = 0; ability < shares.length; ability++) {
    const share = shares[ability]! * ABILITIES[ability]! ** power
    for (let quality = 0; quality < mixed.length; quality++) mixed[quality]! += share * qualities[cell++]!
  }
  return mixed
}

/** The expected square of quality less ability. */
function spreadAround(shares: Float64Array, quality: Float64Array, weight: Float64Array, grid: PopulationGrid): number {
  const [first, second] = [mix(shares, grid, 1), mix(shares, grid, 2)]
  let spread = 0
  for (let index = 0; index < quality.length; index++) {
    const at = QUALITIES[index]!
    spread += at ** 2 * quality[index]! + weight[index]! * (second[index]! - 2 * at * first[index]!)
  }
  return spread
}

/** An anchor's quality lies somewhere in the stretch of its agreed level. */
function expectAnchors(
  { anchors, kinds }: CompiledScores,
  chances: Chances,
  grid: PopulationGrid,
  counts: Counts,
): void {
  const usual = qualityChances(grid)
  for (const { reviewer, kind, agreedKind, times } of anchors) {
    const [low, high] = stretchOf(kinds[agreedKind]!)
    const quality = usual.map((chance, index) => (QUALITIES[index]! > low && QUALITIES[index]! < high ? chance : 0))
    multiplyBy(quality, chances[reviewer]![kind]!)
    const share = times / sum(quality)
    add(
      counts,
      reviewer,
      kind,
      quality.map(chance => chance * share),
    )
  }
}

function add(counts: Counts, reviewer: number, kind: number, quality: Float64Array): void {
  const own = counts[reviewer]!
  own[kind] ??= new Float64Array(QUALITIES.length)
  const count = own[kind]
  for (let index = 0; index < count.length; index++) count[index]! += quality[index]!
}

function populationFrom({ seen, ability, ability2, criteria, spread2 }: Sums, before: Population): Population {
  const { abilityMean, abilitySd, criterionSd } = before
  const mean = (ability + SEEN_BEFORE * abilityMean) / (seen + SEEN_BEFORE)
  const square = (ability2 + SEEN_BEFORE * (abilitySd ** 2 + abilityMean ** 2)) / (seen + SEEN_BEFORE)
  const spread = (spread2 + SEEN_BEFORE * criterionSd ** 2) / (criteria + SEEN_BEFORE)
  return { abilityMean: mean, abilitySd: Math.sqrt(square - mean ** 2), criterionSd: Math.sqrt(spread) }
}
