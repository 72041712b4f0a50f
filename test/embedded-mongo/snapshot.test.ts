import { expect } from 'chai'
import type { ClientSession } from 'mongodb'
import { failureOf, useDatabase } from './support/database.js'

describe('A snapshot session of the embedded MongoDB', () => {
  const used = useDatabase()
  const things = () => used.db.collection<{ _id: number; n?: number }>('things')
  let session: ClientSession

  beforeEach(async () => {
    await things().drop()
    await things().insertMany(Array.from({ length: 1000 }, (_, _id) => ({ _id, n: 0 })))
    await things().createIndex({ n: 1 })
    session = used.client.startSession({ snapshot: true })
  })
  afterEach(() => session.endSession())

  /** What the snapshot begins with. */
  const begin = () => things().findOne({}, { session })

  it('goes on seeing what was there when it began to read', async () => {
    await begin()
    await things().updateMany({}, { $set: { n: 1 } })
    await things().deleteMany({ _id: { $lt: 500 } })
    await things().insertOne({ _id: 5000 })
    expect(await things().find({}, { session }).toArray()).to.deep.equal(
      Array.from({ length: 1000 }, (_, _id) => ({ _id, n: 0 })),
    )
    expect(await things().countDocuments()).to.equal(501)
  })

  it('finds by index, groups and tells distinct values as of then', async () => {
    await begin()
    await things().updateMany({ _id: { $lt: 10 } }, { $set: { n: 7 } })
    expect(await things().countDocuments({ n: 0 }, { session })).to.equal(1000)
    expect(await things().findOne({ n: 7 }, { session })).to.equal(null)
    expect(await things().distinct('n', {}, { session })).to.deep.equal([0])
  })

  it('still has the collections and indexes that were dropped since', async () => {
    await begin()
    await things().drop()
    expect((await things().find({ n: 0 }, { session }).hint('n_1').toArray()).length).to.equal(1000)
  })

  it('does not have what was created since', async () => {
    await begin()
    await used.db.collection('later').insertOne({ a: 1 })
    expect(await used.db.collection('later').findOne({}, { session })).to.equal(null)
  })

  it('stays readable while a cursor is fetched in batches and the file grows beyond what was mapped', async () => {
    const cursor = things().find({}, { session, batchSize: 10 })
    expect(await cursor.next()).to.deep.equal({ _id: 0, n: 0 })
    const filler = 'x'.repeat(1_000_000)
    for (let round = 0; round < 60; round++)
      await used.db.collection('large').insertMany([{ filler }, { filler }, { filler }])
    await things().deleteMany({})
    expect((await cursor.toArray()).length).to.equal(999)
    await used.db.collection('large').drop()
  })

  it('is over when the session ends, and says so', async () => {
    const cursor = things().find({}, { session, batchSize: 10 })
    await cursor.next()
    await used.db.admin().command({ endSessions: [session.id] })
    expect((await failureOf(cursor.toArray())).codeName).to.equal('SnapshotTooOld')
    expect((await failureOf(begin())).codeName).to.equal('SnapshotTooOld')
  })

  it('gives way to newer ones when there are many', async () => {
    await begin()
    const others = Array.from({ length: 10 }, () => used.client.startSession({ snapshot: true }))
    for (const other of others) await things().findOne({}, { session: other })
    expect((await failureOf(begin())).codeName).to.equal('SnapshotTooOld')
    expect(await things().findOne({}, { session: others[0]! })).to.deep.equal({ _id: 0, n: 0 })
    await Promise.all(others.map(other => other.endSession()))
  })

  it('refuses what reads no snapshot', async () => {
    const readConcern = { level: 'snapshot' }
    const refused = [
      { count: 'things', readConcern, lsid: { id: session.id!.id } },
      { aggregate: 'things', pipeline: [{ $out: 'copy' }], cursor: {}, readConcern },
      { insert: 'things', documents: [{}], readConcern },
    ]
    for (const command of refused)
      expect((await failureOf(used.db.command(command))).codeName).to.equal('InvalidOptions')
  })
})
