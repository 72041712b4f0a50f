import type { DemoNetwork } from './content/index.js'
import type { DemoOrganization, DemoPerson } from './content/types.js'
import type { Telling } from './house.js'
import type { Moment } from './moment.js'

const FOUNDED_DAYS_AGO = 290
const FIRST_ARRIVAL_DAYS_AGO = 285

/** Organizations first, those above before those below; then their people, a few each day. */
export function founding({ rooms, network, calendar, cast }: Telling): Moment[] {
  const { organizations, people } = network

  async function found({ key, parent, ...details }: DemoOrganization): Promise<void> {
    const above = parent === undefined ? {} : { parentId: cast.id('organization', parent) }
    const { id } = await rooms.organization.add({ ...details, ...above })
    cast.enter('organization', key, id)
  }

  async function arrive(person: DemoPerson): Promise<void> {
    const { key, memberships, isAdministrator = false, ...profile } = person
    const { id: personId } = await rooms.account.addPerson({
      ...profile,
      email: addressOf(network, person),
      isAdministrator,
    })
    cast.enter('person', key, personId)
    for (const { organization, roles } of memberships)
      await rooms.organization.addMember({ organizationId: cast.id('organization', organization), personId, roles })
  }

  return [
    {
      at: calendar.some(FOUNDED_DAYS_AGO, 'network'),
      happens: async () => {
        for (const organization of organizations) await found(organization)
      },
    },
    ...people.map(
      (person, index): Moment => ({
        at: calendar.some(FIRST_ARRIVAL_DAYS_AGO - Math.floor(index / 3), person.key),
        happens: () => arrive(person),
        quiet: true,
      }),
    ),
  ]
}

export function addressOf({ organizations }: DemoNetwork, { handle, memberships }: DemoPerson): string {
  const [first] = memberships
  const home = organizations.find(({ key }) => key === first?.organization)
  return `${handle}@${home?.slug ?? 'staffroom'}.example`
}
