import type { Rejected } from '../shared/forms.js'
import { isMet, levelOf } from '../shared/rubric.js'
import { formView } from '../web/formView.js'
import { renderMarkdown } from '../web/markdown.js'
import type { Addresses } from './addresses.js'
import { type Award, type AwardedEvidence, isVisibleToAnyone } from './award.js'
import { LONGEST_REASON } from './forms.js'
import type { AwardedVersion, Holder, IssuingOrganization } from './neighbours.js'
import { openGraph } from './openGraph.js'
import { ownView } from './ownView.js'
import { stateView } from './stateView.js'

export interface BadgePageState {
  award: Award
  version: AwardedVersion
  issuer: IssuingOrganization
  holder: Holder
  viewerId: string | undefined
  isIssuer: boolean
  /** Where the holder may ask for recognition, and what came of it; for the holder's eyes. */
  recognitions: RecognitionOfAward[]
  /** What others say of it, ready to be shown. */
  endorsements: object
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

export function badgePage(page: BadgePageState) {
  const { award, version, issuer, holder, viewerId, addresses } = page
  const isHolder = viewerId === award.earnerId
  const path = `/badges/${award.id}`
  return {
    title: award.title,
    description: version.anatomy.summary,
    meta: openGraph(page),
    oembed: isVisibleToAnyone(award) ? addresses.oembed(award.id) : undefined,
    ...formView({ visibility: award.visibility, reason: '', suspension: '' }, page.rejected),
    award: { id: award.id, title: award.title, path, credentialPath: `/credentials/${award.id}` },
    image: `/microcredentials/${version.slug}/v${version.version}/badge.svg`,
    state: stateView(award, page.now),
    revocation: award.revocation && { at: award.revocation.at, reason: award.revocation.reason },
    suspension: award.suspension && { at: award.suspension.at, reason: award.suspension.reason },
    holder: { name: holder.name, handle: holder.handle },
    issuer: { name: issuer.name, href: `/organizations/${issuer.slug}`, id: addresses.issuer(issuer.slug) },
    meaning: meaningView(version),
    judgement: judgementView(award, version),
    evidence: award.evidence.flatMap((piece, i) =>
      piece.shown ? [evidenceView(piece, `${path}/evidence/${i + 1}`)] : [],
    ),
    endorsements: page.endorsements,
    issuedAt: award.issuedAt,
    validUntil: award.validUntil,
    verify: { url: addresses.credential(award.id) },
    pageUrl: addresses.page(award.id),
    elsewhere: !isHolder,
    own: isHolder ? ownView(page, path) : undefined,
    ...(page.isIssuer ? issuerView(award, path) : {}),
  }
}

/** What only administrators of the issuer may do. */
function issuerView({ state }: Award, path: string) {
  const withReason = (verb: string) => ({ action: `${path}/${verb}`, max: LONGEST_REASON })
  const isOver = state === 'revoked'
  return {
    suspend: isOver || state === 'suspended' ? undefined : withReason('suspend'),
    reinstate: state === 'suspended' ? { action: `${path}/reinstate` } : undefined,
    revoke: isOver ? undefined : withReason('revoke'),
  }
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

function judgementView({ scores, panel, completion, completedBefore }: Award, { anatomy }: AwardedVersion) {
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
  if (completion) return { programme: completion.programme, criteria: [] }
  const counts = { reviewers: panel.reviewers, sameLevel: panel.sameLevel, of: panel.judged }
  return { criteria, ...counts, completedBefore: completedBefore?.programme }
}

function evidenceView({ kind, name, text, url, mediaType = '' }: AwardedEvidence, href: string) {
  if (kind === 'text') return { name, textHtml: renderMarkdown(text ?? '') }
  if (kind === 'link') return { name, link: url }
  const type = mediaType.split('/')[0]
  return { name, href, image: type === 'image', audio: type === 'audio', video: type === 'video', file: !isMedia(type) }
}

const isMedia = (type: string | undefined) => type === 'image' || type === 'audio' || type === 'video'
