import type { Rejected } from '../shared/forms.js'
import { formView, options } from '../web/formView.js'
import { VISIBILITIES } from './broughtBadge.js'
import type { Card } from './cards.js'
import { type Collection, isSeenIn } from './collection.js'
import { itemValue, LONGEST_DESCRIPTION, LONGEST_NAME } from './forms.js'
import type { Holder } from './room.js'

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
