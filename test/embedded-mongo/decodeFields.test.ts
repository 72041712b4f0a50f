import { serialize } from 'bson'
import { expect } from 'chai'
import { beginsWith, decode, decodeFields } from '../../server/embedded-mongo/bson/decode.js'
import { useDatabase } from './support/database.js'

describe('decoding some fields of a document', () => {
  const doc = { _id: 'a', text: 'æ'.repeat(40), deep: { list: [1, 'two', { three: 3 }], when: new Date(0) }, n: 5 }
  const bytes = Buffer.from(serialize(doc))

  it('gives those as decoding all does, and nothing of the others', () => {
    const { _id, deep } = decode(bytes)
    expect(decodeFields(bytes, new Set(['_id', 'deep', 'none']))).to.deep.equal({ _id, deep })
  })

  it('refuses what decoding all refuses, wherever it stands', () => {
    const wanted = new Set(['_id'])
    let refused = 0
    for (let at = 4; at < bytes.length; at++) {
      const wrong = Buffer.from(bytes)
      wrong[at]! ^= 0xff
      const attempt = (read: () => unknown) => {
        try {
          read()
          return 'taken'
        } catch (error) {
          return (error as Error).message
        }
      }
      const all = attempt(() => decode(wrong))
      if (all !== 'taken') refused++
      expect(
        attempt(() => decodeFields(wrong, wanted)),
        `byte ${at}`,
      ).to.equal(all)
    }
    expect(refused).to.be.greaterThan(20)
  })

  it('knows what a document begins with', () => {
    expect(beginsWith(bytes, '_id')).to.equal(true)
    expect(beginsWith(Buffer.from(serialize({ _idea: 1, _id: 2 })), '_id')).to.equal(false)
    expect(beginsWith(Buffer.from(serialize({})), '_id')).to.equal(false)
  })
})

describe('inserting what is only decoded in part', () => {
  const used = useDatabase()

  it('keeps every kind of index right, and every field', async () => {
    const things = used.db.collection<{ _id: number; [field: string]: unknown }>('things')
    await things.createIndex({ 'a.b': 1 })
    await things.createIndex({ c: 1 }, { unique: true, partialFilterExpression: { kind: 'own' } })
    await things.createIndex({ d: 1 }, { partialFilterExpression: { $or: [{ 'x.y': 1 }, { $and: [{ z: 2 }] }] } })
    await things.createIndex({ words: 'text' })
    const docs = [
      { _id: 1, a: [{ b: 1 }, { b: 2 }], c: 1, kind: 'own', other: 'kept', words: 'green leaves' },
      { _id: 2, c: 1, kind: 'lent', d: 7, x: { y: 1 } },
      { _id: 3, d: 7, z: 2, words: 'a leaf' },
      { _id: 4, d: 7, z: 3 },
    ]
    await things.insertMany(docs)
    expect(await things.find().sort({ _id: 1 }).toArray()).to.deep.equal(docs)
    const ids = async (query: object, hint: string) =>
      (await things.find(query).hint(hint).toArray()).map(({ _id }) => _id).sort()
    expect(await ids({ 'a.b': 2 }, 'a.b_1')).to.deep.equal([1])
    expect(await ids({ d: 7, $or: [{ 'x.y': 1 }, { $and: [{ z: 2 }] }] }, 'd_1')).to.deep.equal([2, 3])
    expect((await things.find({ $text: { $search: 'green' } }).toArray()).length).to.equal(1)
    const again = await things.insertOne({ _id: 5, c: 1, kind: 'own' }).catch(error => error.code)
    expect(again).to.equal(11000)
    await things.createIndex({ late: 1 })
    await things.insertOne({ _id: 6, late: 'yes' })
    expect(await ids({ late: 'yes' }, 'late_1')).to.deep.equal([6])
  })

  it('refuses a partial index that computes, as MongoDB does', async () => {
    const index = used.db
      .collection('things')
      .createIndex({ e: 1 }, { partialFilterExpression: { $expr: { $eq: ['$e', 1] } } })
    expect(await index.catch(({ code }) => code)).to.equal(67)
  })
})
