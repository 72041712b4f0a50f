import { type Award, stateAt } from '../award/index.js'
import type { OrganizationNearby } from './neighbours.js'
import { isGranted, type Recognition } from './recognition.js'
import { stateView } from './stateView.js'

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
      suspension: award.suspension,
      stateKey: `award.state.${stateAt(award, now)}`,
      shape: stateAt(award, now) === 'active' ? 'done' : 'stopped',
      recognitions: lines.filter(({ awardId }) => awardId === award.id),
    })),
    stands: awards.some(award => ['active', 'expired'].includes(stateAt(award, now))),
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
    paused: state === 'paused' ? { reason: trace.at(-1)!.note } : undefined,
    reversed: isReversed ? { at: trace.at(-1)!.at, reason: trace.at(-1)!.note } : undefined,
  }
}

/** What stands now, by organization; what was reversed does not count. */
export function totalsOf(recognitions: Recognition[], organizations: TranscriptState['organizations']) {
  const totals = new Map<string, { name: string; hours: number; credits: number; count: number }>()
  for (const { decision, organizationId } of recognitions.filter(isGranted)) {
    if (!decision) continue
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
