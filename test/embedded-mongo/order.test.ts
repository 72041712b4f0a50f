import { Binary, BSONRegExp, Decimal128, Double, Long, MaxKey, MinKey, ObjectId, serialize, Timestamp } from 'bson'
import { expect } from 'chai'
import { compareValues } from '../../server/embedded-mongo/bson/compare.js'
import { decode } from '../../server/embedded-mongo/bson/decode.js'
import { encodeKey } from '../../server/embedded-mongo/bson/keys.js'
import { aSeed, Random } from './support/random.js'

const decimal = (text: string) => Decimal128.fromString(text)
const long = (text: string) => Long.fromString(text)

/** Each below the next, as MongoDB has it. */
const ASCENDING: unknown[] = [
  new MinKey(),
  null,
  Number.NaN,
  decimal('-Infinity'),
  decimal('-1E+6000'),
  long('-9007199254740993'),
  -(2 ** 53),
  -1.5,
  -0.1,
  decimal('-0.1'),
  decimal('-1E-6000'),
  0,
  decimal('1E-400'),
  decimal('0.09'),
  decimal('0.1'),
  0.1,
  1,
  2 ** 53,
  long('9007199254740993'),
  decimal('9007199254740993.5'),
  long('9223372036854775807'),
  2 ** 63,
  decimal('1E+400'),
  Number.POSITIVE_INFINITY,
  '',
  'a',
  'a\u0000',
  'ab',
  '\u{ffff}',
  '\u{1f600}',
  {},
  { a: 1 },
  { a: 1, b: 0 },
  { b: 0 },
  { a: 'x' },
  [],
  [1],
  [1, 2],
  [2],
  new Binary(Buffer.from('b')),
  new Binary(Buffer.from('aa')),
  new ObjectId('650000000000000000000001'),
  new ObjectId('650000000000000000000002'),
  false,
  true,
  new Date(-1),
  new Date(0),
  new Timestamp({ t: 1, i: 2 }),
  new Timestamp({ t: 2, i: 1 }),
  new BSONRegExp('a', ''),
  new BSONRegExp('b', ''),
  new MaxKey(),
]

const aNumber = (random: Random): unknown => {
  const digits = random.pick(['0', '1', '9007199254740992', '9007199254740993', '123456789012345678', '5', '25'])
  const sign = random.pick(['', '-'])
  return random.pick([
    () => Number(`${sign}${digits}`),
    () => Number(`${sign}${digits}e-3`),
    () => new Double(Number(`${sign}${digits}`)),
    () => long(`${sign}${digits}`),
    () => decimal(`${sign}${digits}`),
    () => decimal(`${sign}${digits}E-3`),
    () => decimal(`${sign}${digits}.1`),
  ])()
}

describe("The embedded MongoDB's order of values", () => {
  const order = (a: unknown, b: unknown) => Math.sign(compareValues(a, b))
  const keyOrder = (a: unknown, b: unknown) => Math.sign(Buffer.compare(encodeKey(a), encodeKey(b)))
  const random = new Random(aSeed())

  it('is that of MongoDB, for values and for their keys in an index', () => {
    for (const [i, a] of ASCENDING.entries())
      for (const [j, b] of ASCENDING.entries()) {
        expect(order(a, b), `${String(a)} and ${String(b)}`).to.equal(Math.sign(i - j))
        expect(keyOrder(a, b), `the keys of ${String(a)} and ${String(b)}`).to.equal(Math.sign(i - j))
      }
  })

  it(`compares numbers of all types exactly, and alike in an index (SEED=${random.seed})`, () => {
    for (let i = 0; i < 5_000; i++) {
      const [a, b] = [aNumber(random), aNumber(random)]
      expect(order(a, b), `${String(a)} and ${String(b)}`).to.equal(keyOrder(a, b))
      expect(order(a, b)).to.equal(-order(b, a) + 0)
    }
  })

  it('is kept by writing and reading', () => {
    for (const value of ASCENDING) {
      const read = decode(Buffer.from(serialize({ value }))).value
      expect(order(read, value), String(value)).to.equal(0)
    }
  })
})
