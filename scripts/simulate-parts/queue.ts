import { drawBelow } from '../../server/rating/index.js'
import type { Decided, Given, Rule } from './rules.js'
import { isEarned, judge, REVIEWERS, type World } from './world.js'

/**
 * The queue: submissions arrive evenly, twelve a day. Somebody who is asked answers after a day on average (exponential),
 * then does one review after the other, each in a day and a half (exponential): teachers review in the evenings. Nobody is
 * asked who has more than three days of work waiting; of the others twenty drawn by lot are available each time, for
 * languages, conflicts and holidays leave no more. A person who confirms a decision takes a day as well. Days are worked
 * off in order.
 */
const ARRIVALS_A_DAY = 12
const ANSWER_DAYS = 1
const REVIEW_DAYS = 1.5
const AVAILABLE = 20
const MOST_DAYS_WAITING = 3
/** When nearly everybody has much to do, the draw ends and those already drawn are available. */
const DRAWS = 600

export interface Outcome {
  accuracy: number
  reviewsPerDecision: number
  turnaroundDays: number
  confirmationsPerDecision: number
  /** The largest number of reviews that anyone did, as a multiple of an even share. */
  busiest: number
}

interface Open {
  submission: number
  arrived: number
  given: Given[]
  /** When the last of those asked is done. */
  ready: number
}

export function simulate(world: World, rule: Rule): Outcome {
  const { random, reviewers, qualities } = world
  const days: Open[][] = []
  const freeAt = new Float64Array(REVIEWERS)
  const load = new Int32Array(REVIEWERS)
  const period = qualities.length / ARRIVALS_A_DAY
  const decided: Decided[] = []
  const totals = { right: 0, reviews: 0, days: 0, confirmations: 0 }
  const exponential = (mean: number) => -mean * Math.log(1 - random())

  const plan = (open: Open) => {
    const day = Math.ceil(open.ready)
    days[day] ??= []
    days[day].push(open)
  }
  qualities.forEach((_, submission) => {
    const arrived = submission / ARRIVALS_A_DAY
    plan({ submission, arrived, given: [], ready: arrived })
  })

  const available = (given: Given[], day: number) => (): number[] => {
    const drawn = new Set<number>()
    for (let draw = 0; draw < DRAWS && drawn.size < AVAILABLE; draw++) {
      const reviewer = drawBelow(random, REVIEWERS)
      if (draw >= DRAWS / 2 || freeAt[reviewer]! <= day + MOST_DAYS_WAITING) drawn.add(reviewer)
    }
    const free = [...drawn].filter(reviewer => !given.some(other => other.reviewer === reviewer))
    return free.sort((one, other) => load[one]! - load[other]!)
  }

  const review = (open: Open, reviewer: number, day: number) => {
    const quality = qualities[open.submission]!
    const begun = Math.max(day + exponential(ANSWER_DAYS), freeAt[reviewer]!)
    const done = begun + exponential(REVIEW_DAYS)
    freeAt[reviewer] = done
    load[reviewer]!++
    open.given.push({ reviewer, levels: judge(reviewers[reviewer]!, quality, Math.min(1, (day + 1) / period), random) })
    open.ready = Math.max(open.ready, done)
  }

  const close = ({ submission, arrived, given, ready }: Open, earned: boolean) => {
    const confirmation = rule.confirms(earned)
    totals.right += Number(earned === isEarned(qualities[submission]!))
    totals.reviews += given.length
    totals.days += ready - arrived + (confirmation ? exponential(ANSWER_DAYS) : 0)
    totals.confirmations += Number(confirmation)
    decided.push({ reviews: given })
    rule.learn(decided)
  }

  for (let day = 0; day < days.length; day++) {
    for (const open of days[day] ?? []) {
      const step = rule.ask(open.given, available(open.given, day))
      if (typeof step === 'boolean') close(open, step)
      else {
        for (const reviewer of step) review(open, reviewer, day)
        plan(open)
      }
    }
  }
  const count = qualities.length
  return {
    accuracy: totals.right / count,
    reviewsPerDecision: totals.reviews / count,
    turnaroundDays: totals.days / count,
    confirmationsPerDecision: totals.confirmations / count,
    busiest: (Math.max(...load) * REVIEWERS) / totals.reviews,
  }
}
