import type { ProfileSection } from '../account/index.js'
import type { Announcement } from '../notification/index.js'
import type { Clock } from '../platform/clock.js'
import type { Connection } from '../platform/database.js'
import type { Jobs } from '../platform/jobs.js'
import type { RateLimits } from '../platform/rateLimits.js'
import { type BringDeps, bring } from './bring.js'
import { broughtCard } from './cards.js'
import { checkAgain } from './checkAgain.js'
import { collectionRoutes } from './collectionRoutes.js'
import { collectionStore } from './collectionStore.js'
import { keeps } from './keeps.js'
import { shelfView } from './pages.js'
import { backpackReactions } from './reactions.js'
import { type BackpackRoom, ownBadge } from './room.js'
import { backpackRoutes } from './routes.js'
import { type ApiPage, badgeStore } from './store.js'

export { type Brought, NotKept } from './bring.js'
export type { BroughtBadge, Origin } from './broughtBadge.js'
export type { Card } from './cards.js'

const LOOK_EVERY_MS = 30 * 60_000
/** For one person: a drawer full of badges in one go, but no search for what is inside. */
const BRINGINGS = { points: 60, seconds: 600 }
const ON_SHELF = 24
const MOST_COLLECTIONS_SHOWN = 50
const ON_PROFILE = 50
const OB3 = ['ob3' as const]
const OLDER = ['ob2' as const, 'ob1' as const]
const MOST_PATHS = 2000

export interface BackpackDeps
  extends Omit<BringDeps, 'badges'>,
    Pick<BackpackRoom, 'documentAt' | 'person' | 'awardCards'> {
  db: Connection
  clock: Clock
  jobs: Jobs
  rateLimits: RateLimits
  notify(announcement: Announcement): Promise<void>
}

/** Badges that people brought from elsewhere, and collections of all that they hold. */
export function createBackpack(deps: BackpackDeps) {
  const badges = badgeStore(deps.db)
  const collections = collectionStore(deps.db)
  const checking = checkAgain({ ...deps, badges })
  deps.jobs.every(LOOK_EVERY_MS, 'checkBroughtBadges', checking.checkDue)
  const room: BackpackRoom = {
    ...deps,
    ...{ badges, collections, bring: bring({ ...deps, badges }), check: checking.check },
    bringings: deps.rateLimits('backpack', BRINGINGS),
  }
  return {
    bring: room.bring,
    checkDue: checking.checkDue,
    ofPerson: badges.ofPerson,
    keeps: keeps(badges),
    /** Those that other hosts can take, newest first. */
    async sendable(personId: string, limit: number) {
      const found = await badges.ofPerson(personId, { limit })
      return found.filter(({ format }) => format === 'ob3').map(broughtCard)
    },
    /** The badge as it was carried. Throws NotFound for what is not theirs. */
    async textOf(personId: string, id: string): Promise<string> {
      return (await badges.contents(await ownBadge(room, id, personId)))?.text ?? ''
    },
    /** As they came: for the systems that their holder connects. */
    credentials: {
      count: (personId: string, since: Date | undefined) => badges.countOf(personId, OB3, since),
      list: (personId: string, page: ApiPage) => badges.contentsOf(personId, OB3, page),
    },
    /** Open Badges 1 and 2 likewise. */
    assertions: {
      count: (personId: string, since: Date | undefined) => badges.countOf(personId, OLDER, since),
      async list(personId: string, page: ApiPage) {
        const found = await badges.contentsOf(personId, OLDER, page)
        return found.map(({ text, assertion }) => ({ text: assertion ?? text }))
      },
    },
    /** For the page with all badges of a person. */
    async shelf(personId: string) {
      const found = await badges.ofPerson(personId, { limit: ON_SHELF + 1 })
      const kept = await collections.ofPerson(personId, MOST_COLLECTIONS_SHOWN)
      return shelfView(found.slice(0, ON_SHELF), kept, found.length > ON_SHELF)
    },
    /** On a person's own public page: what they chose to show to everyone and what is genuine and in force. */
    async profileSections(personId: string): Promise<ProfileSection[]> {
      const found = await badges.shownBy(personId, ON_PROFILE)
      const inForce = found.filter(({ checked }) => checked.outcome === 'verified').map(broughtCard)
      const items = inForce.map(({ href, title, issuerName, image }) => ({
        ...{ href, title, detail: issuerName },
        ...(image && { imageUrl: image }),
      }))
      const shown = (await collections.ofPerson(personId, MOST_COLLECTIONS_SHOWN)).filter(isPublic)
      const pages = shown.map(({ id, name }) => ({ href: `/collections/${id}`, title: name }))
      return [
        { titleKey: 'backpack.profile.badges', items },
        { titleKey: 'backpack.profile.collections', items: pages },
      ]
    },
    async publicPaths(): Promise<string[]> {
      const brought = await badges.publicIds({ limit: MOST_PATHS })
      const kept = await collections.publicIds({ limit: MOST_PATHS })
      return [...brought.map(id => `/badges/brought/${id}`), ...kept.map(id => `/collections/${id}`)]
    },
    reactions: backpackReactions({ ...deps, badges }),
    routes: [backpackRoutes(room), collectionRoutes(room)],
  }
}

const isPublic = ({ visibility }: { visibility: string }) => visibility === 'public'
