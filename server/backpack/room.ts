import type { Clock } from '../platform/clock.js'
import type { RateLimiter } from '../platform/rateLimits.js'
import { NotFound } from '../shared/errors.js'
import type { bring } from './bring.js'
import { type BroughtBadge, shownAs } from './broughtBadge.js'
import { broughtCard, type Card } from './cards.js'
import type { checkAgain } from './checkAgain.js'
import { type Collection, type Item, isSeenIn } from './collection.js'
import type { CollectionStore } from './collectionStore.js'
import type { BadgeStore } from './store.js'

export interface Holder {
  id: string
  handle: string
  name: string
}

/** What the routes of this room work with. */
export interface BackpackRoom {
  badges: BadgeStore
  collections: CollectionStore
  clock: Clock
  bring: ReturnType<typeof bring>
  check: ReturnType<typeof checkAgain>['check']
  bringings: RateLimiter
  /** The document at an address, ours or another's. Throws Unavailable or NotFound. */
  documentAt(url: string, viewerId: string): Promise<Uint8Array>
  person(id: string): Promise<Holder>
  /** Awards of this person, accepted ones only, as cards. */
  awardCards(personId: string): Promise<Card[]>
}

/** Throws NotFound also where there is such a badge and the viewer may not know. */
export async function seenBadge(
  { badges }: BackpackRoom,
  id: string,
  viewerId: string | undefined,
): Promise<BroughtBadge> {
  const badge = await badges.find(id)
  const maySee = badge && (badge.personId === viewerId || shownAs(badge) !== 'private')
  if (!maySee) throw new NotFound('No such badge')
  return badge
}

/** Throws NotFound for what is somebody else's. */
export async function ownBadge(room: BackpackRoom, id: string, personId: string): Promise<BroughtBadge> {
  const badge = await room.badges.find(id)
  if (badge?.personId !== personId) throw new NotFound('No such badge')
  return badge
}

export async function ownCollection(room: BackpackRoom, id: string, personId: string): Promise<Collection> {
  const collection = await room.collections.find(id)
  if (collection?.personId !== personId) throw new NotFound('No such collection')
  return collection
}

/** All badges of a person that can stand in a collection. */
export async function allCards(room: BackpackRoom, personId: string): Promise<Card[]> {
  const brought = await room.badges.ofPerson(personId, { limit: MOST_CARDS })
  return [...(await room.awardCards(personId)), ...brought.map(broughtCard)]
}
const MOST_CARDS = 500

/** The badges of a collection in its order; for others than its holder, those that they may see. */
export function cardsIn({ items, visibility }: Collection, cards: Card[], isHolder: boolean): Card[] {
  const found = items.flatMap(item => cards.filter(card => isItem(card, item)))
  return isHolder ? found : found.filter(card => isSeenIn(visibility, card.visibility))
}

const isItem = (card: Card, { kind, id }: Item) => card.kind === kind && card.id === id
