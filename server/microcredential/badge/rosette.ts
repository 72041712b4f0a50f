import { closedPath } from './outline.js'
import { type Chance, pick } from './seed.js'

export interface Rosette {
  petals: number
  turns: number
  second: number
}

export function rosetteFrom(chance: Chance): Rosette {
  return {
    petals: pick(chance, [6, 8, 9, 10, 12, 14]),
    turns: pick(chance, [6, 8, 10]),
    second: pick(chance, [0, 0.25, 0.4]),
  }
}

/** One line around (x, y), to be repeated in turns as on a bank note; the middle stays free for the icon. */
export function rosetteLine(rosette: Rosette, around: { x: number; y: number; inner: number; outer: number }): string {
  const middle = (around.inner + around.outer) / 2
  const swing = (around.outer - around.inner) / 2
  const samples = rosette.petals * 10
  return closedPath(
    Array.from({ length: samples }, (_, i) => {
      const angle = (2 * Math.PI * i) / samples
      const wave = Math.cos(rosette.petals * angle) + rosette.second * Math.cos(2 * rosette.petals * angle)
      const radius = middle + (swing * wave) / (1 + rosette.second)
      return { x: around.x + radius * Math.sin(angle), y: around.y - radius * Math.cos(angle) }
    }),
  )
}

/** Degrees by which each repetition is turned: together they fill the space between two petals. */
export const rosetteTurns = ({ petals, turns }: Rosette): number[] =>
  Array.from({ length: turns }, (_, turn) => (360 * turn) / (petals * turns))
