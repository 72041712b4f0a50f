import { BSON, Decimal128, Double, Long, ObjectId } from 'bson'
import { expect } from 'chai'
import type { Collection, Document } from 'mongodb'
import { useDatabase } from './support/database.js'
import { aSeed, isSlow, Random } from './support/random.js'

const CHECKS = isSlow ? 20_000 : 2_000
const DOCUMENTS = 120
const CHECKS_PER_COLLECTION = 250

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
    r => r.pick<unknown>([r.below(60) * 2, `e${r.below(60) * 2 + 1}`]),
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

/** What documents sort by: with ties, only these need agree. */
async function check(
  collection: Collection,
  filter: Document,
  sort: Document | undefined,
  collation: Document | undefined,
): Promise<void> {
  const options = { ...(sort ? { sort } : {}), ...(collation ? { collation: { locale: 'en', strength: 2 } } : {}) }
  const planned = await collection.find(filter, options).toArray()
  const unplanned = await collection.find(filter, { ...options, hint: { $natural: 1 } }).toArray()
  const ids = (docs: Document[]) => docs.map(doc => doc._id as number)
  expect(ids(planned).sort((a, b) => a - b)).to.deep.equal(ids(unplanned).sort((a, b) => a - b))
  if (sort && '_id' in sort) expect(ids(planned)).to.deep.equal(ids(unplanned))
  else if (sort) expect(await isOrdered(collection, planned, unplanned, sort)).to.equal(true)
}

/** Without a last word in the sort, equal documents may stand in any order: each place must hold an equal one. */
async function isOrdered(
  collection: Collection,
  planned: Document[],
  unplanned: Document[],
  sort: Document,
): Promise<boolean> {
  for (const [i, doc] of planned.entries()) {
    const other = unplanned[i]!
    if (doc._id === other._id) continue
    const pair = { _id: { $in: [doc._id, other._id] } }
    const first = async (last: 1 | -1) =>
      (await collection.find(pair, { sort: { ...sort, _id: last }, hint: { $natural: 1 } }).next())?._id
    // whichever way `_id` decides shows whether the rest of the sort does
    if ((await first(1)) === (await first(-1))) return false
  }
  return true
}

describe('The planner of the embedded MongoDB', function () {
  this.timeout(isSlow ? 600_000 : 60_000)
  const used = useDatabase()
  const random = new Random(aSeed())

  it(`finds with indexes what it finds without, in the same order (${CHECKS} checks, SEED=${random.seed})`, async () => {
    for (let done = 0; done < CHECKS; done += CHECKS_PER_COLLECTION) {
      const collection = await aCollection(used.db.collection(`fuzz${done}`), random)
      for (let i = 0; i < CHECKS_PER_COLLECTION; i++) {
        const [filter, sort, collation] = [aFilter(random), aSort(random), random.chance(0.1) ? {} : undefined]
        try {
          await check(collection, filter, sort, collation)
        } catch (error) {
          const plan = await collection.find(filter, sort ? { sort } : {}).explain('queryPlanner')
          throw new Error(
            `SEED=${random.seed} ${BSON.EJSON.stringify({ filter, sort, collation })}\n${JSON.stringify(plan.queryPlanner.winningPlan)}\n${String(error)}`,
          )
        }
      }
      await collection.drop()
    }
  })

  async function aCollection(collection: Collection<Document>, random: Random): Promise<Collection> {
    const chosen = INDEXES.filter(() => random.chance(0.45))
    for (const [key, options] of chosen) await collection.createIndex(key as Record<string, 1>, options)
    const docs = Array.from({ length: DOCUMENTS }, (_, i) => aDocument(random, i))
    try {
      await collection.insertMany(docs as never[], { ordered: false })
    } catch (error) {
      expect((error as { code: number }).code).to.equal(171)
    }
    // entries have to follow their documents
    for (let i = 0; i < 30; i++) {
      const id = random.below(DOCUMENTS)
      if (random.chance(0.3)) await collection.deleteOne({ _id: id as never })
      else
        await collection.updateOne({ _id: id as never }, { $set: { [random.pick(['a', 'b', 'c'])]: scalar(random) } })
    }
    return collection as unknown as Collection
  }
})
