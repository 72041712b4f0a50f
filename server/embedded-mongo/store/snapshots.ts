import { Timestamp } from 'bson'
import { MongoFailure } from '../errors.js'
import { Catalog } from './catalog.js'
import { DocumentCache } from './documentCache.js'
import type { Environment } from './environment.js'

export interface Snapshot {
  catalog: Catalog
  time: Timestamp
  lastUsed: number
}

/** A snapshot keeps old pages of the file from being used again: so many at the most, and none that is forgotten. */
const MAX_KEPT = 10
const IDLE_MILLIS = 2 * 60_000
/** It is read once, from one end to the other. */
const CACHE_BYTES = 1024 * 1024

/** What sessions see that asked for `readConcern: snapshot`: the whole store as it was at one moment, one a session. */
export class Snapshots {
  private readonly kept = new Map<string, Snapshot>()
  private taken = 0

  constructor(private readonly environment: Environment) {}

  take(session: string): Snapshot {
    this.release(session)
    if (this.kept.size >= MAX_KEPT) this.release(this.kept.keys().next().value!)
    const time = new Timestamp({ t: Math.floor(Date.now() / 1000), i: ++this.taken })
    const snapshot = {
      catalog: new Catalog(this.environment.snapshot(), new DocumentCache(CACHE_BYTES)),
      time,
      lastUsed: Date.now(),
    }
    this.kept.set(session, snapshot)
    return snapshot
  }

  /** The one that the session took at that time. Throws SnapshotTooOld. */
  at(session: string, time: Timestamp): Snapshot {
    const snapshot = this.kept.get(session)
    if (!snapshot?.time.equals(time)) throw new MongoFailure(239, 'The snapshot is no longer kept: begin again')
    return snapshot
  }

  /** Every command of a session, a `getMore` too, keeps its snapshot. */
  touch(session: string): void {
    const snapshot = this.kept.get(session)
    if (!snapshot) return
    snapshot.lastUsed = Date.now()
    // the order in which they would have to give way
    this.kept.delete(session)
    this.kept.set(session, snapshot)
  }

  release(session: string): void {
    void this.kept.get(session)?.catalog.environment.close()
    this.kept.delete(session)
  }

  sweep(now = Date.now()): void {
    for (const [session, { lastUsed }] of this.kept) if (now - lastUsed > IDLE_MILLIS) this.release(session)
  }

  close(): void {
    for (const session of this.kept.keys()) this.release(session)
  }
}
