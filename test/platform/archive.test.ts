import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect } from 'chai'
import mongoose from 'mongoose'
import { readArchive, writeArchive } from '../../server/platform/archive.js'
import { fileStore } from '../../server/platform/files.js'
import { Conflict, Invalid } from '../../server/shared/errors.js'
import { openTestDatabase, type TestDatabase } from '../support/database.js'

const { Long, Decimal128, Double, Int32, ObjectId, Binary } = mongoose.mongo.BSON

describe('an archive', () => {
  let from: TestDatabase
  let into: TestDatabase
  let folder: string
  const at = new Date('2026-01-01T00:00:00Z')

  beforeEach(async () => {
    ;[from, into] = await Promise.all([openTestDatabase(), openTestDatabase()])
    folder = await mkdtemp(path.join(os.tmpdir(), 'staffroom-archive-'))
  })
  afterEach(async () => {
    await Promise.all([from.close(), into.close(), rm(folder, { recursive: true, force: true })])
  })

  const rawDocuments = async ({ connection }: TestDatabase, name: string) =>
    (await connection.db!.collection(name).find({}, { raw: true }).sort({ _id: 1 }).toArray()).map(bytes =>
      Buffer.from(bytes as never).toString('hex'),
    )

  it('brings every document back byte for byte, and every index and file', async () => {
    const things = from.connection.db!.collection<{ _id: string }>('things')
    await things.insertMany([
      {
        _id: 'numbers',
        long: Long.fromString('9007199254740993'),
        decimal: Decimal128.fromString('1.10'),
        double: new Double(3),
        int: new Int32(3),
      },
      {
        _id: 'others',
        at,
        id: new ObjectId(),
        bytes: new Binary(Buffer.from([1, 2, 3])),
        nested: { list: [null, 'ø', { a: 1 }] },
      },
    ] as never)
    await things.createIndex({ 'nested.list': 1 }, { sparse: true })
    await things.createIndex({ at: 1 }, { expireAfterSeconds: 1e9 })
    const bytes = Buffer.alloc(600_000, 'page ')
    const { digest } = await fileStore(from.connection).storeBytes(bytes)

    const file = path.join(folder, 'a.gz')
    const written = await writeArchive(from.connection, file, at)
    const read = await readArchive(into.connection, file)

    expect(read).to.deep.equal(written)
    expect(await rawDocuments(into, 'things')).to.deep.equal(await rawDocuments(from, 'things'))
    const indexes = async (of: TestDatabase) =>
      (await of.connection.db!.collection('things').indexes()).map(({ name }) => name).sort()
    expect(await indexes(into)).to.deep.equal(await indexes(from))
    expect((await fileStore(into.connection).read(digest)).equals(bytes)).to.equal(true)
  })

  it('is not restored over data', async () => {
    const file = path.join(folder, 'a.gz')
    await writeArchive(from.connection, file, at)
    await into.connection.db!.collection('things').insertOne({ mine: true })
    const refused = await readArchive(into.connection, file).catch(error => error)
    expect(refused).to.be.instanceOf(Conflict)
    expect(await into.connection.db!.collection('things').countDocuments()).to.equal(1)
  })

  it('does not overwrite an archive that is there', async () => {
    const file = path.join(folder, 'a.gz')
    await writeFile(file, 'precious')
    expect(await writeArchive(from.connection, file, at).catch(error => error)).to.be.instanceOf(Conflict)
    expect(await readFile(file, 'utf8')).to.equal('precious')
    expect(await readdir(folder)).to.deep.equal(['a.gz'])
  })

  it('changes nothing when it is cut off, damaged or something else', async () => {
    await from.connection
      .db!.collection('things')
      .insertMany(Array.from({ length: 2000 }, (_, n) => ({ n, text: `${Math.sqrt(n)}` })))
    const file = path.join(folder, 'a.gz')
    await writeArchive(from.connection, file, at)
    const whole = await readFile(file)
    const flipped = Buffer.from(whole)
    flipped[Math.floor(flipped.length / 2)]! ^= 0xff
    for (const broken of [whole.subarray(0, whole.length - 20), whole.subarray(0, 10), Buffer.from('hello'), flipped]) {
      await writeFile(file, broken)
      expect(await readArchive(into.connection, file).catch(error => error)).to.be.instanceOf(Invalid)
      expect(await into.connection.db!.listCollections().toArray()).to.deep.equal([])
    }
  })
})
