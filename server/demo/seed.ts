import { setTimeout as wait } from 'node:timers/promises'
import type { Clock, SettableClock } from '../platform/clock.js'
import type { DemoRooms } from './house.js'
import { play } from './moment.js'
import { DEMO_ROLES } from './roles.js'
import type { SeedingStore } from './store.js'
import { storyUntil } from './story.js'

const LOOK_AGAIN_MS = 250
const SIGN_OF_LIFE_MS = 1_000

export interface SeedDeps {
  seedings: SeedingStore
  rooms: DemoRooms
  /** The time of the rooms, which walks through the past. */
  past: SettableClock
  /** The time of the wall. */
  clock: Clock
  /** Delivers what was announced. */
  deliver(): Promise<void>
  /** Hears how much is done, from 0 to 1. */
  progress(share: number): void
}

export type SeedingOutcome = 'seeded' | 'seededBefore' | 'foreign'

/** All or nothing: what a stopped seeding has left is cleared away, and data that no seeding made is never touched. */
export async function seed(deps: SeedDeps): Promise<SeedingOutcome> {
  const { seedings, clock } = deps
  const standing = await seedings.standing(clock.now())
  if (standing === 'finished') return 'seededBefore'
  if (standing === 'foreign') return 'foreign'
  if (standing === 'underWay') await wait(LOOK_AGAIN_MS)
  if (standing === 'unfinished' && (await seedings.takeOver(clock.now()))) return startOver(deps)
  if (standing === 'empty' && (await seedings.begin(clock.now()))) return tell(deps)
  return seed(deps)
}

async function startOver(deps: SeedDeps): Promise<SeedingOutcome> {
  await deps.seedings.clear()
  return tell(deps)
}

async function tell({ seedings, rooms, past, clock, deliver, progress }: SeedDeps): Promise<SeedingOutcome> {
  const { cast, moments } = storyUntil(clock.now(), rooms)
  let heardOf = clock.now().getTime()

  async function report(share: number): Promise<void> {
    const now = clock.now()
    progress(share)
    if (now.getTime() - heardOf < SIGN_OF_LIFE_MS) return
    heardOf = now.getTime()
    await seedings.keepAlive(now)
  }

  await play(moments, { clock: past, deliver, progress: report })
  const continueAs = DEMO_ROLES.map(({ key, roleKey }) => ({ personId: cast.id('person', key), roleKey }))
  await seedings.finish(clock.now(), continueAs)
  return 'seeded'
}
