import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { expect } from 'chai'
import mongoose from 'mongoose'
import { readArchive, readingInTurn, writeArchive } from '../../server/platform/archive/index.js'
import { openDatabase, openForRestore } from '../../server/platform/database.js'
import { fileStore } from '../../server/platform/files.js'
import { Conflict, Invalid } from '../../server/shared/errors.js'
import { openTestDatabase, type TestDatabase } from '../support/database.js'

const { Long, Decimal128, Double, Int32, ObjectId, Binary, BSONRegExp, Timestamp, MinKey } = mongoose.mongo.BSON

describe('an archive', () => {
  let from: TestDatabase
  let into: TestDatabase
  let folder: string
  let file: string
  const at = new Date('2026-01-01T00:00:00Z')

  beforeEach(async () => {
    ;[from, into] = await Promise.all([openTestDatabase(), openTestDatabase()])
    folder = await mkdtemp(path.join(os.tmpdir(), 'staffroom-archive-'))
    file = path.join(folder, 'a.gz')
  })
  afterEach(async () => {
    await Promise.all([from.close(), into.close(), rm(folder, { recursive: true, force: true })])
  })

  const collection = ({ connection }: TestDatabase, name: string) =>
    connection.db!.collection<{ _id: number | string; n?: number }>(name)
  const things = (of: TestDatabase) => collection(of, 'things')
  const numbered = (count: number) => Array.from({ length: count }, (_, _id) => ({ _id, n: Math.sqrt(_id) }))
  const failure = (promise: Promise<unknown>): Promise<Error> =>
    promise.then(
      () => new Error('it succeeded'),
      e => e,
    )

  async function contents({ connection }: TestDatabase) {
    const names = (await connection.db!.listCollections().toArray()).map(({ name }) => name).sort()
    const entries = names.map(async name => {
      const raw = await connection.db!.collection(name).find({}, { raw: true }).sort({ _id: 1 }).toArray()
      const indexes = await connection.db!.collection(name).indexes()
      const documents = raw.map(bytes => Buffer.from(bytes as never).toString('hex'))
      return [name, { documents, indexes: indexes.sort((a, b) => (a.name! < b.name! ? -1 : 1)) }] as const
    })
    return Object.fromEntries(await Promise.all(entries))
  }

  async function everyKindOfThing() {
    await things(from).insertMany([
      {
        _id: 'numbers',
        long: Long.fromString('9007199254740993'),
        small: Long.fromNumber(3),
        decimal: Decimal128.fromString('1.10'),
        double: new Double(3),
        int: new Int32(3),
        none: Number.NaN,
      },
      {
        _id: 'others',
        at,
        id: new ObjectId(),
        bytes: new Binary(Buffer.from([1, 2, 3]), 128),
        pattern: new BSONRegExp('^a', 'ix'),
        time: new Timestamp({ t: 1, i: 2 }),
        least: new MinKey(),
        nested: { list: [null, 'ø', { a: 1 }] },
      },
    ] as never)
    const inOrder = new Map<string, unknown>([
      ['_id', 'named like numbers'],
      [
        'b',
        {
          list: [
            new Map<string, unknown>([
              ['x', 1],
              ['7', new Int32(2)],
            ]),
          ],
        },
      ],
      ['2', 'second'],
      ['1', new Double(1)],
    ])
    await things(from).insertMany([inOrder as never], { forceServerObjectId: true })
  }

  async function everyKindOfIndex() {
    await things(from).createIndexes([
      { key: { 'nested.list': 1 }, sparse: true },
      { key: { id: -1, n: 1 }, unique: true, partialFilterExpression: { n: { $gt: 5 } } },
      { key: { title: 'text', body: 'text' }, weights: { title: 5, body: 1 } },
      { key: { name: 1 }, collation: { locale: 'en', strength: 2 } },
      { key: { expires: 1 }, expireAfterSeconds: 0 },
    ] as never)
  }

  it('brings every document, index and file back byte for byte', async () => {
    await everyKindOfThing()
    await everyKindOfIndex()
    await things(from).insertOne({ _id: 'expired', expires: new Date(0) } as never)
    await from.connection.db!.createCollection('empty')
    const bytes = Buffer.alloc(2_000_000, 'page ')
    const { digest } = await fileStore(from.connection).storeBytes(bytes)
    const before = await contents(from)

    const written = await writeArchive(from.connection, file, at)
    expect(written.consistency).to.deep.equal({ read: 'at one moment', writtenMeanwhile: [] })
    expect(await readArchive(into.connection, file)).to.deep.equal(written)
    expect(await contents(into)).to.deep.equal(before)
    expect((await fileStore(into.connection).read(digest)).equals(bytes)).to.equal(true)
  })

  it('leaves indexes that the app recognises as its own when it starts', async () => {
    await things(from).insertOne({ _id: 1 })
    await everyKindOfIndex()
    await writeArchive(from.connection, file, at)
    await readArchive(into.connection, file)
    await things(into).createIndex({ title: 'text', body: 'text' }, { weights: { title: 5, body: 1 } })
    await things(into).createIndex({ expires: 1 }, { expireAfterSeconds: 0 })
    expect((await things(into).indexes()).length).to.equal(6)
  })

  /** Writers that keep two promises: an effect only after its cause, and the left hand at most one ahead of the right. */
  async function storm(of: TestDatabase) {
    let over = false
    let rounds = 0
    let underWay = () => {}
    const begun = new Promise<void>(resolve => {
      underWay = resolve
    })
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let n = 0; !over; n++) {
        await collection(of, 'a-causes').insertOne({ _id: `${writer}-${n}` })
        await collection(of, 'z-effects').insertOne({ _id: `${writer}-${n}` })
        for (const hand of ['left', 'right'])
          await collection(of, hand).updateOne({ _id: writer }, { $inc: { n: 1 } }, { upsert: true })
        if (++rounds === 40) underWay()
      }
    })
    await begun
    return async () => {
      over = true
      await Promise.all(writers)
    }
  }

  it('taken in a storm of writes, shows one moment', async () => {
    for (let n = 0; n < 3000; n += 1000) await things(from).insertMany(numbered(3000).slice(n, n + 1000))
    const endStorm = await storm(from)
    await writeArchive(from.connection, file, at)
    const written = await collection(from, 'z-effects').countDocuments()
    await endStorm()
    await readArchive(into.connection, file)

    const found = async (name: string) => (await collection(into, name).find().toArray()) as never[]
    const ids = async (name: string) => (await found(name)).map(({ _id }) => String(_id))
    const [causes, effects] = [new Set(await ids('a-causes')), await ids('z-effects')]
    expect(effects.length).to.be.greaterThan(10).and.lessThan(written)
    expect(effects.filter(id => !causes.has(id))).to.deep.equal([])
    const right = new Map((await found('right')).map(({ _id, n }) => [_id, n as number]))
    for (const { _id, n } of await found('left')) expect(n - (right.get(_id) ?? 0)).to.be.within(0, 1)
  })

  it('read in turn, says which collections were written to meanwhile', async () => {
    await things(from).insertMany(numbered(10))
    await collection(from, 'others').insertMany(numbered(10))
    const disturbed = async (connection: TestDatabase['connection']) => {
      const reading = await readingInTurn(connection)
      const finish = async () => {
        await things(from).updateOne({ _id: 3 }, { $set: { n: -1 } })
        await collection(from, 'new').insertOne({ _id: 1 })
        return reading.finish()
      }
      return { ...reading, finish }
    }
    const { consistency } = await writeArchive(from.connection, file, at, disturbed)
    expect(consistency).to.deep.equal({ read: 'in turn', writtenMeanwhile: ['new', 'things'] })
    expect((await readArchive(into.connection, file)).consistency).to.deep.equal(consistency)
  })

  it('read in turn while nothing is written, is as good as a snapshot and says so', async () => {
    await fileStore(from.connection).storeBytes(Buffer.alloc(600_000, 'x'))
    const { consistency } = await writeArchive(from.connection, file, at, readingInTurn)
    expect(consistency).to.deep.equal({ read: 'in turn', writtenMeanwhile: [] })
    await readArchive(into.connection, file)
    expect(await contents(into)).to.deep.equal(await contents(from))
  })

  it('is not restored over data', async () => {
    await writeArchive(from.connection, file, at)
    await things(into).insertOne({ _id: 'mine' })
    const refused = await failure(readArchive(into.connection, file))
    expect(refused).to.be.instanceOf(Conflict)
    expect(refused.message).to.match(/There is data here already.*Nothing was changed/)
    expect(await things(into).countDocuments()).to.equal(1)
  })

  it('does not overwrite an archive that is there', async () => {
    await writeFile(file, 'precious')
    expect(await failure(writeArchive(from.connection, file, at))).to.be.instanceOf(Conflict)
    expect(await readFile(file, 'utf8')).to.equal('precious')
    expect(await readdir(folder)).to.deep.equal(['a.gz'])
  })

  it('says in words where it cannot be written', async () => {
    const refused = await failure(writeArchive(from.connection, path.join(folder, 'no', 'such', 'a.gz'), at))
    expect(refused.message).to.match(/There is no folder for .*: create it first/)
  })

  it('changes nothing when it is cut off, damaged or something else', async () => {
    await things(from).insertMany(numbered(2000))
    await writeArchive(from.connection, file, at)
    const whole = await readFile(file)
    const flipped = Buffer.from(whole)
    flipped[Math.floor(flipped.length / 2)]! ^= 0xff
    const frames = gunzipSync(whole)
    const altered = Buffer.from(frames)
    altered[Math.floor(frames.length / 2)]! ^= 1
    const broken: [Buffer, RegExp][] = [
      [whole.subarray(0, whole.length - 20), /cut off/],
      [whole.subarray(0, 10), /cut off/],
      [Buffer.alloc(0), /cut off|not an archive/],
      [Buffer.from('hello'), /not an archive of Staffroom/],
      [gzipSync('hello hello hello'), /altered|not an archive/],
      [flipped, /altered or damaged/],
      [gzipSync(altered), /altered or damaged/],
      [gzipSync(frames.subarray(0, frames.length - 60)), /cut off/],
      [gzipSync(Buffer.concat([frames, frames])), /altered or damaged/],
    ]
    for (const [bytes, words] of broken) {
      await writeFile(file, bytes)
      const refused = await failure(readArchive(into.connection, file))
      expect(refused).to.be.instanceOf(Invalid)
      expect(refused.message).to.match(words)
      expect(await into.connection.db!.listCollections().toArray()).to.deep.equal([])
    }
  })

  it('leaves nothing behind when the database fails in the middle of it', async () => {
    await things(from).insertMany(numbered(50))
    await writeArchive(from.connection, file, at)
    const { db } = into.connection
    const create = db!.createCollection.bind(db)
    // Somebody else writes here, against all advice.
    db!.createCollection = (async (name: string, options?: object) => {
      const made = await create(name, options)
      await made.insertOne({ _id: 7 as never })
      return made
    }) as never
    const refused = await failure(readArchive(into.connection, file))
    expect(refused.message).to.match(/duplicate key.* Nothing of the archive was kept/)
    expect(await db!.listCollections().toArray()).to.deep.equal([])
  })

  it('that was being restored when the process was killed, keeps the app out, and is restored anew', async () => {
    await things(from).insertMany(numbered(50))
    await writeArchive(from.connection, file, at)
    const home = { uri: undefined, dataDir: path.join(folder, 'home') }
    const killed = await openForRestore(home)
    await killed.connection.db!.collection('unfinishedRestore').insertOne({ file })
    await killed.connection.db!.collection('things').insertMany(numbered(20) as never)
    await killed.close()

    const refused = await failure(openDatabase(home))
    expect(refused).to.be.instanceOf(Conflict)
    expect(refused.message).to.match(/interrupted.*run scripts\/restore FILE again/)
    const again = await openForRestore(home)
    await readArchive(again.connection, file)
    await again.close()
    const whole = await openDatabase(home)
    expect(await whole.connection.db!.collection('things').countDocuments()).to.equal(50)
    await whole.close()
  })
})
