import { areEqual, compareValues } from '../bson/compare.js'
import { isNumber, toDouble } from '../bson/numbers.js'
import { type Doc, isDoc, RANK, rankOf, typeNameOf } from '../bson/types.js'
import { badValue } from '../errors.js'
import { compileElement } from '../query/match.js'
import { parseSort, sortValue } from '../query/sort.js'
import type { UpdateOperator } from './operators.js'

export const push: UpdateOperator = (old, operand, { strings }, path) => {
  const items = [...requireArray(old, '$push', path)]
  if (!isDoc(operand) || !('$each' in operand)) return [...items, operand]
  const unknown = Object.keys(operand).find(key => !['$each', '$slice', '$sort', '$position'].includes(key))
  if (unknown) throw badValue(`Unrecognized clause in $push: ${unknown}`)
  items.splice(positionFor(operand, items.length), 0, ...requireEach(operand))
  const sorted = operand.$sort === undefined ? items : sortItems(items, operand.$sort, strings)
  return operand.$slice === undefined ? sorted : slice(sorted, requireInteger(operand.$slice, '$slice'))
}

export const addToSet: UpdateOperator = (old, operand, { strings }, path) => {
  const items = [...requireArray(old, '$addToSet', path)]
  const added = isDoc(operand) && '$each' in operand ? requireEach(operand) : [operand]
  for (const item of added) if (!items.some(known => areEqual(known, item, strings))) items.push(item)
  return items
}

export const pop: UpdateOperator = (old, operand, _, path) => {
  const end = requireInteger(operand, '$pop')
  if (end !== 1 && end !== -1) throw badValue(`$pop expects 1 or -1, found: ${end}`)
  const items = requireArray(old, '$pop', path)
  return end === 1 ? items.slice(0, -1) : items.slice(1)
}

export const pull: UpdateOperator = (old, operand, { strings }, path) => {
  const items = requireArray(old, '$pull', path)
  const isQuery = isDoc(operand)
  const matches =
    isQuery || rankOf(operand) === RANK.regex
      ? compileElement(isQuery ? operand : { $regex: operand }, {
          collation: strings && { compare: strings, fold: text => text, signature: '' },
        })
      : (item: unknown) => areEqual(item, operand, strings)
  return items.filter(item => !matches(item))
}

export const pullAll: UpdateOperator = (old, operand, { strings }, path) => {
  if (!Array.isArray(operand)) throw badValue('$pullAll requires an array argument')
  return requireArray(old, '$pullAll', path).filter(item => !operand.some(gone => areEqual(item, gone, strings)))
}

function requireArray(old: unknown, operator: string, path: string): unknown[] {
  if (old === undefined) return []
  if (Array.isArray(old)) return old
  throw badValue(
    operator === '$push'
      ? `The field '${path}' must be an array but is of type ${typeNameOf(old)}`
      : `Cannot apply ${operator} to non-array field. Field named '${path}' has non-array type ${typeNameOf(old)}`,
  )
}

function requireEach(operand: Doc): unknown[] {
  const each = operand.$each
  if (!Array.isArray(each))
    throw badValue(`The argument to $each must be an array but it was of type ${typeNameOf(each)}`)
  return each
}

function requireInteger(value: unknown, name: string): number {
  const number = isNumber(value) ? toDouble(value) : Number.NaN
  if (!Number.isInteger(number))
    throw badValue(`The value for ${name} must be an integer value but was given type: ${typeNameOf(value)}`)
  return number
}

function positionFor(operand: Doc, length: number): number {
  if (operand.$position === undefined) return length
  const position = requireInteger(operand.$position, '$position')
  return position < 0 ? Math.max(0, length + position) : Math.min(position, length)
}

const slice = (items: unknown[], count: number) => (count < 0 ? items.slice(count) : items.slice(0, count))

function sortItems(items: unknown[], sort: unknown, strings: Parameters<UpdateOperator>[2]['strings']): unknown[] {
  if (isNumber(sort)) return items.sort((a, b) => compareValues(a, b, strings) * toDouble(sort))
  const fields = parseSort(sort).map(field => ({ ...field, parts: field.path.split('.') }))
  const value = (item: unknown, field: (typeof fields)[number]) =>
    isDoc(item) ? sortValue(item, field.parts, field.direction, strings) : null
  return items.sort((a, b) => {
    for (const field of fields) {
      const order = compareValues(value(a, field), value(b, field), strings) * field.direction
      if (order !== 0) return order
    }
    return 0
  })
}
