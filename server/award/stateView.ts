import { type Award, stateAt } from './award.js'

const SHAPES = {
  issued: 'waiting',
  active: 'done',
  declined: 'waiting',
  expired: 'stopped',
  suspended: 'stopped',
  revoked: 'stopped',
} as const

/** The state in words, and the shape that repeats it. */
export function stateView(award: Award, now: Date) {
  const state = stateAt(award, now)
  return { labelKey: `award.state.${state}`, sentenceKey: `award.stateSentence.${state}`, shape: SHAPES[state] }
}
