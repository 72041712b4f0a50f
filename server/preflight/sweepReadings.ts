import type { Clock } from '../platform/clock.js'
import type { FileStore } from '../platform/files.js'
import type { Jobs } from '../platform/jobs.js'
import type { ReadingStore } from './readingStore.js'

const DAY_MS = 24 * 3600 * 1000
/** A draft that rests longer is simply read again. */
const KEPT_DAYS = 60
const AT_A_TIME = 500

export interface SweepDeps {
  readings: ReadingStore
  files: FileStore
  jobs: Jobs
  clock: Clock
  isKeptElsewhere(digest: string): Promise<boolean>
}

/** Forgets what was read in files long ago, and copies that were never submitted. */
export function sweepReadings({ readings, files, jobs, clock, isKeptElsewhere }: SweepDeps): void {
  jobs.every(DAY_MS, 'preflight.sweep', async () => {
    const before = new Date(clock.now().getTime() - KEPT_DAYS * DAY_MS)
    for (const { key, clean } of await readings.unusedSince(before, AT_A_TIME)) {
      if (clean && !(await isKeptElsewhere(clean.digest))) await files.removeIfStoredBefore(clean.digest, before)
      await readings.forget(key)
    }
  })
}
