import type { OrganizationNearby } from './neighbours.js'
import type { Recognition } from './recognition.js'

/** The names behind ids. */
export type People = Map<string, { name: string; handle: string }>

const SHAPES: Record<Recognition['state'], 'done' | 'now' | 'waiting' | 'stopped'> = {
  matched: 'waiting',
  requested: 'now',
  underReview: 'now',
  approved: 'done',
  partlyApproved: 'done',
  denied: 'stopped',
  withdrawn: 'stopped',
  paused: 'stopped',
  reversed: 'stopped',
}
/** The state in words, and the shape that repeats it. */
export const stateView = ({ state }: Recognition) => ({ labelKey: `recognition.state.${state}`, shape: SHAPES[state] })

export const queuePath = ({ slug }: OrganizationNearby) => `/organizations/${slug}/recognition`
