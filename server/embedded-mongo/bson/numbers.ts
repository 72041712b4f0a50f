import { Decimal128, Double, Int32, Long } from 'bson'
import { badValue } from '../errors.js'
import { isInt32 } from './types.js'

/** MongoDB's four number types, in the order in which arithmetic promotes them. */
export type NumberKind = 'int' | 'long' | 'double' | 'decimal'
export type BsonNumber = number | bigint | Int32 | Double | Long | Decimal128

export function isNumber(value: unknown): value is BsonNumber {
  return (
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    value instanceof Double ||
    value instanceof Long ||
    value instanceof Decimal128 ||
    value instanceof Int32
  )
}

export function kindOf(value: BsonNumber): NumberKind {
  if (typeof value === 'number') return isInt32(value) ? 'int' : 'double'
  if (value instanceof Double) return 'double'
  if (value instanceof Decimal128) return 'decimal'
  return value instanceof Int32 ? 'int' : 'long'
}

/** The nearest double. */
export function toDouble(value: BsonNumber): number {
  if (typeof value === 'number') return value
  if (value instanceof Double || value instanceof Int32) return value.value
  return value instanceof Decimal128 ? Number(value.toString()) : Number(toBigInt(value))
}

const toBigInt = (value: Long | bigint): bigint => (typeof value === 'bigint' ? value : value.toBigInt())

/** Compares by value across the four types, exactly; NaN is equal to itself and below everything. */
export function compareNumbers(a: BsonNumber, b: BsonNumber): number {
  const x = toDouble(a)
  const y = toDouble(b)
  if (x < y) return -1
  if (x > y) return 1
  if (x !== y) return Number.isNaN(x) ? (Number.isNaN(y) ? 0 : -1) : 1
  if (!mayDifferFromDouble(a) && !mayDifferFromDouble(b)) return 0
  return compareExactly(exactly(a), exactly(b))
}

const mayDifferFromDouble = (value: BsonNumber) =>
  value instanceof Decimal128 ||
  ((value instanceof Long || typeof value === 'bigint') && Math.abs(toDouble(value)) >= 2 ** 53)

/** `digits × 10^exponent`. */
interface Exact {
  digits: bigint
  exponent: number
}

function exactly(value: BsonNumber): Exact {
  const double = toDouble(value)
  if (value instanceof Long || typeof value === 'bigint') return { digits: toBigInt(value), exponent: 0 }
  if (value instanceof Decimal128 && !value.toString().endsWith('Infinity')) return parseDecimal(value.toString())
  // further out than any decimal
  if (!Number.isFinite(double)) return { digits: BigInt(Math.sign(double)), exponent: 7_000 }
  let halvings = 0
  let mantissa = double
  for (; !Number.isInteger(mantissa); mantissa *= 2) halvings++
  return { digits: BigInt(mantissa) * 5n ** BigInt(halvings), exponent: -halvings }
}

/** Both digits at the smaller exponent. */
function align(a: Exact, b: Exact): [a: bigint, b: bigint, exponent: number] {
  const exponent = Math.min(a.exponent, b.exponent)
  const scale = (exact: Exact) => exact.digits * 10n ** BigInt(exact.exponent - exponent)
  return [scale(a), scale(b), exponent]
}

function compareExactly(a: Exact, b: Exact): number {
  const [left, right] = align(a, b)
  return left < right ? -1 : left > right ? 1 : 0
}

/** "-12.5E+3" and the like. */
function parseDecimal(text: string): Exact {
  const match = /^(-?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text)
  if (!match) throw badValue(`not a decimal number: ${text}`)
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  const digits = BigInt(whole + fraction || '0')
  return { digits: sign ? -digits : digits, exponent: Number(exponent) - fraction.length }
}

/**
 * What a value's nearest double leaves out, as bytes that keep the order among values with the same nearest double:
 * 0x80 for nothing, else 0x40 (below it) or 0xC0 (above it) and the exact decimal digits.
 */
