import type { Scope } from '../aggregate/expression.js'
import type { Doc } from '../bson/types.js'
import { describeFailure } from '../errors.js'
import { nextTurn, PAUSE, type TimeLimit, visitInTurns } from '../plan/turns.js'
import type { Collection } from '../store/collection.js'
import { isDamage } from '../store/damage.js'
import type { StoredDocument } from '../store/documentCache.js'
import { StorageFailure } from '../store/environment.js'
import { planSelection, type Selection, select } from './find.js'
import type { Server } from './request.js'

/** What one statement of a write command has done. */
export interface Outcome {
  n: number
  nModified: number
  upserted?: unknown
  /** The answer of a `findAndModify`. */
  reply?: Doc
  failure?: Doc
}
export const nothingDone = (): Outcome => ({ n: 0, nModified: 0 })

/** Which documents a statement is about, and what it does to each of them. */
export interface Statement {
  selection: Selection
  scope: Scope
  limit: TimeLimit
  locate: () => Collection | undefined
  change: (collection: Collection, stored: StoredDocument, outcome: Outcome) => void
  /** What happens when there is no such document. */
  otherwise?: (collection: Collection | undefined, outcome: Outcome) => void
}

/** How long one transaction goes on: others want to read and write as well. */
export const TRANSACTION_MILLIS = 25
const CHANGES_AT_ONCE = 1_000

/** Its documents take longer to find than one turn. */
class TurnIsOver extends Error {}

/**
 * Runs the statements of one command in their order. They share a transaction as long as that is short; whatever takes
 * long is done in several, between which others have their turn, as in MongoDB. A failure concerns its own statement,
 * and ends an ordered command.
 */
export async function runAll<T>(
  server: Server,
  items: T[],
  isOrdered: boolean,
  run: (item: T) => Outcome,
  runInTurns?: (item: T) => Promise<Outcome>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const isDone = () => outcomes.length === items.length || (isOrdered && outcomes.at(-1)?.failure !== undefined)
  while (!isDone()) {
    const { done, isSlow } = await server.commits.write(() => runShortly(items, outcomes.length, isOrdered, run))
    outcomes.push(...done)
    if (isSlow) outcomes.push(await runInTurns!(items[outcomes.length]!).catch(failed))
  }
  return outcomes
}

/** Runs what fits into one transaction. */
function runShortly<T>(items: T[], from: number, isOrdered: boolean, run: (item: T) => Outcome) {
  const done: Outcome[] = []
  const end = performance.now() + TRANSACTION_MILLIS
  for (let i = from; i < items.length; i++) {
    try {
      done.push(run(items[i]!))
    } catch (error) {
      if (error instanceof TurnIsOver) return { done, isSlow: true }
      done.push(failed(error))
      if (isOrdered) break
    }
    if (performance.now() > end) break
  }
  return { done, isSlow: false }
}

function failed(error: unknown): Outcome {
  if (error instanceof StorageFailure || isDamage(error)) throw error
  return { ...nothingDone(), failure: describeFailure(error) }
}

/** Runs a statement whose documents are found at once; inside a transaction. */
export function runNow(statement: Statement): Outcome {
  const { selection, scope, limit } = statement
  const collection = statement.locate()
  const found: StoredDocument[] = []
  for (const one of collection ? select(collection, selection, scope, limit) : []) {
    if (one === PAUSE || found.length === CHANGES_AT_ONCE) throw new TurnIsOver()
    found.push(one.stored)
  }
  const outcome = nothingDone()
  for (const stored of found) statement.change(collection!, stored, outcome)
  if (found.length === 0) statement.otherwise?.(collection, outcome)
  return outcome
}

/** Looks for the documents turn by turn, then changes those that still match. */
export async function runInTurns({ commits }: Server, statement: Statement): Promise<Outcome> {
  const { selection, scope, limit, locate, otherwise } = statement
  const total = nothingDone()
  for (;;) {
    const collection = await commits.write(locate)
    if (!collection) return total
    const { matches } = planSelection(collection, selection, scope)
    const recordIds: number[] = []
    await visitInTurns(select(collection, selection, scope, limit), ({ stored }) => recordIds.push(stored.recordId))
    for (let at = 0; at < recordIds.length; at += CHANGES_AT_ONCE) {
      const some = recordIds.slice(at, at + CHANGES_AT_ONCE)
      const outcome = await commits.write(() => changeSome(statement, some, matches))
      total.n += outcome.n
      total.nModified += outcome.nModified
      if (outcome.reply) total.reply = outcome.reply
      await nextTurn()
    }
    if (total.n > 0 || selection.limit !== 1 || recordIds.length === 0) break
    // the one that was found has been changed meanwhile: there may be another
  }
  if (total.n > 0 || !otherwise) return total
  return commits.write(() => {
    const outcome = nothingDone()
    otherwise(locate(), outcome)
    return outcome
  })
}

function changeSome({ locate, change }: Statement, recordIds: number[], matches: (doc: Doc) => boolean): Outcome {
  const outcome = nothingDone()
  const collection = locate()
  for (const recordId of recordIds) {
    const stored = collection?.read(recordId)
    if (stored && matches(stored.doc)) change(collection!, stored, outcome)
  }
  return outcome
}
