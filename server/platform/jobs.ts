import { type Connection, Schema } from 'mongoose'
import type { Clock } from './clock.js'
import { insertNew } from './insertNew.js'
import type { Log } from './log.js'

const LEASE_MS = 60_000
const FIRST_RETRY_MS = 2_000
const LONGEST_RETRY_MS = 3_600_000
/** About a day in all: a mail server may be away for a night. */
const ATTEMPTS = 36
const POLL_MS = 2_000
const KEPT_SECONDS = 14 * 24 * 3600

/** Trying again will not help: what a handler throws to end its job now. */
export class Hopeless extends Error {}

export interface JobStatus {
  id: string
  kind: string
  state: 'waiting' | 'done' | 'failed'
  attempts: number
  dueAt: Date
  /** When it ended, well or not; two weeks later it is forgotten. */
  doneAt?: Date
  error?: string
}

export interface NewJob {
  key: string
  kind: string
  payload: object
  /** Now where it is left out. */
  dueAt?: Date
}

export interface Jobs {
  /** At most one job per key ever runs to its end; asking again for the same key does nothing. */
  enqueue(job: NewJob): Promise<void>
  /** Likewise for each of many. */
  enqueueMany(jobs: NewJob[]): Promise<void>
  /** `atOnce`: how many of the kind one process runs side by side; one after the other where it is left out. */
  handle(kind: string, handler: (payload: never) => Promise<void>, atOnce?: number): void
  /** Runs `work` now and then again every so often, in one process at a time. */
  every(milliseconds: number, kind: string, work: () => Promise<void>): void
  drain(): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
  recent(): Promise<JobStatus[]>
  retry(id: string): Promise<void>
}

const jobSchema = new Schema({
  _id: { type: String, required: true },
  kind: { type: String, required: true },
  payload: Object,
  state: { type: String, enum: ['waiting', 'done', 'failed'], required: true },
  attempts: { type: Number, default: 0 },
  dueAt: { type: Date, required: true },
  doneAt: Date,
  error: String,
})
jobSchema.index({ state: 1, dueAt: 1 })
jobSchema.index({ kind: 1, state: 1, dueAt: 1 })
jobSchema.index({ dueAt: -1 })
jobSchema.index({ doneAt: 1 }, { expireAfterSeconds: KEPT_SECONDS })

/** As it was lent to whoever runs it now: until `dueAt`. */
type Leased = { _id: string; kind: string; attempts: number; dueAt: Date }

