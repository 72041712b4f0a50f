import { BSONRegExp } from 'bson'
import { Context, evalExpr, ProcessingMode } from 'mingo/core'
import * as accumulatorOperators from 'mingo/operators/accumulator'
import * as expressionOperators from 'mingo/operators/expression'
import * as pipelineOperators from 'mingo/operators/pipeline'
import * as windowOperators from 'mingo/operators/window'
import type { AnyObject, Options } from 'mingo/types'
import { type Doc, getField, isDoc, toRegExp } from '../bson/types.js'
import { MongoFailure } from '../errors.js'
import type { Collation } from '../query/collation.js'
import { resolvePath } from '../query/paths.js'
import { PATCHED_OPERATORS } from './operators.js'

export interface Scope {
  /** The values of `let` and of enclosing stages, by name without `$$`. */
  variables: Doc
  collation?: Collation | undefined
  now: Date
  /** Text scores of the documents that a search found. */
  scores?: WeakMap<Doc, number>
}

export type Expression = (doc: Doc) => unknown

const CAPTURE = '$captureOptions'

const context = Context.init({
  accumulator: accumulatorOperators as unknown as Record<`$${string}`, never>,
  expression: {
    ...expressionOperators,
    ...PATCHED_OPERATORS,
    [CAPTURE]: (_doc: unknown, _expression: unknown, options: unknown) => options,
  } as unknown as Record<`$${string}`, never>,
  pipeline: pipelineOperators as unknown as Record<`$${string}`, never>,
  window: windowOperators as unknown as Record<`$${string}`, never>,
})

export function mingoOptions(scope: Scope): Options {
  return {
    context,
    variables: { NOW: scope.now, ...scope.variables },
    scriptEnabled: false,
    processingMode: ProcessingMode.CLONE_OFF,
    useStrictMode: true,
    failOnError: true,
    // handed through to the patched comparison operators
    collation: scope.collation as unknown as never,
  } as unknown as Options
}

/** Compiles an aggregation expression. A missing value is undefined. */
export function compileExpression(expression: unknown, scope: Scope): Expression {
  if (typeof expression === 'string')
    return expression.startsWith('$') ? compilePath(expression, scope) : () => expression
  if (!isDoc(expression) && !Array.isArray(expression)) return () => expression
  if (isDoc(expression) && '$meta' in expression) return doc => scope.scores?.get(doc)
  if (isDoc(expression) && '$literal' in expression) return () => expression.$literal
  assertKnown(expression)
  const prepared = prepare(expression)
  // made once: mingo would copy all its operators for every evaluation
  const options = evalExpr({}, { [CAPTURE]: 1 }, mingoOptions(scope)) as unknown as Options & {
    update: (locals: AnyObject) => void
  }
  return doc => {
    options.update({ root: doc })
    return evalExpr(doc as AnyObject, prepared as AnyObject, options) as unknown
  }
}

function compilePath(text: string, scope: Scope): Expression {
  if (!text.startsWith('$$')) {
    const parts = text.slice(1).split('.')
    if (parts.includes(''))
      throw new MongoFailure(
        40353,
        text === '$'
          ? "'$' by itself is not a valid FieldPath"
          : "FieldPath must not end with a '.' or contain an empty part",
      )
    return parts.length === 1 ? doc => getField(doc, parts[0]!) : doc => resolvePath(doc, parts)
  }
  const [name = '', ...parts] = text.slice(2).split('.')
  if (name === 'ROOT' || name === 'CURRENT') return doc => resolvePath(doc, parts)
  if (name === 'REMOVE') return () => undefined
  if (name === 'NOW') return () => scope.now
  if (!Object.hasOwn(scope.variables, name)) throw new MongoFailure(17276, `Use of undefined variable: ${name}`)
  return () => resolvePath(scope.variables[name], parts)
}

/** An operator that nobody knows is the client's mistake, and found before the first document. */
function assertKnown(expression: unknown): void {
  if (Array.isArray(expression)) for (const part of expression) assertKnown(part)
  if (!isDoc(expression) || '$literal' in expression) return
  for (const [key, value] of Object.entries(expression)) {
    const isKnown =
      !key.startsWith('$') || key in expressionOperators || key in PATCHED_OPERATORS || key in accumulatorOperators
    if (!isKnown && Object.keys(expression).length === 1)
      throw new MongoFailure(168, `Unrecognized expression '${key}'`)
    assertKnown(value)
  }
}

/** Regular expressions as mingo takes them. */
function prepare(expression: unknown): unknown {
  if (expression instanceof BSONRegExp) return toRegExp(expression)
  if (Array.isArray(expression)) return expression.map(prepare)
  if (!isDoc(expression)) return expression
  return Object.fromEntries(Object.entries(expression).map(([key, value]) => [key, prepare(value)]))
}

/** The values of a command's `let`: expressions that see no document. */
export function evaluateLet(variables: unknown, now: Date): Doc {
  if (!isDoc(variables)) return {}
  const scope: Scope = { variables: {}, now }
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, compileExpression(value, scope)({}) ?? null]),
  )
}
