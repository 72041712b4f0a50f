import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { expect } from 'chai'
import { MongoClient } from 'mongodb'
import { findRunningEmbeddedMongo, startEmbeddedMongo, verifyStore } from '../../server/embedded-mongo/index.js'
import { aFolder, failureOf, removeFolder } from './support/database.js'

const SERVED = path.resolve('test/embedded-mongo/support/served.ts')
const ROOM = 8_000_000
const NOBODY = 65_534
const canLimit = spawnSync('prlimit', ['--version']).status === 0

describe('The embedded MongoDB on a disk that', function () {
  this.timeout(60_000)
  let dataDir: string
  let served: ChildProcess | undefined
  beforeEach(() => {
    dataDir = aFolder()
  })
  afterEach(() => {
    served?.kill('SIGKILL')
    removeFolder(dataDir)
  })

  /** Serves the folder in a process of its own; answers what that says first. */
  async function serve(command: string[], uid?: number): Promise<string> {
    const [program = '', ...args] = [...command, process.execPath, '--import', 'tsx', SERVED, dataDir]
    served = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'], ...(uid ? { uid, gid: uid } : {}) })
    const [said] = (await once(createInterface({ input: served.stdout! }), 'line')) as [string]
    return said
  }

  it('is full refuses writes in words, loses nothing, goes on reading, and writes again when there is room', async function () {
    if (!canLimit) return this.skip()
    // the system lets this process write no further into a file than this
    await serve(['prlimit', `--fsize=${ROOM}:unlimited`])
    const client = await new MongoClient((await findRunningEmbeddedMongo(dataDir))!).connect()
    const things = client.db().collection<{ _id: number; n: number; filler: string }>('things')
    await things.createIndex({ n: 1 }, { unique: true })
    const aThing = (_id: number) => ({ _id, n: -_id, filler: 'x'.repeat(10_000) })
    let acknowledged = 0
    const fill = async () => {
      for (; acknowledged < 5_000; acknowledged++) await things.insertOne(aThing(acknowledged))
    }

    const failure = await failureOf(fill())
    expect([failure.code, failure.codeName]).to.deep.equal([14031, 'OutOfDiskSpace'])
    expect(failure.message).to.match(/The disk is full, or broken: nothing of this write was kept/)
    expect((await failureOf(things.insertMany([aThing(10_000), aThing(10_001), aThing(10_002)]))).code).to.equal(14031)
    expect(
      (
        await failureOf(
          client
            .db()
            .collection('new')
            .insertOne({ filler: 'x'.repeat(50_000) }),
        )
      ).code,
    ).to.equal(14031)
    const reads = await things
      .find({ n: { $lte: 0 } })
      .sort({ n: -1 })
      .toArray()
    expect(reads.map(thing => thing._id)).to.deep.equal(Array.from({ length: acknowledged }, (_, i) => i))

    expect(spawnSync('prlimit', [`--pid=${served!.pid}`, '--fsize=unlimited']).status).to.equal(0)
    await things.insertOne(aThing(acknowledged++))
    await client.close()
    served!.kill('SIGKILL')
    await once(served!, 'exit')
    const { problems, documents } = await verifyStore(dataDir)
    expect({ problems, documents }).to.deep.equal({ problems: [], documents: acknowledged })
  })

  it('is read-only refuses to start, in words', async () => {
    await (await startEmbeddedMongo({ dataDir })).close()
    chmodSync(dataDir, 0o500)
    // nothing is read-only to root: somebody else has to try
    const isRoot = process.getuid?.() === 0
    if (isRoot) chownSync(dataDir, NOBODY, NOBODY)
    const said = await serve([], isRoot ? NOBODY : undefined)
    expect(said).to.match(/cannot be written to \(EACCES\)\. Make it writable, or choose another DATA_DIR/)
  })

  it('belongs to somebody else refuses to start, in words', async function () {
    if (process.getuid?.() !== 0) return this.skip() // only root can give a folder away
    await (await startEmbeddedMongo({ dataDir })).close()
    chmodSync(dataDir, 0o777)
    const said = await serve([], NOBODY)
    expect(said).to.match(/EACCES|permission denied/i)
  })
})