/** Work that may wait and may fail, kept in the database until it is done; a payload is forgotten with its job. */
export function jobQueue(db: Connection, { clock, log }: { clock: Clock; log: Log }): Jobs {
  const Stored = db.model('Job', jobSchema)
  const handlers = new Map<string, (payload: never) => Promise<void>>()
  const schedule = new Map<string, number>()
  const workers = new Map<string, number>()
  /** Who runs now: a kind, and which worker of it. */
  const busy = new Map<string, Promise<void>>()
  /** What runs here is not taken up here once more, however long it takes. */
  const inHand = new Set<string>()
  let looking: Promise<void> | undefined
  let again = false
  let timer: NodeJS.Timeout | undefined

  /** Kinds run side by side, so that a mail server that does not answer holds up nothing but mail. */
  async function startDue(): Promise<void> {
    const due = await Stored.distinct('kind', { state: 'waiting', dueAt: { $lte: clock.now() } })
    for (const kind of due) for (const worker of workersOf(kind)) if (!busy.has(worker)) startWorker(worker, kind)
  }

  const workersOf = (kind: string) => Array.from({ length: workers.get(kind) ?? 0 }, (_, n) => `${kind} ${n}`)

  function startWorker(worker: string, kind: string): void {
    const running = runKind(kind).finally(() => busy.delete(worker))
    running.catch(stumbled)
    busy.set(worker, running)
  }

  async function runKind(kind: string): Promise<void> {
    while (await runNext(kind));
  }

  async function runNext(kind: string): Promise<boolean> {
    const now = clock.now()
    const job = await Stored.findOneAndUpdate(
      { kind, state: 'waiting', dueAt: { $lte: now }, ...(inHand.size > 0 && { _id: { $nin: [...inHand] } }) },
      { $set: { dueAt: new Date(now.getTime() + LEASE_MS) }, $inc: { attempts: 1 } },
      { sort: { dueAt: 1 }, returnDocument: 'after' },
    ).lean()
    if (!job) return false
    inHand.add(job._id)
    try {
      await handlers.get(job.kind)!(job.payload as never)
      await finish(job)
    } catch (error) {
      await fail(job, error)
    } finally {
      inHand.delete(job._id)
    }
    return true
  }

  /** Whoever took longer than the lease has lost the job to another, who alone says how it ended. */
  const end = ({ _id, dueAt }: Leased, update: object) => Stored.updateOne({ _id, state: 'waiting', dueAt }, update)

  async function finish(job: Leased): Promise<void> {
    const now = clock.now()
    const period = schedule.get(job.kind)
    const done = period
      ? { $set: { dueAt: new Date(now.getTime() + period), attempts: 0, error: null } }
      : { $set: { state: 'done', doneAt: now }, $unset: { payload: 1, error: 1 } }
    await end(job, done)
  }

  async function fail(job: Leased, error: unknown): Promise<void> {
    const { kind, attempts } = job
    log.error({ err: error, job: kind, attempts }, 'a job failed')
    const isOver = (attempts >= ATTEMPTS || error instanceof Hopeless) && !schedule.has(kind)
    const now = clock.now()
    const dueAt = new Date(now.getTime() + Math.min(FIRST_RETRY_MS * 2 ** (attempts - 1), LONGEST_RETRY_MS))
    const state = isOver ? { state: 'failed', doneAt: now } : { dueAt }
    await end(job, { $set: { ...state, error: String(error) } })
  }

  /** One look at a time; a wake during a look causes one more. Waits for no job. */
  function look(): Promise<void> {
    again = true
    looking ??= (async () => {
      try {
        while (again) {
          again = false
          await startDue()
        }
      } finally {
        looking = undefined
      }
    })()
    return looking
  }

  async function drain(): Promise<void> {
    await look()
    if (busy.size === 0) return
    await Promise.all(busy.values())
    await drain()
  }

  const stumbled = (error: unknown) => log.error({ err: error }, 'the job queue stumbled')
  const wake = () => {
    if (timer) look().catch(stumbled)
  }

  async function enqueueMany(many: NewJob[]): Promise<void> {
    const rest = { state: 'waiting', attempts: 0 }
    const documents = many.map(({ key, dueAt = clock.now(), ...job }) => ({ _id: key, ...job, dueAt, ...rest }))
    await insertNew(Stored, documents)
    wake()
  }

  const enqueue = (job: NewJob) => enqueueMany([job])

  function handle(kind: string, handler: (payload: never) => Promise<void>, atOnce = 1): void {
    handlers.set(kind, handler)
    workers.set(kind, atOnce)
  }

  return {
    enqueue,
    enqueueMany,
    handle,
    every(milliseconds, kind, work) {
      schedule.set(kind, milliseconds)
      handle(kind, work)
    },
    drain,
    async start() {
      for (const kind of schedule.keys()) await enqueue({ key: `schedule:${kind}`, kind, payload: {} })
      timer = setInterval(wake, POLL_MS)
      wake()
    },
    async stop() {
      clearInterval(timer)
      timer = undefined
      await looking?.catch(() => {})
      await Promise.allSettled(busy.values())
    },
    async recent() {
      const found = await Stored.find().select('-payload').sort({ dueAt: -1 }).limit(100).lean()
      return found.map(({ _id, ...rest }) => ({ ...rest, id: _id }) as unknown as JobStatus)
    },
    async retry(id) {
      await Stored.updateOne(
        { _id: id, state: 'failed' },
        { $set: { state: 'waiting', attempts: 0, dueAt: clock.now() }, $unset: { doneAt: 1 } },
      )
      wake()
    },
  }
}
