import type { Rejected } from '../shared/forms.js'
import { formView } from '../web/formView.js'
import { LONGEST_NOTE } from './forms.js'
import type { OrganizationNearby } from './neighbours.js'
import { isDecided, type Recognition } from './recognition.js'
import { type People, queuePath, stateView } from './stateView.js'

export interface QueueState {
  organization: OrganizationNearby
  list: 'open' | 'decided'
  recognitions: Recognition[]
  people: People
  nextHref: string | undefined
  /** The latest decisions, beside the open ones, each with its way back. */
  latest: Recognition[]
  rejected?: Rejected
}

export function queuePage({ organization, list, recognitions, people, nextHref, latest, rejected }: QueueState) {
  const path = queuePath(organization)
  const row = (recognition: Recognition) => ({
    id: recognition.id,
    href: `${path}/${recognition.id}`,
    badgeHref: `/badges/${recognition.awardId}`,
    title: recognition.title,
    person: people.get(recognition.personId),
    stated: recognition.stated,
    since: recognition.openedAt,
    state: stateView(recognition),
    decision: recognition.decision,
    decidedBy: recognition.decision && people.get(recognition.decision.by)?.name,
    undoAction: isDecided(recognition) ? `${path}/${recognition.id}/undo` : undefined,
  })
  return {
    titleKey: 'recognition.queue.title',
    ...formView({ note: '' }, rejected),
    organization: { name: organization.name, href: `/organizations/${organization.slug}` },
    tabs: (['open', 'decided'] as const).map(name => ({
      labelKey: `recognition.queue.${name}`,
      href: name === 'open' ? path : `${path}?list=decided`,
      current: name === list,
    })),
    isOpen: list === 'open',
    rows: recognitions.map(row),
    latest: latest.map(row),
    bulkAction: `${path}/decisions`,
    noteMax: LONGEST_NOTE,
    nextHref,
  }
}
