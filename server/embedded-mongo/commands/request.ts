import { Long } from 'bson'
import { compileExpression, evaluateLet, type Scope } from '../aggregate/expression.js'
import { decode } from '../bson/decode.js'
import { isNumber, toDouble } from '../bson/numbers.js'
import { type Doc, isDoc } from '../bson/types.js'
import { badValue, MongoFailure, typeMismatch } from '../errors.js'
import { TimeLimit } from '../plan/turns.js'
import { type Collation, parseCollation } from '../query/collation.js'
import type { MatchContext } from '../query/match.js'
import type { Catalog } from '../store/catalog.js'
import { type Collection, encode } from '../store/collection.js'
import type { CommitQueue } from '../store/commitQueue.js'
import type { Snapshots } from '../store/snapshots.js'
import type { Cursors } from './cursors.js'

/** What commands work on. */
export interface Server {
  catalog: Catalog
  commits: CommitQueue
  cursors: Cursors
  snapshots: Snapshots
  startedAt: number
}

export interface Request {
  name: string
  db: string
  command: Doc
  sequences: Map<string, Buffer[]>
}

export type Reply = Doc | Buffer
export type Handler = (request: Request, server: Server) => Reply | Promise<Reply>

/** How long an operation may take when the client does not say. */
const DEFAULT_MILLIS = 60_000

export function timeLimitEnd({ command }: Request): number {
  const wanted = command.maxTimeMS
  const millis = isNumber(wanted) && toDouble(wanted) > 0 ? toDouble(wanted) : DEFAULT_MILLIS
  return performance.now() + millis
}
export const timeLimit = (request: Request): TimeLimit => new TimeLimit(timeLimitEnd(request))

/** The collection's name, which is the value of the command's own field. */
export function collectionName({ command, name, db }: Request): string {
  const value = command[name]
  if (typeof value !== 'string' || value === '')
    throw new MongoFailure(73, `Invalid namespace specified '${db}.${String(value)}'`)
  return value
}

export function integerOf(value: unknown, name: string): number | undefined {
  if (value === undefined || value === null) return undefined
  if (!isNumber(value)) throw typeMismatch(`BSON field '${name}' is the wrong type, expected a number`)
  return Math.trunc(toDouble(value))
}

export function nonNegative(value: unknown, name: string): number | undefined {
  const number = integerOf(value, name)
  if (number !== undefined && number < 0)
    throw new MongoFailure(51024, `BSON field '${name}' value must be >= 0, actual value '${number}'`)
  return number
}

export function docOf(value: unknown, name: string): Doc {
  if (value === undefined || value === null) return {}
  if (!isDoc(value))
    throw typeMismatch(`BSON field '${name}' is the wrong type '${typeof value}', expected type 'object'`)
  return value
}

/** The statements of a write command, from beside the command or from within. */
export function statements({ command, sequences }: Request, name: string): Doc[] {
  const beside = sequences.get(name)
  if (beside) return beside.map(bytes => decode(bytes))
  const within = command[name]
  if (!Array.isArray(within) || within.length === 0)
    throw new MongoFailure(
      16,
      `Write batch sizes must be between 1 and 100000. Got ${Array.isArray(within) ? 0 : 'no'} operations.`,
    )
  return within.map(item => docOf(item, name))
}

/** The bytes of the documents to insert. */
export function documents({ command, sequences }: Request): Buffer[] {
  const beside = sequences.get('documents')
  if (beside) return beside
  const within = command.documents
  if (!Array.isArray(within) || within.length === 0)
    throw new MongoFailure(16, 'Write batch sizes must be between 1 and 100000. Got 0 operations.')
  return within.map(item => encode(docOf(item, 'documents')))
}

/** `let`, collation and the time, for everything that one statement evaluates. */
export function scopeOf(command: Doc, statement: Doc = command): Scope {
  const now = new Date()
  return {
    variables: evaluateLet(command.let, now),
    collation: parseCollation(statement.collation),
    now,
  }
}

export function matchContext(scope: Scope): MatchContext & {
  compileExpression: (expression: unknown) => (doc: Doc) => unknown
  collation: Collation | undefined
} {
  return { collation: scope.collation, compileExpression: expression => compileExpression(expression, scope) }
}

export const toId = (value: unknown): bigint => {
  if (value instanceof Long) return value.toBigInt()
  if (isNumber(value)) return BigInt(toDouble(value))
  throw badValue('a cursor id is a 64-bit integer')
}

export const namespaceOf = (collection: Collection | undefined, request: Request): string =>
  collection?.namespace ?? `${request.db}.${collectionName(request)}`
