import type { FetchJson } from '../fetching.js'
import type { LegacyVerdict } from '../legacy/verdict.js'

export interface VerifyDeps {
  now: Date
  /** The guarded fetcher. Throws FetchRefused, or FetchFailed (any Unavailable will do). */
  fetchJson: FetchJson
  /** Ids of issuers that this installation vouches for. */
  trustedIssuers?: ReadonlySet<string>
  /** Open Badges 1.x: `verifyLegacyInChild` with its documents. Without it such badges are unknown. */
  verifyLegacy?(assertion: unknown): Promise<LegacyVerdict>
}
