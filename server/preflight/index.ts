import type { Clock } from '../platform/clock.js'
import type { Connection } from '../platform/database.js'
import type { FileStore } from '../platform/files.js'
import type { Jobs } from '../platform/jobs.js'
import { accountOf } from './account.js'
import { blindCopies } from './blindCopies.js'
import { readingStore } from './readingStore.js'
import { fileReadings } from './readings.js'
import { withoutTraces } from './redact.js'
import { sweepReadings } from './sweepReadings.js'
import { type Known, traceFinder } from './traces.js'

export type { Account, PieceToRead } from './account.js'
export type { Blinding, Finding, FindingState, PieceNote, Spot } from './findings.js'
export type { Passage } from './reading.js'
export { type Replacement, redact } from './redact.js'
export { type Known, TRACE_KINDS, type TraceKind } from './traces.js'

export interface PreflightDeps {
  db: Connection
  files: FileStore
  jobs: Jobs
  clock: Clock
  /** Whether a frozen submission holds these bytes. */
  isKeptElsewhere(digest: string): Promise<boolean>
}

/** What stands between a draft and a reader who must not learn whose it is. */
export function createPreflight(deps: PreflightDeps) {
  const readings = readingStore(deps.db)
  const reader = fileReadings({ ...deps, readings })
  sweepReadings({ ...deps, readings })
  return {
    account: accountOf(reader),
    copies: blindCopies(reader),
    /** What somebody wrote, for readers who need not know who did. */
    withoutTraces: (text: string, known: Known) => withoutTraces(text, traceFinder(known)),
    /** The text of a file that reviewers got, as far as it was read. */
    textOf: async (digest: string) =>
      (await readings.ofBytes(digest))?.passages.map(({ text }) => text).join('\n') ?? '',
  }
}
export type PreflightRoom = ReturnType<typeof createPreflight>
