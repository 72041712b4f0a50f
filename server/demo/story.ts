import { calendarOf } from './calendar.js'
import { castList } from './cast.js'
import { demoNetwork } from './content/index.js'
import { conversing } from './conversing.js'
import { founding } from './founding.js'
import type { DemoRooms, Telling } from './house.js'
import type { Moment } from './moment.js'
import { noticing } from './noticing.js'
import { publishing } from './publishing.js'

/** Eight months of the demo network up to `now`, and whom the content speaks of once it has happened. */
export function storyUntil(now: Date, rooms: DemoRooms) {
  const cast = castList()
  const telling: Telling = { rooms, network: demoNetwork, calendar: calendarOf(now, demoNetwork.people), cast }
  const chapters = [founding, publishing, conversing, noticing]
  const moments: Moment[] = chapters.flatMap(chapter => chapter(telling))
  return { cast, moments }
}
