import { newId } from '../shared/ids.js'

const DAY_MS = 24 * 3600 * 1000

/** An id tells its moment, and a reviewer sees this one in every address: the day is all that it tells. */
export const reviewIdAt = (now: Date): string => newId(new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS))
