import { expect } from 'chai'
import type { Document, MongoClient } from 'mongodb'
import { failureOf, useDatabase } from './support/database.js'

const MANY = 60_000
/** No index serves it, no document fulfils it, and to find that out takes a while on any machine. */
const NOTHING = { $or: Array.from({ length: 20 }, (_, n) => ({ text: new RegExp(`nobody wrote ${n} of this$`) })) }

describe('A long operation of the embedded MongoDB', function () {
  this.timeout(60_000)
  const used = useDatabase()
  const many = () => used.db.collection<{ _id: number; n: number; text: string; seen?: number }>('many')

  before(async () => {
    for (let from = 0; from < MANY; from += 10_000)
      await many().insertMany(
        Array.from({ length: 10_000 }, (_, i) => ({ _id: from + i, n: i % 10, text: `A sentence about ${from + i}` })),
      )
  })

  const aggregated = (pipeline: Document[]) => many().aggregate(pipeline).toArray()

  /** How many pings, one after another, are answered before the operation is. */
  async function pingsDuring(operation: (client: MongoClient) => Promise<unknown>): Promise<number> {
    let isDone = false
    const done = operation(used.client).finally(() => {
      isDone = true
    })
    let answered = 0
    while (!isDone) {
      await used.db.command({ ping: 1 })
      answered++
    }
    await done
    return answered
  }

  const operations: [name: string, run: () => Promise<unknown>][] = [
    ['a find that scans', () => many().find(NOTHING).toArray()],
    [
      'a find that sorts',
      () =>
        many()
          .find({ n: { $gt: 3 } })
          .sort({ text: -1 })
          .limit(5)
          .toArray(),
    ],
    ['a count', () => used.db.command({ count: 'many', query: NOTHING })],
    ['a count as drivers do it', () => many().countDocuments(NOTHING)],
    ['a distinct', () => many().distinct('n', { text: /^A/ })],
    ['a sort of everything', () => many().find().sort({ text: -1 }).skip(MANY).toArray()],
    ['a group for each document', () => aggregated([{ $group: { _id: '$text' } }, { $match: { _id: '' } }])],
    ['computed fields', () => aggregated([{ $set: { twice: { $add: ['$n', '$n'] } } }, { $count: 'all' }])],
    ['a pipeline that sorts', () => aggregated([{ $project: { text: 1 } }, { $sort: { text: -1 } }, { $skip: MANY }])],
    [
      'a join',
      () =>
        aggregated([
          { $limit: 3_000 },
          { $lookup: { from: 'many', localField: '_id', foreignField: '_id', as: 'own' } },
          { $match: { own: [] } },
        ]),
    ],
    ['a pipeline that writes', () => aggregated([{ $match: NOTHING }, { $out: 'nothing' }])],
    ['an update of one that is not there', () => many().updateOne(NOTHING, { $set: { n: 1 } })],
    ['an update of many', () => many().updateMany({ n: 3 }, { $inc: { seen: 1 } })],
    ['a findOneAndUpdate', () => many().findOneAndUpdate(NOTHING, { $set: { n: 1 } }, { sort: { text: 1 } })],
    ['the figures of a collection', () => used.db.command({ collStats: 'many' })],
    ['a build of an index', () => many().createIndex({ text: 1, n: -1 })],
    ['a delete', () => many().deleteMany(NOTHING)],
    [
      'a large insertMany',
      () => used.db.collection('other').insertMany(Array.from({ length: 20_000 }, () => ({ a: 1 }))),
    ],
  ]
  for (const [name, run] of operations) {
    it(`lets others have their turn: ${name}`, async () => {
      // in one piece it would let through one or two
      expect(await pingsDuring(run)).to.be.at.least(4)
    })
  }

  it('lets writes through, which it may see', async () => {
    const scan = many().find(NOTHING).toArray()
    await many().insertOne({ _id: MANY, n: 1, text: 'nobody wrote this' })
    expect((await scan).length).to.be.at.most(1)
    await many().deleteOne({ _id: MANY })
  })

  it('changes each document of a long update once', async () => {
    await many().updateMany({}, { $set: { seen: 0 } })
    const { matchedCount, modifiedCount } = await many().updateMany({ n: { $lt: 5 } }, { $inc: { seen: 1 } })
    expect([matchedCount, modifiedCount]).to.deep.equal([MANY / 2, MANY / 2])
    expect(await many().countDocuments({ seen: 1 })).to.equal(MANY / 2)
  })

  it('lets go of a document that was changed before its turn to be changed', async () => {
    const claims = Array.from({ length: 4 }, (_, by) =>
      many().findOneAndUpdate({ text: `A sentence about ${MANY - 1}`, by: { $exists: false } } as Document, {
        $set: { by } as Document,
      }),
    )
    const claimed = (await Promise.all(claims)).filter(doc => doc !== null)
    expect(claimed.length).to.equal(1)
  })

  it('upserts what it does not find', async () => {
    const { upsertedCount } = await many().updateOne(
      { text: 'A sentence about nothing' },
      { $set: { n: 0 }, $setOnInsert: { _id: -1 } },
      { upsert: true },
    )
    expect(upsertedCount).to.equal(1)
    expect((await many().deleteOne({ _id: -1 })).deletedCount).to.equal(1)
  })

  it('ends at its time limit', async () => {
    const filter = { $or: Array.from({ length: 40 }, (_, i) => ({ text: new RegExp(`sentence.*${i}x$`) })) }
    for (const command of [
      { find: 'many', filter },
      { count: 'many', query: filter },
      { distinct: 'many', key: 'n', query: filter },
      { findAndModify: 'many', query: filter, remove: true },
    ])
      expect((await failureOf(used.db.command({ ...command, maxTimeMS: 20 }))).code).to.equal(50)
    const updates = [{ q: filter, u: { $set: { n: 1 } }, multi: true }]
    const { writeErrors } = await used.db.command({ update: 'many', updates, maxTimeMS: 20 })
    expect(writeErrors[0].code).to.equal(50)
  })

  it('ends when its cursor is killed', async () => {
    const { cursor } = await used.db.command({ find: 'many', filter: { $or: [{ _id: 0 }, NOTHING] }, batchSize: 0 })
    const next = failureOf(used.db.command({ getMore: cursor.id, collection: 'many' }))
    const again = await failureOf(used.db.command({ getMore: cursor.id, collection: 'many' }))
    expect(again.code).to.equal(12051)
    await used.db.command({ killCursors: 'many', cursors: [cursor.id] })
    expect((await next).code).to.equal(237)
  })

  it('ends when its collection or its index is dropped', async () => {
    for (const drop of [() => used.db.collection('gone').dropIndex('n_1'), () => used.db.collection('gone').drop()]) {
      const gone = used.db.collection('gone')
      await gone.insertMany(Array.from({ length: 500 }, (_, n) => ({ n })))
      await gone.createIndex({ n: 1 })
      const cursor = gone.find({ n: { $gte: 0 } }).batchSize(10)
      await cursor.next()
      await drop()
      expect((await failureOf(cursor.toArray())).code).to.equal(175)
    }
  })

  it('keeps 1,000 cursors at the most: the one that has been idle longest gives way', async () => {
    const open = async () => (await used.db.command({ find: 'many', batchSize: 1 })).cursor.id
    const first = await open()
    const second = await open()
    await used.db.command({ getMore: first, collection: 'many', batchSize: 1 })
    for (let i = 0; i < 999; i++) await open()
    expect((await used.db.command({ serverStatus: 1 })).metrics.cursor.open.total).to.equal(1_000)
    expect((await failureOf(used.db.command({ getMore: second, collection: 'many' }))).code).to.equal(43)
    expect((await used.db.command({ getMore: first, collection: 'many', batchSize: 1 })).ok).to.equal(1)
  })

  it('sorts 100 MB at the most, and any number when few are wanted', async () => {
    const large = used.db.collection('large')
    const filler = 'x'.repeat(1_000_000)
    for (let n = 0; n < 105; n += 15)
      await large.insertMany(Array.from({ length: 15 }, (_, i) => ({ n: n + i, filler })))
    expect((await failureOf(large.find().sort({ n: -1 }).toArray())).code).to.equal(292)
    expect((await large.find().sort({ n: -1 }).limit(2).toArray()).map(doc => doc.n)).to.deep.equal([104, 103])
    await large.drop()
  })
})
