import type { Rejected } from '../shared/forms.js'
import { formView, options } from '../web/formView.js'
import { type BroughtBadge, mayBeShown, shownAs, VISIBILITIES } from './broughtBadge.js'
import { broughtCard } from './cards.js'
import { checkedView } from './checkedView.js'
import type { Collection } from './collection.js'
import type { Holder } from './room.js'

export const bringPage = (rejected?: Rejected, refusal?: Refusal) => ({
  titleKey: 'backpack.bring.title',
  ...formView({ url: '', text: '' }, rejected),
  refusal,
})

/** Why a badge was not kept, and what the check said. */
export interface Refusal {
  messageKey: string
  detail: string | undefined
}

export function shelfPage(badges: BroughtBadge[], nextHref: string | undefined) {
  return { titleKey: 'backpack.shelf.all', badges: badges.map(cardView), none: badges.length === 0, nextHref }
}

/** What stands on "My badges" beside the awards from here. */
export function shelfView(badges: BroughtBadge[], collections: Collection[], more: boolean) {
  return {
    badges: badges.map(cardView),
    more,
    collections: collections.map(({ id, name, items, visibility }) => ({
      href: `/collections/${id}`,
      name,
      count: items.length,
      visibilityKey: `backpack.visibility.${visibility}`,
    })),
  }
}

const cardView = (badge: BroughtBadge) => ({
  ...broughtCard(badge),
  visibilityKey: `backpack.visibility.${shownAs(badge)}`,
  isUnclear: !mayBeShown(badge),
})

export function badgePage(badge: BroughtBadge, holder: Holder, viewerId: string | undefined, rejected?: Rejected) {
  const path = `/badges/brought/${badge.id}`
  const card = broughtCard(badge)
  const { issuerName, issuerId, description, criteria, validFrom, validUntil } = badge
  return {
    title: card.title,
    ...formView({ visibility: badge.visibility }, rejected),
    ...{ path, card, issuerName, issuerId, description, criteria, validFrom, validUntil },
    issuerHref: /^https:/.test(issuerId) ? issuerId : undefined,
    formatKey: `backpack.format.${badge.format}`,
    // Its holder is whom it names; somebody else only has a copy.
    holderKey: mayBeShown(badge) ? 'backpack.badge.holder' : 'backpack.badge.keeper',
    holder: { name: holder.name, handle: holder.handle },
    checked: checkedView(badge.checked),
    isOwn: viewerId === badge.personId,
    own: viewerId === badge.personId ? ownView(badge, rejected) : undefined,
  }
}

function ownView(badge: BroughtBadge, rejected: Rejected | undefined) {
  const chosen = rejected?.raw.visibility ?? badge.visibility
  return {
    canShow: mayBeShown(badge),
    whoseKey: `backpack.whose.${badge.recipient}`,
    visibilities: options(VISIBILITIES, 'backpack.visibility', chosen).map(option => ({
      ...option,
      hintKey: `backpack.visibilityHint.${option.value}`,
    })),
    originKey: `backpack.origin.${badge.origin.name === '' && badge.origin.kind === 'file' ? 'text' : badge.origin.kind}`,
    originName: badge.origin.name,
    receivedAt: badge.receivedAt,
  }
}
