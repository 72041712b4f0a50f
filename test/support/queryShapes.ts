import type { EventEmitter } from 'node:events'
import mongoose from 'mongoose'

type Doc = Record<string, unknown>

/** One way of asking one collection, and the first command that asked so. */
export interface QueryShape {
  collection: string
  shape: string
  /** As `explain` takes it. */
  command: Doc
}

/** Of each command, the part that holds what is looked for; a batch has several. */
const PARTS: Record<string, (command: Doc) => Doc[]> = {
  find: command => [pick(command, ['find', 'filter', 'sort', 'limit', 'skip', 'collation', 'hint'])],
  aggregate: command => [{ ...pick(command, ['aggregate', 'pipeline', 'collation', 'hint']), cursor: {} }],
  count: command => [pick(command, ['count', 'query'])],
  distinct: command => [pick(command, ['distinct', 'key', 'query'])],
  findAndModify: command => [pick(command, ['findAndModify', 'query', 'sort', 'update', 'remove', 'collation'])],
  update: command => (command.updates as Doc[]).map(one => ({ update: command.update, updates: [one] })),
  delete: command => (command.deletes as Doc[]).map(one => ({ delete: command.delete, deletes: [one] })),
}

const pick = (doc: Doc, names: string[]): Doc =>
  Object.fromEntries(names.filter(name => doc[name] !== undefined).map(name => [name, doc[name]]))

/**
 * Listens to every command of every connection that mongoose opens from now on to an address with
 * `monitorCommands=true`, and keeps the distinct shapes.
 */
export function recordQueries(): { shapes: Map<string, QueryShape>; stop(): void } {
  const shapes = new Map<string, QueryShape>()
  const note = ({ commandName, command }: mongoose.mongo.CommandStartedEvent) => {
    for (const part of PARTS[commandName]?.(command as Doc) ?? []) {
      const collection = String(part[commandName])
      const shape = JSON.stringify(shapeOf(part))
      if (!shapes.has(shape)) shapes.set(shape, { collection, shape, command: part })
    }
  }
  const listen = (connection: mongoose.Connection) => {
    connection.once('open', () => connection.getClient().on('commandStarted', note as never))
  }
  events.on('createConnection', listen)
  return { shapes, stop: () => events.off('createConnection', listen) }
}

/** The types of mongoose leave them out. */
const { events } = mongoose as unknown as { events: EventEmitter }

/** Its operators and fields, without the values; what is written is of no interest. */
function shapeOf(part: Doc): unknown {
  const { update: _update, updates, limit, skip: _skip, ...asked } = part
  if (Array.isArray(updates)) return [part.update, withoutValues((updates[0] as Doc).q), 'update']
  const { find, aggregate, count, distinct, findAndModify, ...rest } = asked
  return [
    find ?? aggregate ?? count ?? distinct ?? findAndModify,
    Object.keys(part)[0],
    withoutValues(rest),
    ...(limit ? ['limited'] : []),
  ]
}

const ORDER = new Set(['sort', '$sort'])

function withoutValues(value: unknown, key = ''): unknown {
  if (ORDER.has(key)) return value instanceof Map ? Object.fromEntries(value) : value
  if (Array.isArray(value)) return value.every(item => !isPlain(item)) ? '[…]' : value.map(item => withoutValues(item))
  if (!isPlain(value)) return value === null ? null : typeof value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutValues(inner, name)]))
}

const isPlain = (value: unknown): value is Doc =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** How the database would go about it: a scan of everything, or a sort in memory, or neither. */
export async function faultsOf(db: mongoose.mongo.Db, { command }: QueryShape): Promise<string[]> {
  if (takesAny(command)) return []
  const explained = await db.command({ explain: command, verbosity: 'queryPlanner' })
  const plans = JSON.stringify(explained, (key, value) => (key === 'rejectedPlans' ? undefined : value))
  return [
    ...(plans.includes('"COLLSCAN"') ? ['reads the whole collection'] : []),
    ...(plans.includes('"SORT"') ? ['sorts in memory'] : []),
  ]
}

/** The number of all documents is kept by every MongoDB, and the first few of them need no looking for. */
function takesAny({ count, query, filter, sort, limit }: Doc): boolean {
  const isAll = Object.keys((count ? query : filter) ?? {}).length === 0
  return isAll && (count !== undefined || (limit !== undefined && sort === undefined))
}
