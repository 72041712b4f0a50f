import { BSONRegExp } from 'bson'
import { Context, evalExpr, ProcessingMode } from 'mingo/core'
import type { AnyObject, Options } from 'mingo/types'
import { type Doc, getField, isDoc, toRegExp } from '../bson/types.js'
import { MongoFailure } from '../errors.js'
import type { Collation } from '../query/collation.js'
import { resolvePath } from '../query/paths.js'
import { OPERATORS, requireOperator } from './operators.js'

export interface Scope {
  /** The values of `let` and of enclosing stages, by name without `$$`. */
  variables: Doc
  collation?: Collation | undefined
  now: Date
  /** Text scores of the documents that a search found. */
  scores?: WeakMap<Doc, number>
}

export type Expression = (doc: Doc) => unknown

const OWN_OPTIONS = '$ownOptions'
const context = Context.init({
  expression: {
    ...OPERATORS,
    [OWN_OPTIONS]: (_doc: unknown, _expression: unknown, options: unknown) => options,
  } as never,
})

/** Compiles an aggregation expression. A missing value is undefined. */
export function compileExpression(expression: unknown, scope: Scope): Expression {
  if (typeof expression === 'string')
    return expression.startsWith('$') ? compilePath(expression, scope) : () => expression
  if (!isDoc(expression) && !Array.isArray(expression)) return () => expression
  if (isDoc(expression) && '$meta' in expression) return doc => scope.scores?.get(doc)
  const prepared = prepare(expression) as AnyObject
  const variables = { NOW: scope.now, ...scope.variables }
  // collation is for our own comparisons, and mingo's options are made once: it would do so for every evaluation
  const given = { context, variables, collation: scope.collation as never, processingMode: ProcessingMode.CLONE_OFF }
  const options = evalExpr({}, { [OWN_OPTIONS]: 1 }, given as unknown as Options) as Options & {
    update: (locals: AnyObject) => void
  }
  return doc => {
    options.update({ root: doc })
    return evalExpr(doc as AnyObject, prepared, options) as unknown
  }
}

function compilePath(text: string, scope: Scope): Expression {
  const [first = '', ...rest] = text.split('.')
  if (first === '$' || rest.includes('')) throw new MongoFailure(40353, `'${text}' is not a valid FieldPath`)
  const name = first.slice(2)
  if (!first.startsWith('$$')) {
    const parts = [first.slice(1), ...rest]
    return parts.length === 1 ? doc => getField(doc, parts[0]!) : doc => resolvePath(doc, parts)
  }
  if (name === 'ROOT' || name === 'CURRENT') return doc => resolvePath(doc, rest)
  if (name === 'REMOVE') return () => undefined
  if (name === 'NOW') return () => scope.now
  if (!Object.hasOwn(scope.variables, name)) throw new MongoFailure(17276, `Use of undefined variable: ${name}`)
  return () => resolvePath(scope.variables[name], rest)
}

/** Refuses unknown operators before the first document, and gives mingo the regular expressions that it takes. */
function prepare(expression: unknown): unknown {
  if (expression instanceof BSONRegExp) return toRegExp(expression)
  if (Array.isArray(expression)) return expression.map(prepare)
  if (!isDoc(expression) || '$literal' in expression) return expression
  const names = Object.keys(expression)
  if (names[0]?.startsWith('$')) requireOperator(names[0])
  return Object.fromEntries(names.map(name => [name, prepare(expression[name])]))
}

/** The values of a command's `let`: expressions that see no document. */
export function evaluateLet(variables: unknown, now: Date): Doc {
  if (!isDoc(variables)) return {}
  const evaluate = (value: unknown) => compileExpression(value, { variables: {}, now })({}) ?? null
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, evaluate(value)]))
}
