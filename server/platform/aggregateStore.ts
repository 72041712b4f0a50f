import type { Model } from 'mongoose'
import { NotFound } from '../shared/errors.js'
import type { Aggregate, DomainEvent } from '../shared/events.js'
import { StaleWrite } from '../shared/retryOnStale.js'

const DUPLICATE_KEY = 11000

/** Fields that every aggregate's schema spreads into itself; they are the platform's and no rule sees them. */
export const aggregateFields = {
  _id: { type: String, required: true },
  version: { type: Number, required: true },
  outbox: { type: Array, select: false },
  outboxDue: { type: Date, select: false },
} as const

/** Finds the aggregates that have something to announce. */
export const OUTBOX_INDEX = [{ outboxDue: 1 }, { sparse: true }] as const

export interface AggregateStore<State extends Aggregate> {
  /** Throws NotFound. */
  get(id: string): Promise<State>
  find(id: string): Promise<State | undefined>
  /** False when an aggregate with this id, or this unique key, exists already. */
  insert(state: State, events: DomainEvent[]): Promise<boolean>
  /** State and the events it caused are one document write, so neither can be lost alone. Throws StaleWrite. */
  save(state: State, events: DomainEvent[]): Promise<void>
}

// Mongoose cannot relate a schema to a domain type that it did not infer: the cast lives here, once.
type Stored = Record<string, unknown> & { _id: string; version: number }

export function aggregateStore<State extends Aggregate>(
  // biome-ignore lint/suspicious/noExplicitAny: any model will do; its fields are checked by its own schema
  model: Model<any, any, any, any, any, any, any>,
  wake: () => void = () => {},
): AggregateStore<State> {
  const find = async (id: string) => toState<State>(await model.findById(id).lean())
  return {
    find,
    async get(id) {
      const state = await find(id)
      if (!state) throw new NotFound(`No ${model.modelName} ${id}`)
      return state
    },
    async insert({ id, ...state }, events) {
      const due = events.length > 0 ? { outbox: events, outboxDue: events[0]!.at } : { outbox: [] }
      try {
        await model.create([{ _id: id, ...state, ...due }])
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
      if (events.length > 0) wake()
      return true
    },
    async save({ id, version, ...state }, events) {
      const unset = Object.fromEntries(missingPaths(model, state).map(path => [path, 1]))
      const { matchedCount } = await model.updateOne(
        { _id: id, version },
        {
          $set: { ...state, version: version + 1, ...(events.length > 0 && { outboxDue: events[0]!.at }) },
          ...(Object.keys(unset).length > 0 && { $unset: unset }),
          ...(events.length > 0 && { $push: { outbox: { $each: events } } }),
        },
      )
      if (matchedCount === 0) throw new StaleWrite(`${model.modelName} ${id} changed meanwhile`)
      if (events.length > 0) wake()
    },
  }
}

export function toState<State>(document: unknown): State | undefined {
  if (!document) return undefined
  const { _id, __v, outbox, outboxDue, ...rest } = document as Stored
  return { ...rest, id: _id } as State
}

export function isDuplicateKey(error: unknown): boolean {
  return (error as { code?: number }).code === DUPLICATE_KEY
}

/** A field that the new state no longer has must go from the document too. */
function missingPaths(model: Model<unknown>, state: object): string[] {
  const own = new Set(['_id', '__v', 'version', 'outbox', 'outboxDue'])
  const top = new Set(Object.keys(model.schema.paths).map(path => path.split('.')[0]!))
  return [...top].filter(path => !own.has(path) && (state as Record<string, unknown>)[path] === undefined)
}
