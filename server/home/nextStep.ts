import type { NextStep } from './index.js'

const WEIGHTS: NextStep['weight'][] = ['awaited', 'begun', 'offered']
const STEPS_SHOWN = 5

/** One thing to do next, and a few after it: first what others wait for, then what was begun, then ideas. */
export function inOrder(steps: NextStep[]): { first: NextStep | undefined; later: NextStep[] } {
  const [first, ...rest] = [...steps].sort(
    (a, b) => WEIGHTS.indexOf(a.weight) - WEIGHTS.indexOf(b.weight) || a.at.getTime() - b.at.getTime(),
  )
  return { first, later: rest.slice(0, STEPS_SHOWN) }
}

export type PartOfDay = 'morning' | 'afternoon' | 'evening'

export function partOfDay(now: Date, timeZone: string): PartOfDay {
  const hour = Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone }).format(now))
  if (hour < 12) return 'morning'
  return hour < 17 ? 'afternoon' : 'evening'
}
