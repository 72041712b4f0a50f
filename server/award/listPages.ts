import { type Award, isHeld } from './award.js'
import type { IssuingOrganization } from './neighbours.js'
import { stateView } from './stateView.js'

export function myBadgesPage(awards: Award[], now: Date, nextHref: string | undefined) {
  const card = (award: Award) => ({
    href: `/badges/${award.id}`,
    title: award.title,
    image: `/microcredentials/${award.slug}/v${award.microCredentialVersion}/badge.svg`,
    state: stateView(award, now),
    visibilityKey: isHeld(award) ? `award.visibility.${award.visibility}` : undefined,
    issuedAt: award.issuedAt,
    validUntil: award.validUntil,
  })
  const waiting = awards.filter(({ state }) => state === 'issued')
  const others = awards.filter(({ state }) => state !== 'issued')
  return {
    titleKey: 'award.mine.title',
    waiting: waiting.map(card),
    others: others.map(card),
    none: awards.length === 0,
    nextHref,
  }
}

export function issuedAwardsPage(
  issuer: IssuingOrganization,
  awards: { award: Award; holderName: string }[],
  now: Date,
  nextHref: string | undefined,
) {
  return {
    titleKey: 'award.issued.title',
    issuer: { name: issuer.name, href: `/organizations/${issuer.slug}` },
    awards: awards.map(({ award, holderName }) => ({
      href: `/badges/${award.id}`,
      title: award.title,
      holderName,
      issuedAt: award.issuedAt,
      state: stateView(award, now),
    })),
    none: awards.length === 0,
    nextHref,
  }
}