export function residueBytes(value: BsonNumber): Buffer {
  const double = toDouble(value)
  if (!mayDifferFromDouble(value) || Number.isNaN(double)) return EXACT
  const order = compareExactly(exactly(value), exactly(double))
  if (order === 0) return EXACT
  const { digits, exponent } = parseDecimal(String(value))
  const text = String(digits < 0n ? -digits : digits)
  const head = Buffer.alloc(3)
  head[0] = order < 0 ? 0x40 : 0xc0
  head.writeUInt16BE(exponent + text.length + 0x8000, 1)
  const body = Buffer.concat([head.subarray(1), Buffer.from(text.replace(/0+$/, '')), Buffer.from([0])])
  // a larger magnitude is a smaller number below zero
  return Buffer.concat([head.subarray(0, 1), digits < 0n ? body.map(byte => ~byte & 0xff) : body])
}
const EXACT = Buffer.from([0x80])

/** Gives a double its type back: a plain number where that is written as a double, a `Double` where it is not. */
export const asDouble = (value: number): number | Double => (isInt32(value) ? new Double(value) : value)

type Operation = '+' | '-' | '*' | '%'

const KINDS: NumberKind[] = ['int', 'long', 'double', 'decimal']
export const widest = (values: BsonNumber[]): NumberKind =>
  KINDS[Math.max(...values.map(value => KINDS.indexOf(kindOf(value))))] ?? 'int'

/** Zeros behind a dividend: more than two decimals have digits. */
const ZEROS = 80

/** Divides as doubles or decimals, never as integers. */
export function divide(a: BsonNumber, b: BsonNumber): BsonNumber {
  const quotient = toDouble(a) / toDouble(b)
  if (widest([a, b]) !== 'decimal') return asDouble(quotient)
  if (!Number.isFinite(quotient)) return Decimal128.fromString(String(quotient))
  const [left, right] = [parseDecimal(decimalText(a)), parseDecimal(decimalText(b))]
  let digits = (left.digits * 10n ** BigInt(ZEROS)) / right.digits
  let exponent = left.exponent - right.exponent - ZEROS
  for (; exponent < 0 && digits % 10n === 0n; exponent++) digits /= 10n
  return decimal(digits, exponent)
}

/** Calculates in the wider of the two types; int grows into long, long overflows into an error. */
export function calculate(a: BsonNumber, operation: Operation, b: BsonNumber): BsonNumber {
  const kind = widest([a, b])
  if (kind === 'decimal') return calculateDecimal(a, operation, b)
  const quick = apply(toDouble(a), operation, toDouble(b))
  if (kind === 'double') return asDouble(quick)
  if (kind === 'int' && isInt32(quick)) return quick
  return asInteger(apply(integer(a), operation, integer(b)))
}

const integer = (value: BsonNumber): bigint =>
  value instanceof Long || typeof value === 'bigint' ? toBigInt(value) : BigInt(toDouble(value))

function asInteger(result: bigint): Long {
  if (BigInt.asIntN(64, result) !== result) throw badValue('the result is too large for a 64-bit integer')
  return Long.fromBigInt(result)
}

/** On two numbers or on two bigints. */
function apply<T extends number | bigint>(left: T, operation: Operation, right: T): T {
  const [a, b] = [left as number, right as number]
  if (operation === '%') return (a % b) as T
  return (operation === '+' ? a + b : operation === '-' ? a - b : a * b) as T
}

function calculateDecimal(a: BsonNumber, operation: Operation, b: BsonNumber): Decimal128 {
  const [x, y] = [toDouble(a), toDouble(b)]
  if (!Number.isFinite(x) || !Number.isFinite(y)) return Decimal128.fromString(String(apply(x, operation, y)))
  const [left, right] = [parseDecimal(decimalText(a)), parseDecimal(decimalText(b))]
  if (operation === '*') return decimal(left.digits * right.digits, left.exponent + right.exponent)
  const [scaled, other, exponent] = align(left, right)
  return decimal(apply(scaled, operation, other), exponent)
}

const decimalText = (value: BsonNumber) => (value instanceof Decimal128 ? value.toString() : String(value))
const decimal = (digits: bigint, exponent: number) => Decimal128.fromStringWithRounding(`${digits}E${exponent}`)

/** A number of the given kind from any number; null when it does not fit. */
export function toKind(value: BsonNumber, kind: NumberKind): BsonNumber | null {
  if (kind === 'double') return asDouble(toDouble(value))
  if (kind === 'decimal') return Decimal128.fromString(decimalText(value))
  const truncated = Math.trunc(toDouble(value))
  if (kind === 'int') return isInt32(truncated || 0) ? truncated || 0 : null
  if (value instanceof Long) return value
  return Number.isFinite(truncated) && Math.abs(truncated) < 2 ** 63 ? Long.fromBigInt(BigInt(truncated)) : null
}
