import { compose } from './compose.js'
import type { SeedingOutcome } from './demo/index.js'
import type { PlatformDeps } from './openPlatform.js'
import { settableClock } from './platform/clock.js'

export interface SeedDemoDeps extends PlatformDeps {
  /** Hears how much is done, from 0 to 1. */
  progress(share: number): void
}

/** The story takes place in a house of its own, for only there can the clock be set; it sends no mail. */
export async function seedDemo({ progress, ...deps }: SeedDemoDeps): Promise<SeedingOutcome> {
  const { clock } = deps
  const past = settableClock(clock.now())
  const staffroom = await compose({
    ...deps,
    // Whatever the settings say: in the story, decisions are told when they fall.
    config: { ...deps.config, decisionHours: [] },
    clock: past,
    mailer: { send: async () => {}, sendMany: async () => {}, check: async () => {} },
  })
  const { rooms, relay } = staffroom
  try {
    if (!rooms.demo) throw new Error('The demo network is only for settings with DEMO on')
    return await rooms.demo.seed({ rooms, past, clock, deliver: relay.drain, progress })
  } finally {
    await staffroom.stop()
  }
}
