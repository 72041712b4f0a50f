import { MongoFailure } from '../errors.js'
import { type Environment, StorageFailure } from './environment.js'

interface Job {
  run: () => unknown
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}
type Outcome = { value: unknown } | { failure: unknown }

/**
 * Group commit: the writes that arrive in one turn of the event loop share one transaction and one flush, in their
 * order, and are answered only after it. A failure (a duplicate key) concerns its own write alone, because writes check
 * before they touch anything. A failure of the disk undoes the transaction, and its writes run again one by one.
 */
export class CommitQueue {
  private jobs: Job[] = []
  /** Why nothing is written any more, if that is so. */
  refusal: MongoFailure | undefined

  constructor(
    private readonly environment: Environment,
    private readonly beforeCommit: () => void,
    private readonly onRollback: () => void,
  ) {}

  write<T>(run: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.jobs.push({ run, resolve: resolve as (value: unknown) => void, reject })
      if (this.jobs.length === 1) setImmediate(() => this.flush())
    })
  }

  /** For a write that cannot check everything beforehand: its failure undoes all that it did. */
  writeWhole<T>(run: () => T): Promise<T> {
    return this.write(() => {
      try {
        return run()
      } catch (error) {
        throw error instanceof MongoFailure ? new StorageFailure(error.message, { cause: error }) : error
      }
    })
  }

  /** From now on nothing is written. Answers whether that is new. */
  refuse(why: string): boolean {
    if (this.refusal) return false
    this.refusal = new MongoFailure(1, why)
    return true
  }

  /** Resolves when what has arrived is written and answered. */
  async settled(): Promise<void> {
    await this.write(() => undefined).catch(() => undefined)
  }

  private flush(): void {
    const jobs = this.jobs
    this.jobs = []
    if (this.refusal) for (const job of jobs) job.reject(this.refusal)
    else this.commitTogether(jobs)
  }

  private commitTogether(jobs: Job[]): void {
    try {
      this.commit(jobs)
    } catch (error) {
      this.onRollback()
      if (jobs.length === 1) jobs[0]!.reject(asFailure(error))
      else for (const job of jobs) this.commitTogether([job])
    }
  }

  private commit(jobs: Job[]): void {
    const outcomes = this.environment.transact(() => {
      const all = jobs.map(attempt)
      this.beforeCommit()
      return all
    })
    outcomes.forEach((outcome, i) => {
      if ('failure' in outcome) jobs[i]!.reject(outcome.failure)
      else jobs[i]!.resolve(outcome.value)
    })
  }
}

function attempt(job: Job): Outcome {
  try {
    return { value: job.run() }
  } catch (error) {
    if (error instanceof StorageFailure) throw error
    return { failure: error }
  }
}

function asFailure(error: unknown): unknown {
  if (error instanceof StorageFailure && error.cause instanceof MongoFailure) return error.cause
  const message = error instanceof Error ? error.message : String(error)
  // a disk that is almost full takes a part of a write, which LMDB calls an input/output error
  if (/MDB_MAP_FULL|ENOSPC|No space left|EFBIG|File too large|Input\/output error/i.test(message)) {
    return new MongoFailure(
      14031,
      `The disk is full, or broken: nothing of this write was kept. Make room and try again. (${message})`,
    )
  }
  return error
}
