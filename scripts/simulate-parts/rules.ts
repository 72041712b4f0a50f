import { REQUIRED } from './world.js'

/** One reviewer's levels for the criteria of a submission. */
export interface Given {
  reviewer: number
  levels: number[]
}

export interface Decided {
  reviews: Given[]
}

/** Whom to ask now, or the decision. `available` are those who could take a review today, in the order of their load. */
export interface Rule {
  name: 'majority of three' | 'two concur' | 'model'
  ask(given: Given[], available: () => number[]): number[] | boolean
  /** Whether a person confirms this decision before it counts. */
  confirms(earned: boolean): boolean
  learn(decided: Decided[]): void
}

const isMet = (level: number) => level >= REQUIRED
const verdict = ({ levels }: Given) => levels.every(isMet)
const most = (votes: boolean[]) => votes.filter(Boolean).length * 2 > votes.length
const plain = { confirms: () => false, learn: () => undefined }

/** `verdict`: reviewers' verdicts on the whole are compared; `criterion`: criterion by criterion, as the product does. */
export type Reading = 'verdict' | 'criterion'

export const earnedByMost = (given: Given[], reading: Reading): boolean =>
  reading === 'verdict'
    ? most(given.map(verdict))
    : given[0]!.levels.every((_, criterion) => most(given.map(({ levels }) => isMet(levels[criterion]!))))

export const agree = ([one, other]: Given[], reading: Reading): boolean =>
  reading === 'verdict'
    ? verdict(one!) === verdict(other!)
    : one!.levels.every((level, criterion) => isMet(level) === isMet(other!.levels[criterion]!))

export const majorityOfThree = (reading: Reading): Rule => ({
  ...plain,
  name: 'majority of three',
  ask: (given, available) => (given.length === 0 ? available().slice(0, 3) : earnedByMost(given, reading)),
})

/** A third, who sees both, keeps what they agree on and rules on what they do not. */
export const twoConcur = (reading: Reading): Rule => ({
  ...plain,
  name: 'two concur',
  ask(given, available) {
    if (given.length === 0) return available().slice(0, 2)
    if (given.length === 2 && !agree(given, reading)) return available().slice(0, 1)
    return given.length === 2 ? agreed(given, reading) : earnedByMost(given, reading)
  },
})

const agreed = ([one]: Given[], reading: Reading) => earnedByMost([one!], reading)
