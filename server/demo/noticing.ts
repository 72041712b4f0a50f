import type { Telling } from './house.js'
import type { Moment } from './moment.js'

const READ_UNTIL_DAYS_AGO = 14

/** Everyone has read what reached them until two weeks ago; what came since still waits for them. */
export const noticing = ({ rooms, network, calendar, cast }: Telling): Moment[] =>
  network.people.map(
    ({ key }): Moment => ({
      at: calendar.evening(READ_UNTIL_DAYS_AGO, key),
      happens: () => rooms.notification.markRead(cast.id('person', key)),
      quiet: true,
    }),
  )
