import { closedPath } from './outline.js'
import { type Chance, pick } from './seed.js'

export interface Rosette {
  petals: number
  turns: number
  depth: number
  second: number
}

export function rosetteFrom(chance: Chance): Rosette {
  return {
    petals: pick(chance, [6, 8, 9, 10, 12, 14]),
    turns: pick(chance, [8, 10, 12]),
    depth: 0.16 + chance() * 0.16,
    second: pick(chance, [0, 0.25, 0.4]),
  }
}

/** Fine lines turned against each other around (x, y), as on a bank note; the middle stays free for the icon. */
export function rosettePath(rosette: Rosette, around: { x: number; y: number; inner: number; outer: number }): string {
  const middle = (around.inner + around.outer) / 2
  const swing = (around.outer - around.inner) / 2
  return Array.from({ length: rosette.turns }, (_, turn) => {
    const lag = (2 * Math.PI * turn) / rosette.turns
    const samples = rosette.petals * 10
    return closedPath(
      Array.from({ length: samples }, (_, i) => {
        const angle = (2 * Math.PI * i) / samples
        const wave =
          Math.cos(rosette.petals * angle + lag) + rosette.second * Math.cos(2 * rosette.petals * angle - lag)
        const radius = middle + (swing * wave) / (1 + rosette.second)
        return { x: around.x + radius * Math.sin(angle), y: around.y - radius * Math.cos(angle) }
      }),
    )
  }).join('')
}
