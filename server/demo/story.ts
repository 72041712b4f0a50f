import { calendarOf } from './calendar.js'
import { calibrating } from './calibrating.js'
import { castList } from './cast.js'
import { completing } from './completing.js'
import { demoNetwork } from './content/index.js'
import { conversing } from './conversing.js'
import { endorsing } from './endorsing.js'
import { founding } from './founding.js'
import { holding } from './holding.js'
import type { DemoRooms, Telling } from './house.js'
import { journalling } from './journalling.js'
import { judging } from './judging.js'
import { lookingAlike } from './lookingAlike.js'
import type { Moment } from './moment.js'
import { noticing } from './noticing.js'
import { publishing } from './publishing.js'
import { pursuing } from './pursuing.js'
import { recognising } from './recognising.js'

/** Eight months of the demo network up to `now`, and whom the content speaks of once it has happened. */
export function storyUntil(now: Date, rooms: DemoRooms) {
  const cast = castList()
  const telling: Telling = { rooms, network: demoNetwork, calendar: calendarOf(now, demoNetwork.people), cast }
  const chapters = [
    ...[founding, publishing, conversing, journalling],
    ...[pursuing, judging, calibrating, lookingAlike, holding, completing, recognising, endorsing, noticing],
  ]
  const moments: Moment[] = chapters.flatMap(chapter => chapter(telling))
  return { cast, moments }
}
