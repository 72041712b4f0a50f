import { type Connection, Schema } from 'mongoose'
import type { Clock } from './clock.js'
import type { Log } from './log.js'

const LEASE_MS = 60_000
const ATTEMPTS = 10
const FIRST_RETRY_MS = 2_000
const POLL_MS = 2_000
const KEPT_SECONDS = 14 * 24 * 3600

export interface JobStatus {
  id: string
  kind: string
  state: 'waiting' | 'done' | 'failed'
  attempts: number
  dueAt: Date
  doneAt?: Date
  error?: string
}

export interface Jobs {
  /** At most one job per key ever runs to its end; asking again for the same key does nothing. */
  enqueue(job: { key: string; kind: string; payload: object; dueAt?: Date }): Promise<void>
  handle(kind: string, handler: (payload: never) => Promise<void>): void
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
jobSchema.index({ doneAt: 1 }, { expireAfterSeconds: KEPT_SECONDS })

/** Work that may wait and may fail, kept in the database until it is done; a payload is forgotten with its job. */
export function jobQueue(db: Connection, { clock, log }: { clock: Clock; log: Log }): Jobs {
  const Stored = db.model('Job', jobSchema)
  const handlers = new Map<string, (payload: never) => Promise<void>>()
  const schedule = new Map<string, number>()
  let running: Promise<void> | undefined
  let again = false
  let timer: NodeJS.Timeout | undefined

  async function runNext(): Promise<boolean> {
    const now = clock.now()
    const job = await Stored.findOneAndUpdate(
      { state: 'waiting', dueAt: { $lte: now }, kind: { $in: [...handlers.keys()] } },
      { $set: { dueAt: new Date(now.getTime() + LEASE_MS) }, $inc: { attempts: 1 } },
      { sort: { dueAt: 1 }, returnDocument: 'after' },
    ).lean()
    if (!job) return false
    try {
      await handlers.get(job.kind)!(job.payload as never)
      await finish(job._id, job.kind)
    } catch (error) {
      await fail(job._id, job.kind, job.attempts, error)
    }
    return true
  }

  async function finish(id: string, kind: string): Promise<void> {
    const now = clock.now()
    const period = schedule.get(kind)
    const end = period
      ? { $set: { dueAt: new Date(now.getTime() + period), attempts: 0, error: null } }
      : { $set: { state: 'done', doneAt: now }, $unset: { payload: 1, error: 1 } }
    await Stored.updateOne({ _id: id }, end)
  }

  async function fail(id: string, kind: string, attempts: number, error: unknown): Promise<void> {
    log.error({ err: error, job: kind, attempts }, 'a job failed')
    const given = attempts >= ATTEMPTS && !schedule.has(kind)
    const dueAt = new Date(clock.now().getTime() + FIRST_RETRY_MS * 2 ** Math.min(attempts - 1, 10))
    await Stored.updateOne({ _id: id }, { $set: { state: given ? 'failed' : 'waiting', dueAt, error: String(error) } })
  }

  function run(): Promise<void> {
    again = true
    running ??= (async () => {
      try {
        while (again) {
          again = false
          while (await runNext());
        }
      } finally {
        running = undefined
      }
    })()
    return running
  }

  const wake = () => {
    if (timer) run().catch(error => log.error({ err: error }, 'the job queue stumbled'))
  }

  async function enqueue(job: { key: string; kind: string; payload: object; dueAt?: Date }): Promise<void> {
    const { key, kind, payload, dueAt = clock.now() } = job
    await Stored.updateOne(
      { _id: key },
      { $setOnInsert: { kind, payload, dueAt, state: 'waiting', attempts: 0 } },
      { upsert: true },
    )
    wake()
  }

  return {
    enqueue,
    handle: (kind, handler) => void handlers.set(kind, handler),
    every(milliseconds, kind, work) {
      schedule.set(kind, milliseconds)
      handlers.set(kind, work)
    },
    drain: run,
    async start() {
      for (const kind of schedule.keys()) await enqueue({ key: `schedule:${kind}`, kind, payload: {} })
      timer = setInterval(wake, POLL_MS)
      wake()
    },
    async stop() {
      clearInterval(timer)
      timer = undefined
      await running?.catch(() => {})
    },
    async recent() {
      const found = await Stored.find().select('-payload').sort({ dueAt: -1 }).limit(100).lean()
      return found.map(({ _id, ...rest }) => ({ ...rest, id: _id }) as unknown as JobStatus)
    },
    async retry(id) {
      await Stored.updateOne(
        { _id: id, state: 'failed' },
        { $set: { state: 'waiting', attempts: 0, dueAt: clock.now() } },
      )
      wake()
    },
  }
}
