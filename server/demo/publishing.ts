import type { DemoMicroCredential } from './content/types.js'
import type { Telling } from './house.js'
import type { Moment } from './moment.js'

const FIRST_PUBLISHED_DAYS_AGO = 240
const DAYS_BETWEEN = 7
const DAYS_IN_DRAFT = 24
const DRAFT_BEGUN_DAYS_AGO = 26
const RETIRED_DAYS_AGO = 88

/** Authors draft, publish one after the other, and retire what has had its time. */
export const publishing = (telling: Telling): Moment[] =>
  telling.network.microCredentials.flatMap((microCredential, index) => {
    const { draft, publication, retirement } = authorship(telling, microCredential)
    if (microCredential.state === 'draft') return [draft(DRAFT_BEGUN_DAYS_AGO)]
    const published = FIRST_PUBLISHED_DAYS_AGO - index * DAYS_BETWEEN
    const kept = [draft(published + DAYS_IN_DRAFT), publication(published)]
    return microCredential.state === 'retired' ? [...kept, retirement(RETIRED_DAYS_AGO)] : kept
  })

function authorship({ rooms, calendar, cast }: Telling, microCredential: DemoMicroCredential) {
  const { key, slug, organization, author, anatomy, retiredBecause = '' } = microCredential
  const on = (daysAgo: number, happens: Moment['happens']): Moment => ({
    at: calendar.some(daysAgo, author, key),
    happens,
    quiet: true,
  })
  const id = () => cast.id('microCredential', key)
  return {
    draft: (daysAgo: number): Moment =>
      on(daysAgo, async () => {
        const authorIds = [cast.id('person', author)]
        const organizationId = cast.id('organization', organization)
        cast.enter(
          'microCredential',
          key,
          await rooms.microcredential.add({ slug, organizationId, authorIds, anatomy }),
        )
      }),
    publication: (daysAgo: number) => on(daysAgo, () => rooms.microcredential.publish(id())),
    retirement: (daysAgo: number) => on(daysAgo, () => rooms.microcredential.retire(id(), retiredBecause)),
  }
}
