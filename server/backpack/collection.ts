import { Conflict } from '../shared/errors.js'
import type { Visibility } from './broughtBadge.js'

export const MOST_COLLECTIONS = 50
export const MOST_IN_COLLECTION = 100

/** One badge in a collection: earned here, or brought. */
export interface Item {
  kind: 'award' | 'brought'
  id: string
}

/** Badges that belong together to their holder, in the holder's order. */
export interface Collection {
  id: string
  personId: string
  name: string
  description: string
  visibility: Visibility
  items: Item[]
  createdAt: Date
}

export const isSame = (one: Item, other: Item): boolean => one.kind === other.kind && one.id === other.id

/** At the end; a badge stands in a collection once. Throws Conflict when it is full. */
export function withItem(items: Item[], item: Item): Item[] {
  if (items.some(known => isSame(known, item))) return items
  if (items.length >= MOST_IN_COLLECTION) throw new Conflict('The collection is full')
  return [...items, item]
}

export const withoutItem = (items: Item[], item: Item): Item[] => items.filter(known => !isSame(known, item))

/** One place nearer to the start or the end; at its end it stays. */
export function moved(items: Item[], item: Item, direction: 'up' | 'down'): Item[] {
  const from = items.findIndex(known => isSame(known, item))
  const to = direction === 'up' ? from - 1 : from + 1
  if (from < 0 || to < 0 || to >= items.length) return items
  const others = items.filter((_, i) => i !== from)
  return [...others.slice(0, to), items[from]!, ...others.slice(to)]
}

/** A collection opens no badge that is less open than itself: who may see it decides for each badge alone. */
export function isSeenIn(collection: Visibility, badge: Visibility): boolean {
  return badge === 'public' || (badge === 'unlisted' && collection === 'unlisted')
}
