import { BSON, Decimal128, Double, Long, ObjectId } from 'bson'
import { expect } from 'chai'
import type { AnyBulkWriteOperation, Collection, Document } from 'mongodb'
import { useDatabase } from './support/database.js'
import { aSeed, Random } from './support/random.js'

const CHECKS = 20_000
const DOCUMENTS = 40
const CHECKS_PER_COLLECTION = 400
/** Questions that are on their way together. */
const AT_ONCE = 25

type Make<T> = (random: Random) => T
const IDS = Array.from({ length: 4 }, (_, i) => new ObjectId(`65000000000000000000000${i}`))
const scalar: Make<unknown> = random =>
  random.pick<Make<unknown>>([
    r => r.below(6),
    r => r.below(6),
    r => r.below(6) - 2.5,
    r => new Double(r.below(5)),
    r => Long.fromNumber(r.below(5)),
    r => Decimal128.fromString(`${r.below(5)}.5`),
    () => null,
    r => r.pick(['', 'a', 'ab', 'abc', 'b', 'Ab', 'é', 'a\u0000b', '\u{1f600}']),
    r => r.pick(['a', 'b', 'c']),
    r => r.chance(0.5),
    r => new Date(1_600_000_000_000 + r.below(4)),
    r => r.pick(IDS),
    () => Number.NaN,
  ])(random)

const subdocument: Make<unknown> = random => {
  const doc: Document = {}
  for (const name of ['x', 'y'])
    if (random.chance(0.7)) doc[name] = random.chance(0.15) ? array(random) : scalar(random)
  return doc
}
const array: Make<unknown[]> = random =>
  Array.from({ length: random.below(4) }, () =>
    random.chance(0.3) ? subdocument(random) : random.chance(0.1) ? [scalar(random)] : scalar(random),
  )
const value: Make<unknown> = random =>
  random.chance(0.2) ? array(random) : random.chance(0.2) ? subdocument(random) : scalar(random)

const PATHS = ['a', 'b', 'c', 'd', 'd.x', 'd.y', 'a.x', 'a.0', 'd.0.x', 'e'] as const

/** At most one array on the paths that are indexed together: two would be refused. */
const aDocument = (random: Random, i: number): Document => {
  const doc: Document = { _id: i, e: i % 2 ? `e${i}` : i }
  const arrayField = random.pick(['a', 'b', 'c', 'd', 'none', 'none'])
  for (const name of ['a', 'b', 'c', 'd']) {
    if (random.chance(0.15)) continue
    const made =
      name === arrayField
        ? value(random)
        : name === 'd' && random.chance(0.7)
          ? plainSubdocument(random)
          : scalar(random)
    doc[name] = made
  }
  return doc
}
const plainSubdocument: Make<Document> = random => ({
  x: scalar(random),
  ...(random.chance(0.8) ? { y: scalar(random) } : {}),
})

const INDEXES: [Document, Document][] = [
  [{ a: 1 }, {}],
  [{ b: -1 }, {}],
  [{ a: 1, b: 1 }, {}],
  [{ b: 1, c: -1 }, {}],
  [{ c: 1, a: -1, b: 1 }, {}],
  [{ 'd.x': 1 }, {}],
  [{ 'd.x': 1, 'd.y': -1 }, {}],
  [{ d: 1 }, {}],
  [{ c: 1 }, { sparse: true }],
  [{ b: 1 }, { name: 'partial', partialFilterExpression: { c: { $gt: 1 } } }],
  [{ a: 1 }, { name: 'partialExists', partialFilterExpression: { b: { $exists: true } } }],
  [{ e: 1 }, { unique: true }],
  [
    { e: -1, a: 1 },
    { name: 'uniqueCompound', unique: true, partialFilterExpression: { e: { $exists: true } } },
  ],
  [{ a: 1 }, { name: 'nocase', collation: { locale: 'en', strength: 2 } }],
]

const condition: Make<unknown> = random =>
  random.pick<Make<unknown>>([
    r => r.pick<unknown>([r.below(DOCUMENTS / 2) * 2, `e${r.below(DOCUMENTS / 2) * 2 + 1}`]),
    scalar,
    scalar,
    value,
    r => ({ [r.pick(['$gt', '$gte', '$lt', '$lte'])]: scalar(r) }),
    r => ({ $gte: scalar(r), $lt: scalar(r) }),
    r => ({ $in: Array.from({ length: r.below(4) }, () => scalar(r)) }),
    r => ({ $nin: [scalar(r), scalar(r)] }),
    r => ({ $ne: scalar(r) }),
    r => ({ $exists: r.chance(0.5) }),
    r => ({ $not: { $gt: scalar(r) } }),
    r => ({
      $type: r.pick(['number', 'string', 'null', 'array', 'object', 'date', 'double', 'long', 'int', 'decimal']),
    }),
    r => ({ $elemMatch: { $gte: scalar(r), $lte: scalar(r) } }),
    r => ({ $elemMatch: { x: condition(r) } }),
    r => ({ $all: [scalar(r), ...(r.chance(0.5) ? [scalar(r)] : [])] }),
    r => ({ $size: r.below(3) }),
    r => r.pick([/^a/, /^ab?c/, /b/, /^A/i, /^(a|b)/]),
    r => ({ $eq: r.chance(0.3) ? array(r) : scalar(r) }),
  ])(random)

