import { options } from '../web/formView.js'
import { excerpt } from '../web/markdown.js'
import type { Addresses } from './addresses.js'
import { type Award, isHeld, VISIBILITIES } from './award.js'
import type { BadgePageState, RecognitionOfAward } from './badgePage.js'
import { EMBED_HEIGHT, EMBED_WIDTH, embedCode, signatureCode } from './embedCode.js'
import type { Holder, IssuingOrganization } from './neighbours.js'
import { linkedInUrl } from './sharing.js'

/** What only its holder sees. */
export function ownView({ award, issuer, holder, recognitions, addresses, rejected }: BadgePageState, path: string) {
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
      excerpt: piece.kind === 'text' ? excerpt(piece.text ?? '', EXCERPT_LENGTH) : undefined,
      selected: typed ? typed.includes(piece.id) : piece.shown,
    })),
    sharing: held && award.visibility !== 'private' ? sharingView(award, issuer, holder, addresses) : undefined,
    downloads: DOWNLOADS.map(({ name, path }) => ({
      href: path.replace('*', award.id),
      labelKey: `award.download.${name}`,
    })),
    recognition: held ? recognitionView(award, recognitions, path) : undefined,
    mayAsk: award.state === 'active' && recognitions.some(({ state }) => state === undefined),
  }
}

/** What a teacher may be asked for. Every other format is one address away for machines. */
const DOWNLOADS = [
  { name: 'pdf', path: '/credentials/*.pdf' },
  { name: 'png', path: '/credentials/*.png' },
  { name: 'svg', path: '/credentials/*.svg' },
  { name: 'json', path: '/credentials/*.json' },
  { name: 'jwt', path: '/credentials/*.jwt' },
  { name: 'older', path: '/assertions/*.png' },
]
const EXCERPT_LENGTH = 140

function sharingView(award: Award, issuer: IssuingOrganization, holder: Holder, addresses: Addresses) {
  const { title, issuedAt, validUntil, id } = award
  const pageUrl = addresses.page(id)
  const credentialId = addresses.credential(id)
  const shared = { title, issuer: issuer.name, issuedAt, pageUrl, credentialId, ...(validUntil && { validUntil }) }
  const embed = { src: addresses.embed(id), title, width: EMBED_WIDTH, height: EMBED_HEIGHT }
  const imageUrl = addresses.badgeImage(award.slug, award.microCredentialVersion)
  return {
    pageUrl,
    linkedIn: linkedInUrl(shared, holder.timeZone),
    qr: `/badges/${id}/qr.svg`,
    card: `/badges/${id}/card.png`,
    embedCode: embedCode(embed),
    signatureHtml: signatureCode({ pageUrl, imageUrl, title, issuer: issuer.name }),
  }
}

/** Where it may be asked for, what came of it, and who sees the badge for its sake. */
function recognitionView(award: Award, recognitions: RecognitionOfAward[], path: string) {
  const rows = recognitions.map(({ organizationId, organizationName, state }) => ({
    organizationId,
    organizationName,
    stateKey: state && `recognition.state.${state}`,
    action: state || award.state !== 'active' ? undefined : `${path}/recognitions`,
    endAction: award.shownTo.includes(organizationId) ? `${path}/recognitions/${organizationId}/ending` : undefined,
  }))
  return award.state === 'active' ? rows : rows.filter(({ endAction }) => endAction)
}
