import type { DemoCommunity } from './content/types.js'
import type { Telling } from './house.js'
import type { Moment } from './moment.js'

const DAYS_BEFORE_FIRST_WORD = 12
const ASKED_DAYS_AGO = 1

type Thread = DemoCommunity['threads'][number]

/** Communities are founded, joined and talked in. */
export const conversing = (telling: Telling): Moment[] =>
  telling.network.communities.flatMap(community => [
    gathering(telling, community),
    ...community.threads.flatMap(thread => conversation(telling, community, thread)),
    ...asking(telling, community),
  ])

function gathering({ rooms, network, calendar, cast }: Telling, community: DemoCommunity): Moment {
  const { key, slug, name, purpose, norms, visibility, language, organization, ...people } = community
  const [founder, ...facilitators] = people.facilitators
  const shared = network.entries.filter(entry => entry.community === key)
  const firstWord = Math.max(...[...community.threads, ...shared].map(({ daysAgo }) => daysAgo))

  return {
    at: calendar.some(firstWord + DAYS_BEFORE_FIRST_WORD, founder!),
    async happens() {
      const home = organization === undefined ? {} : { organizationId: cast.id('organization', organization) }
      const described = { slug, name, purpose, norms, visibility, language, ...home }
      const { id: communityId } = await rooms.community.found({ ...described, founderId: cast.id('person', founder!) })
      cast.enter('community', key, communityId)

      const bring = (keys: string[], role: 'facilitator' | 'researcher' | 'member') =>
        Promise.all(
          keys.map(each => rooms.community.addMember({ communityId, personId: cast.id('person', each), role })),
        )
      await bring(facilitators, 'facilitator')
      await bring(people.researchers, 'researcher')
      await bring(people.members, 'member')
    },
  }
}

function conversation({ rooms, calendar, cast }: Telling, { slug }: DemoCommunity, thread: Thread): Moment[] {
  const [opening, ...turns] = calendar.inTurn([thread, ...thread.replies])
  let threadId = ''
  return [
    {
      at: opening!,
      async happens() {
        const authorId = cast.id('person', thread.by)
        const { title, text } = thread
        threadId = (await rooms.community.startThread({ slug, authorId, title, text })).id
      },
    },
    ...thread.replies.map(({ by, text }, index) => ({
      at: turns[index]!,
      happens: () => rooms.community.reply({ slug, threadId, authorId: cast.id('person', by), text }),
    })),
  ]
}

/** People who would like to be let in, and wait for an answer. */
const asking = ({ rooms, calendar, cast }: Telling, { slug, asking = [] }: DemoCommunity): Moment[] =>
  asking.map(by => ({
    at: calendar.some(ASKED_DAYS_AGO, by, slug),
    happens: () => rooms.community.join(slug, cast.id('person', by)),
  }))
