import type { BadgeDesign } from '../anatomy.js'

export const SIZE = 512
const CENTRE = SIZE / 2
const REACH = 246
const SAMPLES = 1440
const PATH_POINTS = 288

export interface Point {
  x: number
  y: number
}

/** A closed curve around the middle; `at(t, s)` is the point after a share `t` of its length, at `s` of its distance. */
export interface Outline {
  at(t: number, scale: number): Point
  path: string
  /** A number of waves that sits well on this shape is a multiple of this. */
  symmetry: number
}

export function outlineOf(shape: BadgeDesign['shape']): Outline {
  const { points, symmetry } = SHAPES[shape]()
  const even = evenlySpaced(points)
  const at = (t: number, scale: number) => {
    const place = (((t % 1) + 1) % 1) * even.length
    const from = even[Math.floor(place) % even.length]!
    const to = even[(Math.floor(place) + 1) % even.length]!
    const rest = place % 1
    return {
      x: CENTRE + (from.x + (to.x - from.x) * rest) * scale,
      y: CENTRE + (from.y + (to.y - from.y) * rest) * scale,
    }
  }
  const path = closedPath(Array.from({ length: PATH_POINTS }, (_, i) => at(i / PATH_POINTS, 1)))
  return { at, path, symmetry }
}

/** A smooth curve near all points: each is a control point, and the curve passes midway between them. */
export function closedPath(points: Point[]): string {
  const middle = (i: number) => midpoint(points[i % points.length]!, points[(i + 1) % points.length]!)
  const curves = points.map((_, i) => `${xy(points[(i + 1) % points.length]!)} ${xy(middle(i + 1))}`)
  return `M${xy(middle(0))}Q${curves.join(' ')}Z`
}

export const xy = ({ x, y }: Point): string => `${tenth(x)} ${tenth(y)}`
export const tenth = (value: number): string => String(Math.round(value * 10) / 10)

const midpoint = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })

// Outlines are given around (0, 0), beginning at the top and going clockwise.
const SHAPES: Record<BadgeDesign['shape'], () => { points: Point[]; symmetry: number }> = {
  roundel: () => ({ points: polar(() => REACH), symmetry: 4 }),
  seal: () => ({ points: polar(angle => REACH - 9 + 8 * Math.cos(24 * angle)), symmetry: 12 }),
  hexagon: () => ({ points: rounded(corners(6, REACH + 4), 34), symmetry: 6 }),
  shield: () => ({ points: SHIELD.flatMap(bezier), symmetry: 2 }),
  leaf: () => ({ points: LEAF.flatMap(bezier), symmetry: 2 }),
}

type Curve = [Point, Point, Point, Point]
const p = (x: number, y: number): Point => ({ x, y })

const SHIELD_RIGHT: Curve[] = [
  [p(0, -246), p(60, -226), p(130, -214), p(196, -214)],
  [p(196, -214), p(211, -214), p(218, -206), p(218, -192)],
  [p(218, -192), p(218, -120), p(222, -60), p(210, 10)],
  [p(210, 10), p(192, 118), p(112, 200), p(0, 248)],
]
const LEAF_RIGHT: Curve[] = [
  [p(0, -252), p(14, -252), p(34, -232), p(52, -218)],
  [p(52, -218), p(168, -146), p(212, -66), p(212, 22)],
  [p(212, 22), p(212, 132), p(132, 206), p(46, 228)],
  [p(46, 228), p(28, 233), p(14, 246), p(0, 252)],
]
const mirrored = (curves: Curve[]): Curve[] =>
  [...curves].reverse().map(curve => [...curve].reverse().map(({ x, y }) => p(-x, y)) as Curve)
const SHIELD = [...SHIELD_RIGHT, ...mirrored(SHIELD_RIGHT)]
const LEAF = [...LEAF_RIGHT, ...mirrored(LEAF_RIGHT)]

function polar(radius: (angle: number) => number): Point[] {
  return Array.from({ length: SAMPLES }, (_, i) => {
    const angle = (2 * Math.PI * i) / SAMPLES
    return p(radius(angle) * Math.sin(angle), -radius(angle) * Math.cos(angle))
  })
}

const corners = (count: number, reach: number): Point[] =>
  Array.from({ length: count }, (_, i) => {
    const angle = (2 * Math.PI * i) / count
    return p(reach * Math.sin(angle), -reach * Math.cos(angle))
  })

/** A polygon whose corners are cut `cut` before each and rounded; begins in the middle of the first corner. */
function rounded(polygon: Point[], cut: number): Point[] {
  const arcs = polygon.flatMap((corner, i) => {
    const before = towards(corner, polygon.at(i - 1)!, cut)
    const after = towards(corner, polygon[(i + 1) % polygon.length]!, cut)
    return Array.from({ length: 25 }, (_, step) => quadratic(before, corner, after, step / 24))
  })
  return [...arcs.slice(12), ...arcs.slice(0, 12)]
}

function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  return p(from.x + ((to.x - from.x) * distance) / length, from.y + ((to.y - from.y) * distance) / length)
}

const quadratic = (a: Point, b: Point, c: Point, t: number): Point =>
  p((1 - t) ** 2 * a.x + 2 * (1 - t) * t * b.x + t * t * c.x, (1 - t) ** 2 * a.y + 2 * (1 - t) * t * b.y + t * t * c.y)

function bezier([a, b, c, d]: Curve): Point[] {
  return Array.from({ length: 90 }, (_, step) => {
    const [t, u] = [step / 90, 1 - step / 90]
    const [i, j, k, l] = [u ** 3, 3 * u * u * t, 3 * u * t * t, t ** 3]
    return p(i * a.x + j * b.x + k * c.x + l * d.x, i * a.y + j * b.y + k * c.y + l * d.y)
  })
}

/** The same closed curve with its points at equal distances along it. */
function evenlySpaced(points: Point[]): Point[] {
  const lengths = points.map((from, i) => {
    const to = points[(i + 1) % points.length]!
    return Math.hypot(to.x - from.x, to.y - from.y)
  })
  const step = lengths.reduce((sum, length) => sum + length, 0) / SAMPLES
  const even: Point[] = []
  let passed = 0
  points.forEach((from, i) => {
    const to = points[(i + 1) % points.length]!
    const length = lengths[i]!
    while (even.length < SAMPLES && even.length * step < passed + length) {
      const share = (even.length * step - passed) / length
      even.push(p(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share))
    }
    passed += length
  })
  return even
}
