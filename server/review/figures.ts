import simulated from './simulated.json' with { type: 'json' }

export interface StudyRow {
  rule: 'majority of three' | 'two concur' | 'model'
  /** Share of decisions that are right. */
  accuracy: number
  reviewsPerDecision: number
  turnaroundDays: number
}

export type Habit = 'steady' | 'careless' | 'drifting' | 'colluding'

/** What `scripts/simulate --write` has found; a test holds it to a smaller simulation. */
export interface Figures {
  seed: number
  submissions: number
  rows: StudyRow[]
  /** The model's share of wrong decisions as a multiple of that of the majority of three. */
  errorRatio: number
  otherSeeds: { seed: number; rows: StudyRow[]; errorRatio: number }[]
  habits: { habit: Habit; share: number; rows: StudyRow[] }[]
  /** How often 60 anchor scores find somebody who is harsher on one group by 0.4 of a level, and somebody who is not. */
  bias: { power: number; falseAlarm: number }
}

export const figures = simulated as Figures
