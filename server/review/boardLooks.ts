import type { SeatState } from './board.js'

/** The shape that each state of a seat has on pages. */
export const SEAT_LOOKS: Record<SeatState, string> = {
  empty: 'stopped',
  offered: 'waiting',
  working: 'now',
  late: 'stopped',
  locked: 'done',
}