const aFilter = (random: Random, depth = 0): Document => {
  const filter: Document = {}
  for (let i = random.below(3) + (depth > 0 ? 1 : 0); i > 0; i--) filter[random.pick(PATHS)] = condition(random)
  if (depth < 2 && random.chance(0.2)) filter.$or = [aFilter(random, depth + 1), aFilter(random, depth + 1)]
  if (depth < 2 && random.chance(0.1)) filter.$and = [aFilter(random, depth + 1), aFilter(random, depth + 1)]
  return filter
}

/** `_id` last makes the order of equal documents certain. */
const aSort = (random: Random): Document | undefined => {
  if (random.chance(0.4)) return undefined
  const sort: Document = {}
  for (let i = random.below(2) + 1; i > 0; i--) sort[random.pick(PATHS)] = random.pick([1, -1])
  return random.chance(0.5) ? { ...sort, _id: 1 } : sort
}

interface Check {
  filter: Document
  sort: Document | undefined
  ignoresCase: boolean
}
const aCheck: Make<Check> = random => ({
  filter: aFilter(random),
  sort: aSort(random),
  ignoresCase: random.chance(0.1),
})

/** Throws where an index finds other documents than a scan does, or the same in another order. */
async function check(collection: Collection, { filter, sort, ignoresCase }: Check): Promise<void> {
  const ask = async (way: Document): Promise<number[]> => {
    const options: Document = { projection: { _id: 1 }, ...way }
    if (sort) options.sort ??= sort
    if (ignoresCase) options.collation = { locale: 'en', strength: 2 }
    const docs = await collection.find(filter, options).toArray()
    return docs.map(doc => doc._id as unknown as number)
  }
  const scan = (last?: 1 | -1) => ask({ hint: { $natural: 1 }, ...(last ? { sort: { ...sort, _id: last } } : {}) })
  const [planned, unplanned] = await Promise.all([ask({}), scan()])
  const byNumber = (ids: number[]) => [...ids].sort((a, b) => a - b)
  expect(byNumber(planned)).to.deep.equal(byNumber(unplanned))
  if (sort && '_id' in sort) expect(planned).to.deep.equal(unplanned)
  else if (sort && planned.join() !== unplanned.join())
    expect(areAlike(planned, unplanned, await scan(1), await scan(-1))).to.equal(true)
}

/** Equal documents may stand in any order: `_id` as the last word of the sort turns them round, and only them. */
function areAlike(planned: number[], unplanned: number[], upwards: number[], downwards: number[]): boolean {
  const isBefore = (order: number[], id: number, other: number) => order.indexOf(id) < order.indexOf(other)
  return planned.every((id, i) => {
    const other = unplanned[i]!
    return id === other || isBefore(upwards, id, other) !== isBefore(downwards, id, other)
  })
}

describe('The planner of the embedded MongoDB', function () {
  this.timeout(120_000)
  const used = useDatabase()
  const random = new Random(aSeed())

  it(`finds with indexes what it finds without, in the same order (${CHECKS} checks, SEED=${random.seed})`, async () => {
    for (let done = 0; done < CHECKS; done += CHECKS_PER_COLLECTION) {
      const collection = await aCollection(used.db.collection('fuzz'), random)
      for (let i = 0; i < CHECKS_PER_COLLECTION; i += AT_ONCE) {
        const checks = Array.from({ length: AT_ONCE }, () => aCheck(random))
        await Promise.all(checks.map(one => check(collection, one).catch(error => fail(collection, one, error))))
      }
      await collection.drop()
    }
  })

  async function fail(collection: Collection, { filter, sort, ignoresCase }: Check, error: unknown): Promise<never> {
    const { queryPlanner } = await collection.find(filter, sort ? { sort } : {}).explain('queryPlanner')
    throw new Error(
      `SEED=${random.seed} ${BSON.EJSON.stringify({ filter, sort, ignoresCase })}\n${JSON.stringify(queryPlanner.winningPlan)}\n${String(error)}`,
    )
  }

  async function aCollection(collection: Collection<Document>, random: Random): Promise<Collection> {
    const chosen = INDEXES.filter(() => random.chance(0.45)).map(([key, options]) => ({ key, ...options }))
    if (chosen.length > 0) await collection.createIndexes(chosen as { key: Record<string, 1> }[])
    const docs = Array.from({ length: DOCUMENTS }, (_, i) => aDocument(random, i))
    await write(
      collection,
      docs.map(document => ({ insertOne: { document } })),
    )
    // entries have to follow their documents
    const changes = Array.from({ length: DOCUMENTS / 4 }, (): AnyBulkWriteOperation<Document> => {
      const filter = { _id: random.below(DOCUMENTS) as never }
      if (random.chance(0.3)) return { deleteOne: { filter } }
      return { updateOne: { filter, update: { $set: { [random.pick(['a', 'b', 'c'])]: scalar(random) } } } }
    })
    await write(collection, changes)
    return collection as unknown as Collection
  }

  /** Two arrays that one index would have to hold are refused, and only they. */
  async function write(collection: Collection<Document>, operations: AnyBulkWriteOperation<Document>[]): Promise<void> {
    try {
      await collection.bulkWrite(operations, { ordered: false })
    } catch (error) {
      expect((error as { code: number }).code).to.equal(171)
    }
  }
})
