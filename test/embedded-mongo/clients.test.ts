import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { expect } from 'chai'
import MongoStore from 'connect-mongo'
import type { SessionData } from 'express-session'
import { GridFSBucket } from 'mongodb'
import mongoose from 'mongoose'
import { failureOf, useDatabase } from './support/database.js'

describe('Embedded MongoDB, through mongoose', () => {
  const used = useDatabase()
  let connection: mongoose.Connection

  before(async () => {
    connection = await mongoose.createConnection(used.server.uri).asPromise()
  })
  after(() => connection.close())

  it('saves, finds, populates and counts', async () => {
    const Person = connection.model('Person', new mongoose.Schema({ name: String }))
    const Post = connection.model(
      'Post',
      new mongoose.Schema(
        { title: String, author: { type: mongoose.Schema.Types.ObjectId, ref: 'Person' } },
        { timestamps: true },
      ),
    )
    const ada = await Person.create({ name: 'Ada' })
    await Post.create({ title: 'First', author: ada._id })
    const post = await Post.findOne({ title: 'First' }).populate<{ author: { name: string } }>('author')
    expect(post?.author.name).to.equal('Ada')
    expect(await Post.countDocuments({ author: ada._id })).to.equal(1)
  })

  it('changes sub-documents of an array', async () => {
    const Plan = connection.model('Plan', new mongoose.Schema({ steps: [{ title: String, isDone: Boolean }] }))
    const plan = await Plan.create({
      steps: [
        { title: 'one', isDone: false },
        { title: 'two', isDone: false },
      ],
    })
    plan.steps[1]!.isDone = true
    plan.steps.push({ title: 'three', isDone: false })
    await plan.save()
    await Plan.updateOne({ _id: plan._id, 'steps.title': 'one' }, { $set: { 'steps.$.isDone': true } })
    const found = await Plan.findById(plan._id).lean()
    expect(found?.steps.map(step => step.isDone)).to.deep.equal([true, true, false])
  })

  it('makes the declared indexes, and tells of a duplicate', async () => {
    const Account = connection.model('Account', new mongoose.Schema({ email: { type: String, unique: true } }))
    await Account.init()
    await Account.create({ email: 'ada@example.org' })
    expect((await failureOf(Account.create({ email: 'ada@example.org' }))).code).to.equal(11000)
  })

  it('refuses a save over a newer version', async () => {
    const Draft = connection.model(
      'Draft',
      new mongoose.Schema({ text: String, tags: [String] }, { optimisticConcurrency: true }),
    )
    const draft = await Draft.create({ text: 'a' })
    const [mine, theirs] = [await Draft.findById(draft._id), await Draft.findById(draft._id)]
    await theirs!.set({ text: 'b' }).save()
    expect((await failureOf(mine!.set({ text: 'c' }).save())).name).to.equal('VersionError')
  })

  it('upserts, aggregates and reads by cursor', async () => {
    const Tally = connection.model('Tally', new mongoose.Schema({ name: String, n: Number }))
    for (let i = 0; i < 250; i++) await Tally.updateOne({ name: `t${i % 125}` }, { $inc: { n: i } }, { upsert: true })
    let total = 0
    for await (const tally of Tally.find().sort({ name: 1 }).cursor({ batchSize: 20 })) total += tally.n ?? 0
    const [sum] = await Tally.aggregate([{ $group: { _id: null, n: { $sum: '$n' }, count: { $sum: 1 } } }])
    expect({ total, ...sum }).to.deep.equal({ total: 31125, _id: null, n: 31125, count: 125 })
  })
})

describe('Embedded MongoDB, through connect-mongo', () => {
  const used = useDatabase({ ttlSeconds: 0.05 })
  let store: MongoStore
  const call = <T>(run: (done: (error: unknown, value?: T | null) => void) => void) =>
    new Promise<T | null | undefined>((resolve, reject) =>
      run((error, value) => (error ? reject(error) : resolve(value))),
    )

  before(() => {
    store = MongoStore.create({ mongoUrl: used.server.uri, ttl: 60 })
  })
  after(() => store.close())

  it('keeps, touches and destroys a session', async () => {
    const session = { cookie: { originalMaxAge: null }, person: 'ada' } as unknown as SessionData
    await call(done => store.set('sid', session, done))
    expect(await call<SessionData>(done => store.get('sid', done))).to.include({ person: 'ada' })
    await call(done => store.touch('sid', session, done))
    await call(done => store.destroy('sid', done))
    expect(await call<SessionData>(done => store.get('sid', done))).to.equal(null)
  })

  it('removes a session that has expired', async () => {
    const sessions = used.db.collection('sessions')
    await call(done => store.set('old', { cookie: { originalMaxAge: null } } as unknown as SessionData, done))
    await sessions.updateMany({}, { $set: { expires: new Date(Date.now() - 1000) } })
    while ((await sessions.countDocuments()) > 0) await new Promise(setImmediate)
    expect(await sessions.findOne()).to.equal(null)
  })
})

describe('Embedded MongoDB, through GridFSBucket', () => {
  const used = useDatabase()
  const bytes = Buffer.alloc(700_000, 'staffroom')

  async function anUpload(bucket: GridFSBucket) {
    const upload = bucket.openUploadStream('photo.jpg', { metadata: { digest: 'abc' } })
    await pipeline(Readable.from([bytes.subarray(0, 300_000), bytes.subarray(300_000)]), upload)
    return upload.id
  }

  it('gives back what was stored, whole and in part', async () => {
    const bucket = new GridFSBucket(used.db, { chunkSizeBytes: 64 * 1024 })
    const id = await anUpload(bucket)
    expect((await buffer(bucket.openDownloadStream(id))).equals(bytes)).to.equal(true)
    const part = await buffer(bucket.openDownloadStream(id, { start: 100_000, end: 400_001 }))
    expect(part.equals(bytes.subarray(100_000, 400_001))).to.equal(true)
  })

  it('finds files by their metadata, and deletes them with their chunks', async () => {
    const bucket = new GridFSBucket(used.db, { bucketName: 'deleted' })
    const id = await anUpload(bucket)
    expect(await bucket.find({ 'metadata.digest': 'abc' }).toArray()).to.have.length(1)
    await bucket.delete(id)
    expect(await used.db.collection('deleted.chunks').countDocuments()).to.equal(0)
  })

  it('holds a chunk only once', async () => {
    const bucket = new GridFSBucket(used.db, { bucketName: 'unique' })
    const id = await anUpload(bucket)
    const failure = await failureOf(used.db.collection('unique.chunks').insertOne({ files_id: id, n: 0 }))
    expect(failure.code).to.equal(11000)
  })
})
