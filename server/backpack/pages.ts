import type { Rejected } from '../shared/forms.js'
import { formView, options } from '../web/formView.js'
import { type BroughtBadge, mayBeShown, shownAs, VISIBILITIES } from './broughtBadge.js'
import { broughtCard, type Card } from './cards.js'
import { checkedView } from './checkedView.js'
import { type Collection, isSeenIn } from './collection.js'
import { itemValue, LONGEST_DESCRIPTION, LONGEST_NAME } from './forms.js'
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

export function collectionPage(collection: Collection, cards: Card[], holder: Holder, isHolder: boolean) {
  return {
    title: collection.name,
    description: collection.description || undefined,
    collection: { name: collection.name, text: collection.description },
    holder: { name: holder.name, handle: holder.handle },
    none: cards.length === 0,
    cards: cards.map(card => ({ ...card, isHidden: isHiddenIn(collection, card) })),
    own: isHolder
      ? {
          editHref: `/collections/${collection.id}/edit`,
          visibilityKey: `backpack.visibility.${collection.visibility}`,
        }
      : undefined,
  }
}

export function collectionFormPage(collection: Collection | undefined, rejected?: Rejected) {
  const stored = { name: '', description: '', visibility: 'private', ...collection }
  const form = formView(stored, rejected)
  return {
    titleKey: collection ? 'backpack.collection.edit' : 'backpack.collection.new',
    ...form,
    action: collection ? `/collections/${collection.id}` : '/collections',
    nameMax: LONGEST_NAME,
    descriptionMax: LONGEST_DESCRIPTION,
    visibilities: options(VISIBILITIES, 'backpack.visibility', form.values.visibility).map(option => ({
      ...option,
      hintKey: `backpack.collection.visibilityHint.${option.value}`,
    })),
  }
}

export function editCollectionPage(collection: Collection, inside: Card[], all: Card[], rejected?: Rejected) {
  const path = `/collections/${collection.id}`
  const isHidden = (card: Card) => isHiddenIn(collection, card)
  const outside = all.filter(card => !inside.some(({ kind, id }) => kind === card.kind && id === card.id))
  return {
    ...collectionFormPage(collection, rejected),
    ...{ path, href: path },
    hasHidden: inside.some(isHidden),
    inside: inside.map((card, i) => ({
      ...card,
      value: itemValue(card),
      isFirst: i === 0,
      isLast: i === inside.length - 1,
      isHidden: isHidden(card),
    })),
    outside: outside.map(card => ({ value: itemValue(card), label: `${card.title} · ${card.issuerName}` })),
  }
}

/** In a drawer of one's own nothing is more hidden than the rest. */
const isHiddenIn = ({ visibility }: Collection, card: Card) =>
  visibility !== 'private' && !isSeenIn(visibility, card.visibility)
