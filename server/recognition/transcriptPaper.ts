import { type Association, type Award, dayIn, stateAt, type Transcript } from '../award/index.js'
import type { MicroCredentialVersion } from '../microcredential/index.js'
import { isolated, type PrintedAward, type TranscriptPaper } from '../print/index.js'
import { isMet, levelOf } from '../shared/rubric.js'
import type { Translate } from '../web/i18n.js'
import type { OrganizationNearby } from './neighbours.js'
import { isGranted, type Recognition } from './recognition.js'
import { totalsOf } from './transcriptPage.js'

export interface TranscriptPaperState {
  holder: { name: string; language: string; timeZone: string }
  transcript: Transcript
  recognitions: Recognition[]
  organizations: Map<string, OrganizationNearby>
  /** The image of each award, by its id. */
  badges: Map<string, Buffer>
  baseUrl: string
  signed: { json: string }
  now: Date
}

/** What the transcript says on paper: what its signed form says, and what it counts for where the holder works. */
export function transcriptPaper(state: TranscriptPaperState, t: Translate): TranscriptPaper {
  const { holder, transcript, recognitions, organizations, baseUrl, signed, now } = state
  const { awards } = transcript
  const foot = t('recognition.paper.of', { name: isolated(holder.name) })
  const issuers = [...new Set(awards.map(award => issuerOf(award, organizations)))]
  const granted = recognitions.filter(isGranted).filter(({ awardId }) => awards.some(({ id }) => id === awardId))
  return {
    language: holder.language,
    madeAt: now,
    author: 'Staffroom',
    heading: t('recognition.transcript.title'),
    holder: holder.name,
    facts: [
      { label: t('recognition.paper.asOf'), value: dayIn(now, holder) },
      { label: t('recognition.paper.badges'), value: String(awards.length) },
      { label: t('recognition.paper.issuers'), value: issuers.map(isolated).join(', ') },
    ],
    totals: {
      heading: t('recognition.transcript.totals'),
      lines: totalsOf(granted, organizations).map(({ name, count, ...worth }) =>
        [`${isolated(name)}: ${t('recognition.paper.badgeCount', { count })}`, ...worthOf(worth, t)].join(' · '),
      ),
    },
    awardsHeading: t('recognition.transcript.awards'),
    awards: awards.map(award => printed(award, { ...state, recognitions: granted }, t)),
    checking: t('recognition.paper.checking', { address: `${baseUrl}/verify`.replace(/^https?:\/\//, '') }),
    leftOut: t('award.certificate.leftOut'),
    foot: `${foot} · ${dayIn(now, holder)}`,
    page: (number, of) => t('recognition.paper.page', { number, of }),
    attached: { name: 'transcript.json', json: signed.json },
  }
}

function printed(award: Award, state: TranscriptPaperState, t: Translate): PrintedAward {
  const { holder, organizations, badges, baseUrl, recognitions, transcript, now } = state
  const version = transcript.versions.get(award.id)!
  const reached = stateAt(award, now)
  const own = recognitions.filter(({ awardId }) => awardId === award.id)
  return {
    title: award.title,
    facts: factsOf(award, version, issuerOf(award, organizations), holder, t),
    state: { words: t(`award.state.${reached}`), stands: reached === 'active' },
    judged: award.completion
      ? t('recognition.paper.completion', { programme: isolated(award.completion.programme) })
      : t('award.page.panel', { count: award.panel.reviewers }),
    criteria: criteriaOf(award, version),
    recognitions: own.map(each => recognitionOf(each, organizations, holder, t)),
    associations: transcript.associations.flatMap(each => associationOf(each, award, t)),
    badge: badges.get(award.id)!,
    badgeAlt: t('award.certificate.badgeAlt', { title: award.title }),
    address: `${baseUrl}/badges/${award.id}`,
    scan: t(award.visibility === 'private' ? 'recognition.paper.scanPrivate' : 'recognition.paper.scan'),
  }
}

type Holder = TranscriptPaperState['holder']

function factsOf(award: Award, version: MicroCredentialVersion, issuer: string, holder: Holder, t: Translate) {
  const date = award.validUntil && dayIn(award.validUntil, holder)
  const { hours, credits } = version.anatomy
  const worth = worthOf({ hours, credits }, t).join(' · ')
  return [
    t('recognition.paper.byOn', { issuer: isolated(issuer), date: dayIn(award.issuedAt, holder) }),
    date ? t('recognition.paper.until', { date }) : t('recognition.paper.untilFurther'),
    ...(worth ? [t('recognition.paper.worth', { worth })] : []),
  ]
}

function worthOf({ hours, credits }: { hours: number; credits: number }, t: Translate): string[] {
  return [
    ...(hours > 0 ? [t('recognition.transcript.hours', { count: hours })] : []),
    ...(credits > 0 ? [t('recognition.transcript.credits', { count: credits })] : []),
  ]
}

function criteriaOf({ scores }: Award, { anatomy }: MicroCredentialVersion): PrintedAward['criteria'] {
  return anatomy.rubric.flatMap(criterion => {
    const levelId = scores.find(score => score.criterionId === criterion.id)?.levelId
    const level = levelOf(criterion, levelId)
    return level && isMet(criterion, levelId) ? [{ name: criterion.name, level: level.name }] : []
  })
}

function recognitionOf(
  { state, organizationId, decision }: Recognition,
  organizations: TranscriptPaperState['organizations'],
  holder: Holder,
  t: Translate,
): PrintedAward['recognitions'][number] {
  const organization = organizations.get(organizationId)?.name ?? ''
  const worth = decision ? worthOf(decision, t) : []
  const made = decision ? [dayIn(decision.at, holder)] : []
  const line = [`${isolated(organization)}: ${t(`recognition.state.${state}`)}`, ...worth, ...made].join(' · ')
  return { line, note: decision?.note || undefined }
}

/** Each side of an association says it in its own words. */
function associationOf({ type, source, target }: Association, award: Award, t: Translate): string[] {
  const isSource = isForTheSame(source, award)
  if (!isSource && !isForTheSame(target, award)) return []
  const other = isSource ? target : source
  const way = isSource ? type : AS_TARGET[type]
  return [t(`recognition.paper.${way}`, { title: isolated(other.title), number: other.microCredentialVersion })]
}

const AS_TARGET = {
  replacedBy: 'replaces',
  isRelatedTo: 'isRelatedTo',
  precedes: 'buildsOn',
  isPartOf: 'hasPart',
} as const

const isForTheSame = (one: Award, other: Award) =>
  one.slug === other.slug && one.microCredentialVersion === other.microCredentialVersion
const issuerOf = ({ organizationId }: Award, organizations: TranscriptPaperState['organizations']) =>
  organizations.get(organizationId)?.name ?? ''
