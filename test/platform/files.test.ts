import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { expect } from 'chai'
import { settableClock } from '../../server/platform/clock.js'
import { type FileStore, FileTooLarge, fileStore } from '../../server/platform/files.js'
import { NotFound } from '../../server/shared/errors.js'
import { openTestDatabase, type TestDatabase } from '../support/database.js'

const NOON = new Date('2026-03-02T12:00:00Z')
const HOUR_MS = 3600_000
const anyLength = { maxBytes: Number.POSITIVE_INFINITY }

describe('the file store', () => {
  let database: TestDatabase
  let files: FileStore
  const clock = settableClock(NOON)

  before(async () => {
    database = await openTestDatabase()
  })
  beforeEach(async () => {
    for (const name of ['files', 'chunks', 'uploads']) await collection(name).deleteMany({})
    clock.set(NOON)
    files = fileStore(database.connection, clock)
  })
  after(() => database.close())

  const collection = (name: string) => database.connection.db!.collection(`files.${name}`)
  const leftovers = async () =>
    Promise.all(['files', 'chunks', 'uploads'].map(name => collection(name).countDocuments()))
  const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
  const inPieces = (bytes: Buffer, size: number) =>
    Readable.from(
      Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size)),
      { objectMode: false },
    )

  it('gives back, byte for byte, what was stored, and names it by its digest', async () => {
    const bytes = randomBytes(700_001)
    const stored = await files.store(inPieces(bytes, 65_536), anyLength)
    expect(stored).to.deep.equal({ digest: digestOf(bytes), length: bytes.length })
    expect((await files.read(stored.digest)).equals(bytes)).to.equal(true)
    expect(await files.stat(stored.digest)).to.deep.equal(stored)
  })

  it('gives any part of a file, across the edges of its chunks and past its end', async () => {
    const bytes = randomBytes(600_000)
    const { digest } = await files.storeBytes(bytes)
    for (const [start, end] of [
      [0, 1],
      [261_119, 261_121],
      [261_120, 522_240],
      [599_999, 600_000],
      [599_000, 700_000],
      [5, 5],
    ] as const) {
      const part = Buffer.concat(await (await files.open(digest, { start, end })).toArray())
      expect(part.equals(bytes.subarray(start, end)), `${start} to ${end}`).to.equal(true)
    }
  })

  it('stores an empty file', async () => {
    const stored = await files.storeBytes(Buffer.alloc(0))
    expect(stored.length).to.equal(0)
    expect((await files.read(stored.digest)).length).to.equal(0)
  })

  it('keeps the same bytes once, however often and however simultaneously they come', async () => {
    const bytes = randomBytes(300_000)
    await files.storeBytes(bytes)
    await Promise.all([files.storeBytes(bytes), files.storeBytes(bytes)])
    expect(await leftovers()).to.deep.equal([1, 2, 0])
  })

  it('refuses what is too large while it arrives, and keeps nothing of it', async () => {
    const source = inPieces(randomBytes(900_000), 10_000)
    const refused = await files.store(source, { maxBytes: 600_000 }).catch(error => error)
    expect(refused).to.be.instanceOf(FileTooLarge)
    expect(source.destroyed).to.equal(true)
    expect(await leftovers()).to.deep.equal([0, 0, 0])
  })

  it('keeps nothing of a file that breaks off half-way', async () => {
    const broken = Readable.from(
      (async function* () {
        yield randomBytes(400_000)
        throw new Error('connection lost')
      })(),
      { objectMode: false },
    )
    const failure = await files.store(broken, anyLength).catch(error => error)
    expect(String(failure)).to.include('connection lost')
    expect(await leftovers()).to.deep.equal([0, 0, 0])
  })

  it('lets nobody address a file that is only staged, and forgets it when it is discarded', async () => {
    const bytes = randomBytes(1000)
    const staged = await files.stage(inPieces(bytes, 100), anyLength)
    expect(await files.stat(staged.digest)).to.equal(undefined)
    expect(Buffer.concat(await staged.open({ start: 10, end: 20 }).toArray())).to.deep.equal(bytes.subarray(10, 20))
    await staged.discard()
    expect(await leftovers()).to.deep.equal([0, 0, 0])
  })

  it('clears away what a killed process left behind, and not what is still arriving', async () => {
    await files.stage(Readable.from([randomBytes(300_000)]), anyLength)
    clock.advance(2 * HOUR_MS)
    await files.stage(Readable.from([randomBytes(10)]), anyLength)
    await files.sweepUnfinished(new Date(NOON.getTime() + HOUR_MS))
    expect(await leftovers()).to.deep.equal([1, 1, 1])
  })

  it('clears away nothing that was kept, were the process killed before it noted that', async () => {
    const staged = await files.stage(Readable.from([Buffer.from('kept')]), anyLength)
    const uploads = database.connection.db!.collection('files.uploads')
    const noted = await uploads.findOne({})
    const { digest } = await staged.keep()
    await uploads.insertOne(noted!)
    clock.advance(HOUR_MS)
    await files.sweepUnfinished(clock.now())
    expect(String(await files.read(digest))).to.equal('kept')
    expect(await uploads.countDocuments()).to.equal(0)
  })

  it('does not remove a file whose bytes were stored again after the removal was decided', async () => {
    const { digest } = await files.storeBytes(Buffer.from('wanted again'))
    clock.advance(HOUR_MS)
    await files.storeBytes(Buffer.from('wanted again'))
    expect(await files.removeIfStoredBefore(digest, new Date(NOON.getTime() + 1))).to.equal(false)
    expect(String(await files.read(digest))).to.equal('wanted again')
    expect(await files.removeIfStoredBefore(digest, new Date(NOON.getTime() + 2 * HOUR_MS))).to.equal(true)
    expect(await leftovers()).to.deep.equal([0, 0, 0])
  })

  it('says so when there is no such file', async () => {
    expect(await files.open('0'.repeat(64)).catch(error => error)).to.be.instanceOf(NotFound)
  })
})
