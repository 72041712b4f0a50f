import { closedPath, type Outline, type Point, xy } from './outline.js'
import { type Chance, pick } from './seed.js'

const SAMPLES_IN_A_WAVE = 8
/** A curve that is drawn near its points, not through them, loses this much of a wave that has so few of them. */
const FLATTENING = (3 + Math.cos((2 * Math.PI) / SAMPLES_IN_A_WAVE)) / 4
/** How far a piece on top reaches to each side of its crossing, as a share of the way between two crossings. */
const PIECE_REACH = 0.44
/** Waves of all strands together: more would lie too close to be told apart. */
const THREADS_AROUND = 76
const THREADS_OF_TWO = 52

export interface Weave {
  strands: number
  waves: number
  /** How the band swells and narrows on its way around. */
  swell: { times: number; depth: number; phase: number }
}

export interface Band {
  /** Shares of the distance from the middle. */
  outer: number
  inner: number
}

/** The weave that belongs to one micro-credential, fitted to the symmetry of its shape. */
export function weaveFrom(chance: Chance, { symmetry }: Outline): Weave {
  const strands = pick(chance, [2, 3, 3, 4, 4, 5])
  const threads = strands === 2 ? THREADS_OF_TWO : THREADS_AROUND
  const about = (threads * (0.6 + 0.4 * chance())) / strands
  const waves = Math.max(1, Math.round(about / symmetry)) * symmetry
  const times = symmetry > 4 ? symmetry : symmetry * pick(chance, [1, 2, 3])
  return { strands, waves, swell: { times, depth: chance() * 0.45, phase: pick(chance, [0, 0.5]) } }
}

/** One closed path a strand. */
export function strandPaths(outline: Outline, band: Band, weave: Weave): string[] {
  const samples = weave.waves * SAMPLES_IN_A_WAVE
  return Array.from({ length: weave.strands }, (_, strand) =>
    closedPath(
      Array.from({ length: samples }, (_, i) => pointOn(outline, band, weave, strand, i / samples, 1 / FLATTENING)),
    ),
  )
}

/** The short pieces that lie on top where two strands cross, by strand: over and under take turns, as in cloth. */
export function crossingPaths(outline: Outline, band: Band, weave: Weave): string[] {
  const over: string[][] = Array.from({ length: weave.strands }, () => [])
  for (let a = 0; a < weave.strands; a++)
    for (let b = a + 1; b < weave.strands; b++)
      for (const crossing of crossingsOf(weave, a, b))
        over[crossing.over]!.push(shortPiece(outline, band, weave, crossing))
  return over.map(pieces => pieces.join(''))
}

interface Crossing {
  over: number
  t: number
}

/** Strands a and b are sine waves, one ahead of the other: they meet where one rises through what the other falls. */
function crossingsOf({ strands, waves }: Weave, a: number, b: number): Crossing[] {
  const between = (a + b) / strands
  return Array.from({ length: 2 * waves }, (_, half) => {
    const turns = 0.25 - between / 2 + half / 2
    const aRises = Math.cos(2 * Math.PI * (turns + a / strands)) > 0
    // Neighbouring heights in the band take turns, which makes each strand go over, under, over, under.
    const height = b - a + (half % 2 === 0 ? 0 : strands)
    return { over: aRises === (height % 2 === 0) ? a : b, t: turns / waves }
  })
}

function shortPiece(outline: Outline, band: Band, weave: Weave, { over, t }: Crossing): string {
  const reach = PIECE_REACH / (2 * weave.waves * weave.strands)
  const [from, middle, to] = [-1, 0, 1].map(step => pointOn(outline, band, weave, over, t + step * reach)) as [
    Point,
    Point,
    Point,
  ]
  const control = { x: 2 * middle.x - (from.x + to.x) / 2, y: 2 * middle.y - (from.y + to.y) / 2 }
  return `M${xy(from)}Q${xy(control)} ${xy(to)}`
}

function pointOn(
  outline: Outline,
  band: Band,
  { strands, waves, swell }: Weave,
  strand: number,
  t: number,
  stretch = 1,
): Point {
  const swollen = 1 - swell.depth * (0.5 - 0.5 * Math.cos(2 * Math.PI * (swell.times * t + swell.phase)))
  const wave = stretch * Math.sin(2 * Math.PI * (waves * t + strand / strands))
  const middle = (band.outer + band.inner) / 2
  return outline.at(t, middle + ((band.outer - band.inner) / 2) * swollen * wave)
}
