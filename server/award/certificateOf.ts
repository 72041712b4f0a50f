import type { Certificate } from '../print/index.js'
import { isMet, levelOf } from '../shared/rubric.js'
import type { Translate } from '../web/i18n.js'
import { isVisibleToAnyone } from './award.js'
import type { BadgePageState } from './badgePage.js'
import { dayIn } from './previewOf.js'
import { stateView } from './stateView.js'

/** What an award says on paper, in the language of its holder: never any evidence. */
export function certificateOf(state: BadgePageState, badge: Buffer, t: Translate): Certificate {
  const { award, issuer, holder, addresses, now } = state
  const { shape, labelKey } = stateView(award, now)
  return {
    language: holder.language,
    madeAt: now,
    issuer: issuer.name,
    heading: t('award.certificate.heading'),
    holder: holder.name,
    sentence: t('award.certificate.earned'),
    title: award.title,
    ...judgementOf(state, t),
    more: count => t('award.certificate.more', { count }),
    facts: factsOf(state, t),
    scan: t(isVisibleToAnyone(award) ? 'award.certificate.scan' : 'award.certificate.scanPrivate'),
    address: addresses.page(award.id),
    leftOut: t('award.certificate.leftOut'),
    badge,
    badgeAlt: t('award.certificate.badgeAlt', { title: award.title }),
    credential: { name: `credential-${award.id}.json`, json: award.signed.json },
    ...(shape === 'stopped' && { stopped: `${t(labelKey)}. ${t(stateView(award, now).sentenceKey)}` }),
  }
}

/** What was judged, or that nothing was: as the page of the badge and the credential have it. */
function judgementOf(state: BadgePageState, t: Translate): Pick<Certificate, 'judged' | 'panel'> {
  const { completion, panel } = state.award
  if (completion) return { panel: t('award.page.completed', completion) }
  return {
    judged: { heading: t('award.certificate.judged'), criteria: criteriaOf(state) },
    panel: t('award.page.panel', { count: panel.reviewers }),
  }
}

function criteriaOf({ award, version }: BadgePageState): NonNullable<Certificate['judged']>['criteria'] {
  return version.anatomy.rubric.flatMap(criterion => {
    const levelId = award.scores.find(score => score.criterionId === criterion.id)?.levelId
    const level = levelOf(criterion, levelId)
    return level && isMet(criterion, levelId) ? [{ name: criterion.name, level: level.name }] : []
  })
}

function factsOf({ award, version, holder }: BadgePageState, t: Translate): Certificate['facts'] {
  const { hours } = version.anatomy
  const fact = (name: string, value: string) => ({ label: t(`award.page.${name}`), value })
  const number = new Intl.NumberFormat(holder.language)
  return [
    fact('issuedAt', dayIn(award.issuedAt, holder)),
    ...(award.validUntil ? [fact('validUntil', dayIn(award.validUntil, holder))] : []),
    ...(hours ? [fact('hours', number.format(hours))] : []),
    fact('version', t('award.page.versionNumber', { number: version.version })),
  ]
}
