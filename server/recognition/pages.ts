import { type Award, stateAt } from '../award/index.js'
import type { Rejected } from '../shared/forms.js'
import { formView, options } from '../web/formView.js'
import { LONGEST_NOTE } from './forms.js'
import type { OrganizationNearby } from './neighbours.js'
import { DECISION_OUTCOMES, isDecided, isOpen, type Recognition } from './recognition.js'

type People = Map<string, { name: string; handle: string }>

const SHAPES: Record<Recognition['state'], 'done' | 'now' | 'waiting' | 'stopped'> = {
  matched: 'waiting',
  requested: 'now',
  underReview: 'now',
  approved: 'done',
  partlyApproved: 'done',
  denied: 'stopped',
  withdrawn: 'stopped',
  reversed: 'stopped',
}
const stateView = ({ state }: Recognition) => ({ labelKey: `recognition.state.${state}`, shape: SHAPES[state] })

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

export interface TranscriptState {
  person: { name: string }
  awards: Award[]
  recognitions: Recognition[]
  organizations: Map<string, OrganizationNearby>
  now: Date
}

export function transcriptPage({ person, awards, recognitions, organizations, now }: TranscriptState) {
  const shown = recognitions.filter(({ state }) => state !== 'matched' && state !== 'withdrawn')
  const lines = shown.map(recognition => lineOf(recognition, organizations))
  return {
    titleKey: 'recognition.transcript.title',
    person,
    printedAt: now,
    awards: awards.map(award => ({
      href: `/badges/${award.id}`,
      title: award.title,
      image: `/microcredentials/${award.slug}/v${award.microCredentialVersion}/badge.svg`,
      issuer: organizations.get(award.organizationId)?.name,
      issuedAt: award.issuedAt,
      validUntil: award.validUntil,
      revocation: award.revocation,
      stateKey: `award.state.${stateAt(award, now)}`,
      shape: stateAt(award, now) === 'active' ? 'done' : 'stopped',
      recognitions: lines.filter(({ awardId }) => awardId === award.id),
    })),
    totals: totalsOf(recognitions, organizations),
  }
}

function lineOf(recognition: Recognition, organizations: TranscriptState['organizations']) {
  const { awardId, organizationId, decision, state, trace } = recognition
  const isReversed = state === 'reversed'
  return {
    awardId,
    organization: organizations.get(organizationId)?.name,
    state: stateView(recognition),
    hours: decision?.hours || undefined,
    credits: decision?.credits || undefined,
    note: decision?.note,
    at: decision?.at ?? recognition.openedAt,
    reversed: isReversed ? { at: trace.at(-1)!.at, reason: trace.at(-1)!.note } : undefined,
  }
}

/** What stands now, by organization; what was reversed does not count. */
function totalsOf(recognitions: Recognition[], organizations: TranscriptState['organizations']) {
  const totals = new Map<string, { name: string; hours: number; credits: number; count: number }>()
  for (const { state, decision, organizationId } of recognitions) {
    if (!decision || (state !== 'approved' && state !== 'partlyApproved')) continue
    const before = totals.get(organizationId) ?? {
      name: organizations.get(organizationId)?.name ?? '',
      hours: 0,
      credits: 0,
      count: 0,
    }
    const { hours, credits } = decision
    totals.set(organizationId, {
      ...before,
      hours: before.hours + hours,
      credits: before.credits + credits,
      count: before.count + 1,
    })
  }
  return [...totals.values()]
}

export const queuePath = ({ slug }: OrganizationNearby) => `/organizations/${slug}/recognition`
