import type { Connection, Model } from 'mongoose'
import { Schema } from 'mongoose'
import type { DomainEvent, Reactions } from '../shared/events.js'
import type { Clock } from './clock.js'
import type { Log } from './log.js'

const LEASE_MS = 30_000
const ATTEMPTS_BEFORE_PARKING = 8
const FIRST_RETRY_MS = 500
const POLL_MS = 2_000

/** The name under which a reaction hears of everything, as the audit trail does. */
export const EVERY_EVENT = '*'

type QueuedEvent = DomainEvent & { attempts?: number }

export interface ParkedEvent {
  id: string
  event: DomainEvent
  error: string
  parkedAt: Date
}

const parkedSchema = new Schema({ _id: String, event: Object, error: String, parkedAt: Date })
parkedSchema.index({ parkedAt: -1 })

export interface EventRelay {
  /** Asks for delivery soon; stores call it after a write that announced something. */
  wake(): void
  /** Delivers all that is due now, and returns when nothing is. */
  drain(): Promise<void>
  start(): void
  stop(): Promise<void>
  react(reactions: Reactions): void
  parked(): Promise<ParkedEvent[]>
  retryParked(id: string): Promise<void>
}

/**
 * Carries events from the outboxes of aggregates to the reactions: at least once, in order per aggregate.
 * An event leaves its outbox only after every reaction has succeeded, or after it was parked for an administrator.
 */
export function eventRelay(db: Connection, { clock, log }: { clock: Clock; log: Log }): EventRelay {
  const Parked = db.model('ParkedEvent', parkedSchema)
  const reactions: Reactions[] = []
  let running: Promise<void> | undefined
  let again = false
  let timer: NodeJS.Timeout | undefined

  // biome-ignore lint/suspicious/noExplicitAny: every model that declares an outbox
  const outboxes = (): Model<any>[] => Object.values(db.models).filter(model => model.schema.path('outboxDue'))

  async function deliver(event: DomainEvent): Promise<void> {
    for (const reaction of reactions) {
      await reaction[event.name]?.(event as never)
      await reaction[EVERY_EVENT]?.(event as never)
    }
  }

  /** Until a whole round finds nothing: a reaction may have put something into an outbox that was looked into before. */
  async function deliverAll(): Promise<void> {
    const emptied = await Promise.all(outboxes().map(empty))
    if (emptied.includes(true)) await deliverAll()
  }

  /** True when there was something in it. */
  async function empty(outbox: Model<unknown>): Promise<boolean> {
    let found = false
    while (await deliverNext(outbox)) found = true
    return found
  }

  /** True while there may be more that is due in this outbox. */
  async function deliverNext(outbox: Model<unknown>): Promise<boolean> {
    const now = clock.now()
    const leased = await outbox
      .findOneAndUpdate(
        { outboxDue: { $lte: now } },
        { $set: { outboxDue: new Date(now.getTime() + LEASE_MS) } },
        { sort: { outboxDue: 1 }, projection: { outbox: 1 } },
      )
      .lean<{ _id: string; outbox: QueuedEvent[] }>()
    if (!leased) return false

    for (const event of leased.outbox) if (!(await deliverOne(outbox, leased._id, event))) return true
    if (leased.outbox.length === 0)
      await outbox.updateOne({ _id: leased._id, outbox: { $size: 0 } } as never, { $unset: { outboxDue: 1 } })
    return true
  }

  /** False when it failed and waits for another attempt: later events of the same aggregate wait with it. */
  async function deliverOne(outbox: Model<unknown>, aggregateId: string, event: QueuedEvent): Promise<boolean> {
    try {
      await deliver(event)
    } catch (error) {
      const attempts = (event.attempts ?? 0) + 1
      log.error({ err: error, event: event.name, eventId: event.id, attempts }, 'a reaction failed')
      if (attempts < ATTEMPTS_BEFORE_PARKING) {
        const due = new Date(clock.now().getTime() + FIRST_RETRY_MS * 2 ** attempts)
        await outbox.updateOne({ _id: aggregateId, 'outbox.id': event.id } as never, {
          $set: { 'outbox.$.attempts': attempts, outboxDue: due },
        })
        return false
      }
      await park(event, error)
    }
    await forget(outbox, aggregateId, event.id)
    return true
  }

  /** With the last one the document is no longer due, in the same write. */
  async function forget(outbox: Model<unknown>, aggregateId: string, eventId: string): Promise<void> {
    const pull = { $pull: { outbox: { id: eventId } } }
    const last = { _id: aggregateId, outbox: { $size: 1 }, 'outbox.id': eventId }
    const { matchedCount } = await outbox.updateOne(last as never, { ...pull, $unset: { outboxDue: 1 } } as never)
    if (matchedCount === 0) await outbox.updateOne({ _id: aggregateId } as never, pull as never)
  }

  async function park({ attempts, ...event }: QueuedEvent, error: unknown): Promise<void> {
    const parked = { event, error: String(error), parkedAt: clock.now() }
    await Parked.updateOne({ _id: event.id }, { $set: parked }, { upsert: true })
  }

  /** One run at a time; a wake during a run causes one more. */
  function run(): Promise<void> {
    again = true
    running ??= (async () => {
      try {
        while (again) {
          again = false
          await deliverAll()
        }
      } finally {
        running = undefined
      }
    })()
    return running
  }

  const wake = () => {
    if (timer) run().catch(error => log.error({ err: error }, 'the event relay stumbled'))
  }

  return {
    wake,
    drain: run,
    react: more => void reactions.push(more),
    start() {
      timer = setInterval(wake, POLL_MS)
      wake()
    },
    async stop() {
      clearInterval(timer)
      timer = undefined
      await running?.catch(() => {})
    },
    async parked() {
      const found = await Parked.find().sort({ parkedAt: -1 }).limit(100).lean()
      return found.map(({ _id, ...rest }) => ({ ...rest, id: _id }) as unknown as ParkedEvent)
    },
    async retryParked(id) {
      const parked = await Parked.findById(id).lean<{ event: DomainEvent }>()
      if (!parked) return
      await deliver(parked.event)
      await Parked.deleteOne({ _id: id })
    },
  }
}
