import type { DemoCompletion } from './content/types.js'
import { addressOf } from './founding.js'
import type { Telling } from './house.js'
import type { Moment } from './moment.js'

const DAYS_UNTIL_ACCEPTED = 2
const MOST_AWARDS = 20

/** A programme ends: who completed it is listed, and awarded together; people take their badges, most of them. */
export const completing = (telling: Telling): Moment[] =>
  telling.network.completions.flatMap(completion => {
    const { by, plannedDaysAgo, awardedDaysAgo } = completion
    const { calendar } = telling
    const { plan, award, accept } = completionOf(telling, completion)
    const planned: Moment = { at: calendar.some(plannedDaysAgo, by, completion.key), happens: plan }
    if (awardedDaysAgo === undefined) return [planned]
    return [
      planned,
      { at: calendar.some(awardedDaysAgo, by, completion.key), happens: award },
      ...completion.accepted.map(each => ({
        at: calendar.some(awardedDaysAgo - DAYS_UNTIL_ACCEPTED, each.by, completion.key),
        happens: () => accept(each),
      })),
    ]
  })

function completionOf({ rooms, network, cast }: Telling, completion: DemoCompletion) {
  const { microCredential, programme, unknown } = completion
  const { slug, organization } = network.microCredentials.find(({ key }) => key === microCredential)!
  const people = network.people.filter(({ key }) => completion.people.includes(key))
  const emails = [...people.map(person => addressOf(network, person)), ...unknown]
  const by = () => cast.id('person', completion.by)
  let id = ''

  return {
    async plan(): Promise<void> {
      const issuer = await rooms.organization.get(cast.id('organization', organization))
      const list = { emails, unread: [] }
      const entered = { slug, emails: emails.join('\n'), groups: [] }
      ;({ id } = await rooms.award.completion.plan(issuer, { slug, programme, list, groups: [], by: by(), entered }))
    },
    async award(): Promise<void> {
      await rooms.award.completion.start(id, by())
      await rooms.award.completion.carryOut(id)
    },
    async accept({ by: holder, visibility }: DemoCompletion['accepted'][number]): Promise<void> {
      const earnerId = cast.id('person', holder)
      const held = await rooms.award.ofPerson(earnerId, { limit: MOST_AWARDS })
      const award = held.find(each => each.completion?.id === id)!
      await rooms.award.accept(award.id, earnerId, { visibility, evidence: [] })
    },
  }
}
