import { type Award, stateAt } from '../award/index.js'
import type { Rejected } from '../shared/forms.js'
import { formView, options } from '../web/formView.js'
import { LONGEST_NOTE } from './forms.js'
import type { OrganizationNearby } from './neighbours.js'
import { DECISION_OUTCOMES, isDecided, isOpen, type Recognition } from './recognition.js'
import { type People, queuePath, stateView } from './stateView.js'

export interface DecisionState {
  organization: OrganizationNearby
  recognition: Recognition
  award: Award | undefined
  people: People
  now: Date
  rejected?: Rejected
}

export function decisionPage({ organization, recognition, award, people, now, rejected }: DecisionState) {
  const path = `${queuePath(organization)}/${recognition.id}`
  const { stated, decision } = recognition
  const fresh = { outcome: 'approved', hours: stated.hours, credits: stated.credits, note: '' }
  const form = formView(fresh, rejected)
  return {
    title: recognition.title,
    ...form,
    organization: { name: organization.name, queueHref: queuePath(organization) },
    recognition: { title: recognition.title, state: stateView(recognition), stated, decision },
    person: people.get(recognition.personId),
    badgeHref: award && `/badges/${award.id}`,
    image: award && `/microcredentials/${award.slug}/v${award.microCredentialVersion}/badge.svg`,
    awardState: award && `award.state.${stateAt(award, now)}`,
    issuedAt: award?.issuedAt,
    trace: traceView(recognition, people),
    decide: isOpen(recognition) && award ? { action: `${path}/decision`, noteMax: LONGEST_NOTE } : undefined,
    outcomes: options(DECISION_OUTCOMES, 'recognition.outcome', form.values.outcome).map(option => ({
      ...option,
      hintKey: `recognition.outcomeHint.${option.value}`,
    })),
    undoAction: isDecided(recognition) ? `${path}/undo` : undefined,
  }
}

function traceView({ trace }: Recognition, people: People) {
  return trace.map(({ name, at, by, note }) => ({
    at,
    state: 'done',
    messageKey: `recognition.trace.${name}${by && people.has(by) ? 'By' : ''}${note ? 'Note' : ''}`,
    values: { name: (by && people.get(by)?.name) ?? '', note: note ?? '' },
  }))
}
