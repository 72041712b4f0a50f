import type { Clock } from '../platform/clock.js'
import type { MailOnDisk } from '../platform/mailer.js'
import { devRoutes } from './devRoutes.js'
import { type FrameDeps, frame } from './frame.js'
import { type HealthDeps, healthRoutes } from './healthRoutes.js'
import { homeRoutes } from './routes.js'

/** Something that waits for this person, offered by the room that knows. */
export interface NextStep {
  /** A sentence that says what waits, and the words on its button: `${messageKey}.text`, `${messageKey}.action`. */
  messageKey: string
  values: Record<string, string | number>
  href: string
  /** When it is due, or since when it waits: the earliest comes first among steps of one weight. */
  at: Date
  /** Somebody else waits for it · I began it · I might like it. */
  weight: 'awaited' | 'begun' | 'offered'
}

export interface Movement {
  lineKey: string
  values: Record<string, string | number>
  href: string
  at: Date
}

export interface LiveCommunity {
  name: string
  slug: string
  purpose: string
  members: number
  latest?: { title: string; at: Date }
}

export interface ShownBadge {
  name: string
  href: string
  src: string
}

export interface HomeDeps extends FrameDeps, HealthDeps {
  clock: Clock
  production: boolean
  baseUrl: string
  readMails(): Promise<MailOnDisk[]>
  nextSteps: ((personId: string) => Promise<NextStep[]>)[]
  moved(personId: string): Promise<Movement[]>
  figures(): Promise<{ people: number; communities: number; microCredentials: number; awards: number }>
  liveCommunities(): Promise<LiveCommunity[]>
  /** Badges that can be earned here. */
  shownBadges(): Promise<ShownBadge[]>
  /** Paths of public pages, by room. */
  publicPaths: (() => Promise<string[]>)[]
}

export function createHome(deps: HomeDeps) {
  return {
    routes: [homeRoutes(deps), healthRoutes(deps), ...(deps.production ? [] : [devRoutes(deps)])],
    frame: frame(deps),
  }
}
