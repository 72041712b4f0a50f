import type { Rejected } from '../shared/forms.js'
import { isMet, levelOf } from '../shared/rubric.js'
import { formView, options } from '../web/formView.js'
import { renderMarkdown } from '../web/markdown.js'
import type { Addresses } from './addresses.js'
import { type Award, type AwardedEvidence, isHeld, stateAt, VISIBILITIES } from './award.js'
import { LONGEST_REASON } from './forms.js'
import type { AwardedVersion, Holder, IssuingOrganization } from './neighbours.js'
import { linkedInUrl } from './sharing.js'

export interface BadgePageState {
  award: Award
  version: AwardedVersion
  issuer: IssuingOrganization
  holder: Holder
  viewerId: string | undefined
  isIssuer: boolean
  /** Where the holder may ask for recognition, and what came of it; for the holder's eyes. */
  recognitions: RecognitionOfAward[]
  addresses: Addresses
  now: Date
  rejected?: Rejected
}

export interface RecognitionOfAward {
  organizationId: string
  organizationName: string
  /** Absent where nobody has asked yet. */
  state?: string
}

const SHAPES = {
  issued: 'waiting',
  active: 'done',
  declined: 'waiting',
  expired: 'stopped',
  suspended: 'stopped',
  revoked: 'stopped',
} as const

export function badgePage(page: BadgePageState) {
  const { award, version, issuer, holder, viewerId, addresses } = page
  const isHolder = viewerId === award.earnerId
  const path = `/badges/${award.id}`
  return {
    title: award.title,
    description: version.anatomy.summary,
    meta: openGraph(page),
    ...formView({ visibility: award.visibility, reason: '' }, page.rejected),
    award: { id: award.id, title: award.title, path, credentialPath: `/credentials/${award.id}` },
    image: `/microcredentials/${version.slug}/v${version.version}/badge.svg`,
    state: stateView(award, page.now),
    revocation: award.revocation && { at: award.revocation.at, reason: award.revocation.reason },
    holder: { name: holder.name, handle: holder.handle },
    issuer: { name: issuer.name, href: `/organizations/${issuer.slug}`, id: addresses.issuer(issuer.slug) },
    meaning: meaningView(version),
    judgement: judgementView(award, version),
    evidence: award.evidence.flatMap((piece, i) =>
      piece.shown ? [evidenceView(piece, `${path}/evidence/${i + 1}`)] : [],
    ),
    issuedAt: award.issuedAt,
    validUntil: award.validUntil,
    verify: { url: addresses.credential(award.id) },
    own: isHolder ? ownView(page, path) : undefined,
    revoke: page.isIssuer && award.state !== 'revoked' ? { action: `${path}/revoke`, max: LONGEST_REASON } : undefined,
  }
}

export function stateView(award: Award, now: Date) {
  const state = stateAt(award, now)
  return { labelKey: `award.state.${state}`, sentenceKey: `award.stateSentence.${state}`, shape: SHAPES[state] }
}

function meaningView({ anatomy, slug, version }: AwardedVersion) {
  return {
    href: `/microcredentials/${slug}`,
    version,
    summary: anatomy.summary,
    competenceHtml: renderMarkdown(anatomy.competence),
    hours: anatomy.hours,
    credits: anatomy.credits > 0 ? anatomy.credits : undefined,
  }
}

function judgementView({ scores, panel }: Award, { anatomy }: AwardedVersion) {
  const criteria = anatomy.rubric.map(criterion => {
    const levelId = scores.find(score => score.criterionId === criterion.id)?.levelId
    const level = levelOf(criterion, levelId)
    return {
      name: criterion.name,
      level: level?.name,
      description: level?.description,
      required: levelId === criterion.requiredLevelId ? undefined : levelOf(criterion, criterion.requiredLevelId)?.name,
      isMet: isMet(criterion, levelId),
    }
  })
  return { criteria, reviewers: panel.reviewers, sameLevel: panel.sameLevel, of: panel.judged }
}

function evidenceView({ kind, name, text, url, mediaType = '' }: AwardedEvidence, href: string) {
  if (kind === 'text') return { name, textHtml: renderMarkdown(text ?? '') }
  if (kind === 'link') return { name, link: url }
  const type = mediaType.split('/')[0]
  return { name, href, image: type === 'image', audio: type === 'audio', video: type === 'video', file: !isMedia(type) }
}

const isMedia = (type: string | undefined) => type === 'image' || type === 'audio' || type === 'video'

/** What only its holder sees. */
function ownView({ award, issuer, holder, recognitions, addresses, rejected }: BadgePageState, path: string) {
  const held = isHeld(award)
  const typed = rejected && [rejected.raw.evidence].flat()
  return {
    toAccept: award.state === 'issued',
    declined: award.state === 'declined',
    held,
    canShow: award.state !== 'revoked' || held,
    acceptAction: `${path}/accept`,
    declineAction: `${path}/decline`,
    showingAction: `${path}/showing`,
    visibilities: options(VISIBILITIES, 'award.visibility', rejected?.raw.visibility ?? award.visibility).map(
      option => ({
        ...option,
        hintKey: `award.visibilityHint.${option.value}`,
      }),
    ),
    pieces: award.evidence.map((piece, i) => ({
      value: piece.id,
      label: piece.name,
      href: piece.kind === 'text' ? undefined : (piece.url ?? `${path}/evidence/${i + 1}`),
      excerpt: piece.kind === 'text' ? shorten(piece.text ?? '') : undefined,
      selected: typed ? typed.includes(piece.id) : piece.shown,
    })),
    sharing: held && award.visibility !== 'private' ? sharingView(award, issuer, holder, addresses) : undefined,
    downloads: ['png', 'svg', 'json'].map(format => ({
      href: `/credentials/${award.id}.${format}`,
      labelKey: `award.download.${format}`,
    })),
    recognition: award.state === 'active' && held ? recognitionView(recognitions, path) : undefined,
    mayAsk: recognitions.some(({ state }) => state === undefined),
  }
}

const EXCERPT = 140
const shorten = (text: string) => (text.length > EXCERPT ? `${text.slice(0, EXCERPT)} …` : text)

function sharingView(award: Award, issuer: IssuingOrganization, holder: Holder, addresses: Addresses) {
  const { title, issuedAt, validUntil, id } = award
  const pageUrl = addresses.page(id)
  const credentialId = addresses.credential(id)
  const shared = { title, issuer: issuer.name, issuedAt, pageUrl, credentialId, ...(validUntil && { validUntil }) }
  return { pageUrl, linkedIn: linkedInUrl(shared, holder.timeZone), qr: `/badges/${id}/qr.svg` }
}

function recognitionView(recognitions: RecognitionOfAward[], path: string) {
  return recognitions.map(({ organizationId, organizationName, state }) => ({
    organizationId,
    organizationName,
    stateKey: state && `recognition.state.${state}`,
    action: state ? undefined : `${path}/recognitions`,
  }))
}

function openGraph({ award, version, holder, issuer, addresses }: BadgePageState) {
  const image = `${addresses.achievement(version.slug, version.version)}/badge.png`
  const described = { type: 'website', title: `${award.title} · ${holder.name}`, description: version.anatomy.summary }
  const properties = { ...described, url: addresses.page(award.id), image, site_name: issuer.name }
  return Object.entries(properties).map(([name, content]) => ({ property: `og:${name}`, content }))
}

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
