import { Decimal128, Double, Int32, Long, ObjectId } from 'bson'
import { expect } from 'chai'
import type { Collection, Document } from 'mongodb'
import { failureOf, useDatabase } from './support/database.js'

describe('The embedded MongoDB, through the driver', () => {
  const used = useDatabase()
  let made = 0
  /** A collection of its own for a test, with these documents. */
  async function aCollection(...docs: Document[]): Promise<Collection<Document>> {
    const collection = used.db.collection(`c${made++}`)
    if (docs.length > 0) await collection.insertMany(docs)
    return collection
  }
  const one = async (collection: Collection<Document>, options: Document = {}) =>
    (await collection.findOne({}, options)) as Document

  describe('keeping documents', () => {
    it('keeps the type of every number', async () => {
      const collection = await aCollection({
        int: new Int32(5),
        double: new Double(5),
        long: Long.fromNumber(5),
        decimal: Decimal128.fromString('5'),
      })
      await collection.updateOne({}, { $set: { other: 1 } })
      for (const type of ['int', 'double', 'long', 'decimal']) {
        expect(await collection.countDocuments({ [type]: { $type: type } }), type).to.equal(1)
      }
    })

    it('gives documents back in the order of their insertion', async () => {
      const collection = await aCollection({ _id: 3 }, { _id: 1 }, { _id: 2 })
      await collection.updateOne({ _id: 3 as never }, { $set: { filler: 'x'.repeat(5000) } })
      expect((await collection.find().toArray()).map(doc => doc._id as unknown)).to.deep.equal([3, 1, 2])
    })

    it('keeps field names that JavaScript has a use for', async () => {
      const collection = await aCollection()
      const doc = JSON.parse('{"_id": 1, "constructor": 1, "hasOwnProperty": 2, "toString": null}') as Document
      await collection.insertOne(doc)
      await collection.updateOne({ constructor: 1 }, { $set: { b: 1 } })
      expect(await one(collection)).to.deep.equal({ ...doc, b: 1 })
      expect(await collection.countDocuments({ valueOf: { $exists: true } })).to.equal(0)
    })

    it('refuses a document of more than 16 MB, and keeps none of it', async () => {
      const collection = await aCollection({ _id: 1, text: 'x'.repeat(9_000_000) })
      const failure = await failureOf(collection.updateOne({}, { $set: { more: 'x'.repeat(9_000_000) } }))
      expect(failure.code).to.equal(10334)
      expect(await one(collection)).not.to.have.property('more')
    })

    it('reads a large collection by several batches', async () => {
      const collection = await aCollection(...Array.from({ length: 1000 }, (_, i) => ({ i })))
      const seen: number[] = []
      for await (const doc of collection.find({ i: { $gte: 10 } }).batchSize(7)) seen.push(doc.i as number)
      expect(seen).to.deep.equal(Array.from({ length: 990 }, (_, i) => i + 10))
    })
  })

  describe('updating', () => {
    const cases: [
      name: string,
      before: Document,
      update: Document | Document[],
      after: Document,
      options?: Document,
      filter?: Document,
    ][] = [
      ['adds numbers of different types', { n: 1 }, { $inc: { n: 1.5, m: 2 } }, { n: 2.5, m: 2 }],
      ['multiplies, and starts from nothing', { n: 3 }, { $mul: { n: 2, m: 5 } }, { n: 6, m: 0 }],
      ['takes the smaller and the greater', { a: 5, b: 5 }, { $min: { a: 3 }, $max: { b: 3 } }, { a: 3, b: 5 }],
      ['renames and removes', { a: 1, b: { c: 2 } }, { $rename: { 'b.c': 'd' }, $unset: { a: '' } }, { b: {}, d: 2 }],
      ['pushes, sorts and cuts', { a: [3] }, { $push: { a: { $each: [1, 2], $sort: 1, $slice: -2 } } }, { a: [2, 3] }],
      ['pushes at a position', { a: [1, 4] }, { $push: { a: { $each: [2, 3], $position: 1 } } }, { a: [1, 2, 3, 4] }],
      [
        'pushes documents in order',
        { a: [{ n: 2 }] },
        { $push: { a: { $each: [{ n: 1 }], $sort: { n: 1 }, $slice: 2 } } },
        { a: [{ n: 1 }, { n: 2 }] },
      ],
      [
        'adds to a set what is not in it',
        { a: [{ x: 1, y: 2 }] },
        {
          $addToSet: {
            a: {
              $each: [
                { x: 1, y: 2 },
                { y: 2, x: 1 },
              ],
            },
          },
        },
        {
          a: [
            { x: 1, y: 2 },
            { y: 2, x: 1 },
          ],
        },
      ],
      [
        'pulls by a condition',
        { a: [1, 5, 9], b: [{ n: 1 }, { n: 2 }] },
        { $pull: { a: { $gte: 5 }, b: { n: 1 } } },
        { a: [1], b: [{ n: 2 }] },
      ],
      ['pulls several values', { a: [1, 2, 3, 2] }, { $pullAll: { a: [2, 3] } }, { a: [1] }],
      ['pops from either end', { a: [1, 2, 3], b: [1, 2] }, { $pop: { a: -1, b: 1 } }, { a: [2, 3], b: [1] }],
      [
        'sets the element that the query found',
        { a: [{ k: 'x' }, { k: 'y' }] },
        { $set: { 'a.$.n': 1 } },
        { a: [{ k: 'x' }, { k: 'y', n: 1 }] },
        {},
        { 'a.k': 'y' },
      ],
      [
        'sets the element that $elemMatch found',
        {
          a: [
            { k: 1, m: 1 },
            { k: 1, m: 2 },
          ],
        },
        { $set: { 'a.$': 0 } },
        { a: [{ k: 1, m: 1 }, 0] },
        {},
        { a: { $elemMatch: { k: 1, m: 2 } } },
      ],
      ['changes every element', { a: [{ n: 1 }, { n: 2 }] }, { $inc: { 'a.$[].n': 1 } }, { a: [{ n: 2 }, { n: 3 }] }],
      [
        'changes the elements that a filter finds',
        { a: [{ n: 1 }, { n: 5 }] },
        { $set: { 'a.$[big].hit': true } },
        { a: [{ n: 1 }, { n: 5, hit: true }] },
        { arrayFilters: [{ 'big.n': { $gt: 3 } }] },
      ],
      ['makes the documents on the way', {}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
      ['pads an array with nulls', { a: [] }, { $set: { 'a.2': 1 } }, { a: [null, null, 1] }],
      ['replaces the whole', { a: 1 }, { b: 1 }, { b: 1 }],
      [
        'runs a pipeline',
        { a: 1, b: 2 },
        [{ $set: { sum: { $add: ['$a', '$b'] } } }, { $unset: 'a' }],
        { b: 2, sum: 3 },
      ],
    ]
    for (const [name, before, update, after, options = {}, filter = {}] of cases) {
      it(name, async () => {
        const collection = await aCollection({ _id: 1, ...before })
        const isReplacement = !Array.isArray(update) && !Object.keys(update)[0]!.startsWith('$')
        if (isReplacement) await collection.replaceOne(filter, update as Document)
        else await collection.updateOne(filter, update, options)
        expect(await one(collection, { projection: { _id: 0 } })).to.deep.equal(after)
      })
    }

    it('adds in the wider type, and grows an int that is full into a long', async () => {
      const collection = await aCollection({
        int: 2 ** 31 - 1,
        long: Long.fromString('9007199254740993'),
        double: new Double(1),
        decimal: Decimal128.fromString('0.1'),
      })
      await collection.updateOne({}, { $inc: { int: 1, long: 1, double: 1, decimal: new Double(1) } })
      expect(await one(collection, { promoteValues: false, projection: { _id: 0 } })).to.deep.equal({
        int: Long.fromNumber(2 ** 31),
        long: Long.fromString('9007199254740994'),
        double: new Double(2),
        decimal: Decimal128.fromString('1.1'),
      })
    })

    it('says what was matched and what was changed', async () => {
      const collection = await aCollection({ a: 1 }, { a: 2 }, { b: 1 })
      expect(await collection.updateMany({ a: { $exists: true } }, { $set: { a: 1 } })).to.include({
        matchedCount: 2,
        modifiedCount: 1,
      })
    })

    it('inserts what it does not find, with what the query and $setOnInsert say', async () => {
      const collection = await aCollection()
      await collection.updateOne(
        { a: 1, 'b.c': { $eq: 2 }, d: { $gt: 3 } },
        { $set: { e: 4 }, $setOnInsert: { f: 5 } },
        { upsert: true },
      )
      expect(await one(collection, { projection: { _id: 0 } })).to.deep.equal({ a: 1, b: { c: 2 }, e: 4, f: 5 })
    })

    const refusals: [name: string, code: number, before: Document, update: Document][] = [
      ['two changes of one path', 40, {}, { $set: { 'a.b': 1 }, $inc: { a: 1 } }],
      ['another _id', 66, {}, { $set: { _id: 2 } }],
      ['a sum with a string', 14, { a: 'x' }, { $inc: { a: 1 } }],
      ['a push onto a number', 2, { a: 1 }, { $push: { a: 1 } }],
      ['a field inside a number', 28, { a: 1 }, { $set: { 'a.b': 1 } }],
      ['an operator that is none', 9, {}, { $add: { a: 1 } }],
      ['tests and changes of bits', 238, { a: 1 }, { $bit: { a: { and: 1 } } }],
      ['an empty name', 56, {}, { $set: { 'a.': 1 } }],
      ['a position without a match', 2, { a: [1] }, { $set: { 'a.$': 1 } }],
    ]
    for (const [name, code, before, update] of refusals) {
      it(`refuses ${name}, and changes nothing`, async () => {
        const collection = await aCollection({ _id: 1, ...before })
        expect((await failureOf(collection.updateOne({}, update))).code).to.equal(code)
        expect(await one(collection)).to.deep.equal({ _id: 1, ...before })
      })
    }
  })

  describe('with many clients at once', () => {
    it('lets one of fifty win a compare-and-set', async () => {
      const collection = await aCollection({ _id: 1, version: 0 })
      const results = await Promise.all(
        Array.from({ length: 50 }, (_, i) =>
          collection.updateOne({ version: 0 }, { $set: { winner: i }, $inc: { version: 1 } }),
        ),
      )
      expect(results.filter(result => result.modifiedCount === 1)).to.have.length(1)
    })

    it('inserts one document for fifty equal upserts', async () => {
      const collection = await aCollection()
      await collection.createIndex({ key: 1 }, { unique: true })
      await Promise.all(
        Array.from({ length: 50 }, () => collection.updateOne({ key: 'k' }, { $inc: { n: 1 } }, { upsert: true })),
      )
      expect(await collection.find({}, { projection: { _id: 0 } }).toArray()).to.deep.equal([{ key: 'k', n: 50 }])
    })

    it('gives each job to one worker', async () => {
      const collection = await aCollection(...Array.from({ length: 40 }, (_, i) => ({ i, state: 'waiting' })))
      const taken = await Promise.all(
        Array.from({ length: 50 }, () =>
          collection.findOneAndUpdate({ state: 'waiting' }, { $set: { state: 'taken' } }, { sort: { i: -1 } }),
        ),
      )
      expect(new Set(taken.map(job => job?.i as number | undefined)).size).to.equal(41)
    })
  })

  describe('its indexes', () => {
    it('hold a value only once where they are unique, and say which', async () => {
      const collection = await aCollection({ a: 1, b: 'x' })
      await collection.createIndex({ a: 1, b: 1 }, { unique: true })
      const failure = await failureOf(collection.insertOne({ a: 1, b: 'x' }))
      expect(failure).to.include({ code: 11000 })
      expect(failure).to.deep.include({ keyPattern: { a: 1, b: 1 }, keyValue: { a: 1, b: 'x' } })
      expect(failure.message).to.match(
        /^E11000 duplicate key error collection: staffroom\.c\d+ index: a_1_b_1 dup key: { a: 1, b: "x" }/,
      )
    })

    it('are not made over documents that break them', async () => {
      const collection = await aCollection({ a: 1 }, { a: 1 })
      expect((await failureOf(collection.createIndex({ a: 1 }, { unique: true }))).code).to.equal(11000)
      expect(await collection.indexes()).to.have.length(1)
    })

    it('are unique only where the partial filter holds', async () => {
      const collection = await aCollection()
      await collection.createIndex({ email: 1 }, { unique: true, partialFilterExpression: { isActive: true } })
      await collection.insertMany([
        { email: 'a', isActive: false },
        { email: 'a', isActive: false },
        { email: 'a', isActive: true },
      ])
      expect((await failureOf(collection.insertOne({ email: 'a', isActive: true }))).code).to.equal(11000)
      expect((await failureOf(collection.updateOne({ isActive: false }, { $set: { isActive: true } }))).code).to.equal(
        11000,
      )
    })

    it('are unique without regard to case under a collation', async () => {
      const collection = await aCollection({ email: 'Ada@Example.org' })
      await collection.createIndex({ email: 1 }, { unique: true, collation: { locale: 'en', strength: 2 } })
      expect((await failureOf(collection.insertOne({ email: 'ada@example.ORG' }))).code).to.equal(11000)
      const query = collection.find({ email: 'ADA@example.org' }).collation({ locale: 'en', strength: 2 })
      expect((await query.explain('queryPlanner')).queryPlanner.winningPlan.inputStage.stage).to.equal('IXSCAN')
      expect(await query.toArray()).to.have.length(1)
    })

    it('tell long values apart that begin alike', async () => {
      const collection = await aCollection()
      await collection.createIndex({ text: 1 }, { unique: true })
      const long = 'x'.repeat(5_000)
      await collection.insertMany([{ text: `${long}a` }, { text: `${long}b` }])
      expect((await failureOf(collection.insertOne({ text: `${long}a` }))).code).to.equal(11000)
      expect((await collection.find({ text: `${long}b` }).toArray()).length).to.equal(1)
      expect((await collection.find({ text: { $gt: `${long}a` } }).toArray()).length).to.equal(1)
    })

    it('refuse two arrays in one document', async () => {
      const collection = await aCollection()
      await collection.createIndex({ a: 1, b: 1 })
      expect((await failureOf(collection.insertOne({ a: [1], b: [1] }))).code).to.equal(171)
    })

    it('find words, rank them, and leave out what is not wanted', async () => {
      const collection = await aCollection(
        { _id: 1, title: 'Formative assessment', body: 'Assessing while teaching' },
        { _id: 2, title: 'Group work', body: 'An assessment of groups' },
        { _id: 3, title: 'Récits', body: 'Stories' },
      )
      await collection.createIndex({ title: 'text', body: 'text' }, { weights: { title: 10, body: 1 } })
      const search = async (text: string) =>
        (
          await collection
            .find(
              { $text: { $search: text } },
              { projection: { score: { $meta: 'textScore' } }, sort: { score: { $meta: 'textScore' } } },
            )
            .toArray()
        ).map(doc => doc._id as unknown)
      expect(await search('assessments')).to.deep.equal([1, 2])
      expect(await search('assessment -formative')).to.deep.equal([2])
      expect(await search('"group work" assessment')).to.deep.equal([2])
      expect(await search('recits')).to.deep.equal([3])
      const byScore = [
        { $match: { $text: { $search: 'assessments' } } },
        { $addFields: { score: { $meta: 'textScore' } } },
        { $sort: { score: -1 } },
      ]
      expect((await collection.aggregate(byScore).toArray()).map(doc => doc._id as unknown)).to.deep.equal([1, 2])
    })

    it('are listed as they were asked for, and dropped', async () => {
      const collection = await aCollection({ a: 1 })
      await collection.createIndex({ a: 1, b: -1 }, { sparse: true, name: 'mine' })
      expect(await collection.createIndex({ a: 1, b: -1 }, { sparse: true, name: 'mine' })).to.equal('mine')
      expect((await collection.indexes())[1]).to.deep.equal({ v: 2, name: 'mine', key: { a: 1, b: -1 }, sparse: true })
      expect((await failureOf(collection.createIndex({ a: 1, b: -1 }, { name: 'other', sparse: true }))).code).to.equal(
        85,
      )
      expect((await failureOf(collection.createIndex({ c: 1 }, { name: 'mine' }))).code).to.equal(86)
      await collection.dropIndex('mine')
      expect(await collection.indexes()).to.have.length(1)
    })
  })

  describe('explaining', () => {
    const plan = async (collection: Collection<Document>, filter: Document, sort?: Document) =>
      (await collection.find(filter, sort ? { sort } : {}).explain('executionStats')) as Document
    const stages = (stage: Document | undefined): string[] =>
      stage ? [stage.stage as string, ...stages(stage.inputStage as Document)] : []

    it('says which index was used, and how much was read', async () => {
      const collection = await aCollection(...Array.from({ length: 100 }, (_, i) => ({ a: i % 10, b: i })))
      await collection.createIndex({ a: 1, b: 1 })
      const { queryPlanner, executionStats } = await plan(collection, { a: 3, b: { $gte: 50 } }, { b: -1 })
      expect(stages(queryPlanner.winningPlan)).to.deep.equal(['FETCH', 'IXSCAN'])
      expect(queryPlanner.winningPlan.inputStage).to.include({ indexName: 'a_1_b_1', direction: 'backward' })
      expect(executionStats).to.include({ nReturned: 5, totalKeysExamined: 5, totalDocsExamined: 5 })
    })

    it('says when there is no index for it', async () => {
      const collection = await aCollection({ a: 1 }, { a: 2 })
      const { queryPlanner, executionStats } = await plan(collection, { a: 1 }, { b: 1 })
      expect(stages(queryPlanner.winningPlan)).to.deep.equal(['SORT', 'COLLSCAN'])
      expect(executionStats).to.include({ totalDocsExamined: 2 })
    })
  })

  describe('refusing', () => {
    it('what it has never heard of', async () => {
      for (const name of ['juggle', 'constructor', '__proto__']) {
        const command = JSON.parse(`{"${name}": 1}`) as Document
        expect(await failureOf(used.db.command(command))).to.include({ code: 59, codeName: 'CommandNotFound' })
      }
    })

    it('transactions', async () => {
      const session = used.client.startSession()
      session.startTransaction()
      const failure = await failureOf(used.db.collection('t').insertOne({}, { session }))
      expect((failure as { originalError?: { code: number } }).originalError?.code).to.equal(20)
      await session.endSession()
    })

    it('change streams', async () => {
      expect((await failureOf(used.db.collection('t').watch().next())).code).to.equal(40573)
    })

    const filters: [name: string, code: number, filter: Document][] = [
      ['JavaScript in a query', 238, { $where: 'true' }],
      ['geography in a query', 238, { place: { $near: [0, 0] } }],
      ['tests of bits', 238, { a: { $bitsAllSet: 1 } }],
      ['operators that are none', 2, { a: { $like: 'x' } }],
      ['a text search without a text index', 27, { $text: { $search: 'x' } }],
    ]
    for (const [name, code, filter] of filters) {
      it(name, async () => {
        const collection = await aCollection({ a: 1 })
        expect((await failureOf(collection.find(filter).toArray())).code).to.equal(code)
      })
    }

    it('collations that it could not keep to', async () => {
      const collection = await aCollection({ a: '10' })
      const query = collection.find().collation({ locale: 'en', numericOrdering: true })
      expect((await failureOf(query.toArray())).code).to.equal(238)
    })

    it('indexes, collections and stages of kinds that it does not have', async () => {
      const collection = await aCollection({ a: 1 })
      expect((await failureOf(collection.createIndex({ a: '2dsphere' }))).code).to.equal(238)
      expect((await failureOf(used.db.createCollection('capped', { capped: true, size: 1000 }))).code).to.equal(238)
      expect((await failureOf(collection.aggregate([{ $shuffle: {} }]).toArray())).code).to.equal(40324)
      expect(
        (await failureOf(collection.aggregate([{ $project: { x: { $frobnicate: 1 } } }]).toArray())).code,
      ).to.equal(168)
    })

    it('stages and expressions that nobody has needed here', async () => {
      const collection = await aCollection({ a: 1 })
      const pipelines = [
        [{ $bucket: { groupBy: '$a', boundaries: [0, 2] } }],
        [{ $unionWith: 'other' }],
        [{ $group: { _id: null, x: { $stdDevPop: '$a' } } }],
        [{ $project: { x: { $toObjectId: '$a' } } }],
      ]
      for (const pipeline of pipelines)
        expect(await failureOf(collection.aggregate(pipeline).toArray())).to.include({
          code: 238,
          codeName: 'NotImplemented',
        })
    })

    it('an operation that takes longer than its limit', async () => {
      const collection = await aCollection(...Array.from({ length: 3000 }, (_, i) => ({ i })))
      const slow = collection.aggregate(
        [
          {
            $lookup: {
              from: collection.collectionName,
              pipeline: [{ $match: { $expr: { $eq: ['$i', 1] } } }],
              as: 'x',
            },
          },
        ],
        { maxTimeMS: 50 },
      )
      expect(await failureOf(slow.toArray())).to.include({ code: 50, codeName: 'MaxTimeMSExpired' })
    })

    it('a cursor that nobody has opened', async () => {
      expect((await failureOf(used.db.command({ getMore: Long.fromNumber(42), collection: 't' }))).code).to.equal(43)
    })
  })

  describe('aggregating', () => {
    const sums: Document[] = [
      { _id: 1, n: new Double(2), tags: ['a', 'b'], at: new Date(0) },
      { _id: 2, n: Long.fromNumber(3), tags: ['a'], at: new Date(1000) },
      { _id: 3, n: Decimal128.fromString('0.5'), tags: [], at: new Date(2000) },
    ]
    const cases: [name: string, pipeline: Document[], result: Document[]][] = [
      [
        'sums over different types of number',
        [{ $match: { _id: { $lt: 3 } } }, { $group: { _id: null, n: { $sum: '$n' }, top: { $max: '$_id' } } }],
        [{ _id: null, n: 5, top: 2 }],
      ],
      [
        'unwinds and counts',
        [{ $unwind: '$tags' }, { $sortByCount: '$tags' }],
        [
          { _id: 'a', count: 2 },
          { _id: 'b', count: 1 },
        ],
      ],
      [
        'keeps what has nothing to unwind',
        [
          { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } },
          { $match: { _id: 3 } },
          { $project: { i: 1, tags: 1 } },
        ],
        [{ _id: 3, i: null }],
      ],
      [
        'computes fields',
        [
          { $limit: 1 },
          {
            $project: {
              _id: 0,
              later: { $gt: ['$at', new Date(-1)] },
              half: { $divide: ['$n', 4] },
              first: { $arrayElemAt: ['$tags', 0] },
              name: { $concat: ['x', { $toString: '$_id' }] },
            },
          },
        ],
        [{ later: true, half: 0.5, first: 'a', name: 'x1' }],
      ],
      [
        'answers several questions at once',
        [
          {
            $facet: { all: [{ $count: 'n' }], last: [{ $sort: { _id: -1 } }, { $limit: 1 }, { $project: { _id: 1 } }] },
          },
        ],
        [{ all: [{ n: 3 }], last: [{ _id: 3 }] }],
      ],
      ['sorts and skips', [{ $sort: { at: -1 } }, { $skip: 1 }, { $limit: 1 }, { $project: { _id: 1 } }], [{ _id: 2 }]],
      [
        'groups by a document',
        [
          { $group: { _id: { many: { $gt: [{ $size: '$tags' }, 0] } }, ids: { $push: '$_id' } } },
          { $sort: { '_id.many': 1 } },
        ],
        [
          { _id: { many: false }, ids: [3] },
          { _id: { many: true }, ids: [1, 2] },
        ],
      ],
      [
        'filters, maps and reduces',
        [
          { $limit: 1 },
          {
            $project: {
              _id: 0,
              r: {
                $reduce: {
                  input: {
                    $map: {
                      input: { $filter: { input: [1, 2, 3], cond: { $gte: ['$$this', 2] } } },
                      as: 'x',
                      in: { $multiply: ['$$x', 10] },
                    },
                  },
                  initialValue: 0,
                  in: { $add: ['$$value', '$$this'] },
                },
              },
            },
          },
        ],
        [{ r: 50 }],
      ],
      ['replaces the root', [{ $limit: 1 }, { $replaceRoot: { newRoot: { a: '$_id' } } }], [{ a: 1 }]],
      [
        'tells types',
        [{ $project: { t: { $type: '$n' } } }],
        [
          { _id: 1, t: 'double' },
          { _id: 2, t: 'long' },
          { _id: 3, t: 'decimal' },
        ],
      ],
      [
        'calculates in the wider type, and divides as doubles',
        [
          {
            $project: {
              sum: { $type: { $add: ['$n', 1] } },
              half: { $type: { $divide: ['$n', 2] } },
              rest: { $type: { $mod: ['$_id', 2] } },
              chosen: { $cond: [{ $subtract: ['$n', '$n'] }, 'zero is true', 'zero is false'] },
            },
          },
        ],
        ['double', 'long', 'decimal'].map((sum, i) => ({
          _id: i + 1,
          sum,
          half: sum === 'decimal' ? 'decimal' : 'double',
          rest: 'int',
          chosen: 'zero is false',
        })),
      ],
      [
        'formats dates',
        [{ $limit: 1 }, { $project: { _id: 0, day: { $dateToString: { date: '$at', format: '%Y-%m-%d' } } } }],
        [{ day: '1970-01-01' }],
      ],
    ]
    for (const [name, pipeline, result] of cases) {
      it(name, async () => {
        const collection = await aCollection(...sums)
        expect(await collection.aggregate(pipeline).toArray()).to.deep.equal(result)
      })
    }

    const calculations: [expression: Document, result: unknown][] = [
      [{ $divide: [Decimal128.fromString('1'), 3] }, Decimal128.fromString(`0.${'3'.repeat(34)}`)],
      [{ $divide: [Decimal128.fromString('1'), 4] }, Decimal128.fromString('0.25')],
      [{ $divide: [Decimal128.fromString('6E-60'), Decimal128.fromString('3E+20')] }, Decimal128.fromString('2E-80')],
      [{ $divide: [6, 3] }, new Double(2)],
      [{ $mod: [Long.fromString('9007199254740993'), 2] }, Long.fromNumber(1)],
      [{ $multiply: [2 ** 30, 4] }, Long.fromNumber(2 ** 32)],
      [{ $floor: new Double(2.5) }, new Double(2)],
      [{ $subtract: [new Date(5), new Date(2)] }, Long.fromNumber(3)],
      [{ $add: [new Date(5), 2] }, new Date(7)],
      [{ $add: [] }, new Int32(0)],
    ]
    for (const [expression, result] of calculations) {
      it(`calculates ${JSON.stringify(expression)}`, async () => {
        const collection = await aCollection({ _id: 1 })
        const pipeline = [{ $project: { _id: 0, result: expression } }]
        expect(await collection.aggregate(pipeline, { promoteValues: false }).toArray()).to.deep.equal([{ result }])
      })
    }

    it('refuses to calculate what has no result', async () => {
      const collection = await aCollection({ _id: 1 })
      const wrong: [expression: Document, code: number][] = [
        [{ $divide: [1, 0] }, 2],
        [{ $mod: [1, 0] }, 2],
        [{ $subtract: [1, new Date(0)] }, 14],
        [{ $add: [new Date(0), new Date(0)] }, 14],
        [{ $subtract: [1, 2, 3] }, 16020],
        [{ $round: Decimal128.fromString('1.5') }, 238],
      ]
      for (const [expression, code] of wrong) {
        const failure = await failureOf(collection.aggregate([{ $project: { x: expression } }]).toArray())
        expect(failure.code, JSON.stringify(expression)).to.equal(code)
      }
    })

    it('joins by fields, by pipeline, and by what is an ObjectId', async () => {
      const id = new ObjectId()
      const people = await aCollection({ _id: id, name: 'Ada' }, { name: 'Bob' })
      const posts = await aCollection({ _id: 1, by: id, tags: ['x'] }, { _id: 2, by: null })
      const from = people.collectionName
      const byField = await posts
        .aggregate([
          { $lookup: { from, localField: 'by', foreignField: '_id', as: 'p' } },
          { $project: { n: { $size: '$p' } } },
        ])
        .toArray()
      expect(byField).to.deep.equal([
        { _id: 1, n: 1 },
        { _id: 2, n: 0 },
      ])
      const byPipeline = await posts
        .aggregate([
          { $match: { _id: 1 } },
          {
            $lookup: {
              from,
              let: { by: '$by' },
              pipeline: [{ $match: { $expr: { $eq: ['$_id', '$$by'] } } }, { $project: { _id: 0, name: 1 } }],
              as: 'p',
            },
          },
          { $project: { _id: 0, p: 1 } },
        ])
        .toArray()
      expect(byPipeline).to.deep.equal([{ p: [{ name: 'Ada' }] }])
    })

    it('leaves what it reads as it was', async () => {
      const collection = await aCollection({ _id: 1, a: { b: 1 }, list: [{ n: 1 }] })
      await collection.aggregate([{ $addFields: { 'a.b': 2, 'list.n': 3 } }, { $unwind: '$list' }]).toArray()
      expect(await one(collection)).to.deep.equal({ _id: 1, a: { b: 1 }, list: [{ n: 1 }] })
    })
  })

  describe('projecting', () => {
    const doc = {
      _id: 1,
      a: 1,
      constructor: 1,
      toString: 2,
      b: { c: 2, d: 3 },
      list: [
        { k: 1, v: 'x' },
        { k: 2, v: 'y' },
      ],
      n: [1, 2, 3, 4],
    }
    const cases: [name: string, projection: Document, result: Document][] = [
      ['keeps what is named', { a: 1, 'b.c': 1 }, { _id: 1, a: 1, b: { c: 2 } }],
      [
        'keeps all but what is named',
        { _id: 0, 'b.c': 0, list: 0, n: 0, constructor: 0, toString: 0 },
        { a: 1, b: { d: 3 } },
      ],
      ['keeps fields inside arrays', { _id: 0, 'list.k': 1 }, { list: [{ k: 1 }, { k: 2 }] }],
      ['computes', { _id: 0, sum: { $add: ['$a', '$b.c'] } }, { sum: 3 }],
      [
        'knows fields that JavaScript has a use for',
        { _id: 0, list: 0, b: 0, n: 0, x: 0 },
        { a: 1, constructor: 1, toString: 2 },
      ],
      ['keeps only the _id', { _id: 1 }, { _id: 1 }],
      ['computes the _id', { _id: '$a' }, { _id: 1 }],
      ['computes inside, and keeps the order', { 'b.x': { $add: ['$a', 1] }, a: 1 }, { _id: 1, a: 1, b: { x: 2 } }],
    ]
    for (const [name, projection, result] of cases) {
      it(name, async () => {
        const collection = await aCollection(doc)
        expect(await one(collection, { projection })).to.deep.equal(result)
      })
    }

    const refusals: [name: string, code: number, projection: Document][] = [
      ['keeping and leaving out at once', 31254, { a: 1, b: 0 }],
      ['a field and what is inside it', 31249, { b: 1, 'b.c': 1 }],
      ['parts of arrays', 238, { n: { $slice: 2 } }],
      ['the element that matches', 238, { list: { $elemMatch: { k: 2 } } }],
      ['the element that the query found', 238, { 'list.$': 1 }],
    ]
    for (const [name, code, projection] of refusals) {
      it(`refuses ${name}`, async () => {
        const collection = await aCollection(doc)
        expect((await failureOf(collection.findOne({ 'list.k': 2 }, { projection }))).code).to.equal(code)
      })
    }
  })
})
