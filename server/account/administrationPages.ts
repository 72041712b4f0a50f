import type { Rejected } from '../shared/forms.js'
import { formView } from '../web/formView.js'
import { administrationTabs } from '../web/tabs.js'
import { REASON_MAX } from './administrationForms.js'
import { primaryAddress } from './identities.js'
import type { PersonState } from './person.js'

const PAGE = '/administration/people'

export const peoplePage = (people: PersonState[], query: string, next: string | undefined) => ({
  titleKey: 'account.people.title',
  tabs: administrationTabs(PAGE),
  query,
  people: people.map(person => ({ ...listed(person), href: `${PAGE}/${person.handle}` })),
  nextHref: next && `${PAGE}?before=${next}`,
})

export function personPage(person: PersonState, viewerId: string, rejected?: Rejected) {
  return {
    title: person.name,
    ...formView({}, rejected),
    reasonMax: REASON_MAX,
    subject: { ...listed(person), teaches: person.teaches, emails: person.identities.map(({ address }) => address) },
    isSelf: person.id === viewerId,
    administrationHref: `${PAGE}/${person.handle}/administration`,
    suspensionHref: `${PAGE}/${person.handle}/suspension`,
  }
}

const listed = (person: PersonState) => ({
  name: person.name,
  handle: person.handle,
  email: primaryAddress(person),
  isAdministrator: person.isAdministrator,
  suspension: person.suspension,
  createdAt: person.createdAt,
})
