import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { expect } from 'chai'
import { type Collection, MongoClient } from 'mongodb'
import {
  type EmbeddedMongo,
  findRunningEmbeddedMongo,
  startEmbeddedMongo,
  verifyStore,
} from '../../server/embedded-mongo/index.js'
import { Catalog } from '../../server/embedded-mongo/store/catalog.js'
import { Environment } from '../../server/embedded-mongo/store/environment.js'
import { CATALOG_TREE } from '../../server/embedded-mongo/store/treeKeys.js'
import { aFolder, failureOf, removeFolder } from './support/database.js'

const SERVED = path.resolve('test/embedded-mongo/support/served.ts')
const MANY = 50_000
interface Thing {
  _id: number
  n: number
  tags: string[]
  text: string
}

describe('An index that the embedded MongoDB builds over many documents', function () {
  this.timeout(90_000)
  let dataDir: string
  let server: EmbeddedMongo | undefined
  let served: ChildProcess | undefined
  let client: MongoClient
  const things = (): Collection<Thing> => client.db().collection<Thing>('things')
  const aThing = (_id: number): Thing => ({ _id, n: _id, tags: [`a${_id % 7}`, `b${_id % 11}`], text: `Number ${_id}` })

  beforeEach(async () => {
    dataDir = aFolder()
    await open()
    for (let from = 0; from < MANY; from += 10_000)
      await things().insertMany(Array.from({ length: 10_000 }, (_, i) => aThing(from + i)))
  })
  afterEach(async () => {
    served?.kill('SIGKILL')
    await close()
    removeFolder(dataDir)
  })

  async function open(): Promise<void> {
    server = await startEmbeddedMongo({ dataDir })
    client = await new MongoClient(server.uri, { maxPoolSize: 20 }).connect()
  }

  async function close(): Promise<void> {
    await client.close()
    await server?.close()
    server = undefined
  }

  /** What the store holds of things that the catalog does not know. */
  async function strays(): Promise<number> {
    const environment = Environment.open(path.join(dataDir, 'db'), true)
    const known = new Set(
      new Catalog(environment)
        .all()
        .flatMap(({ record }) => [record.id, record.tree, ...record.indexes.map(index => index.tree)]),
    )
    let count = 0
    for (const { key } of environment.range(Buffer.alloc(4), Buffer.alloc(4, 0xff))) {
      const tree = key.readUInt32BE(0)
      if (tree !== CATALOG_TREE && !known.has(tree)) count++
    }
    await environment.close()
    return count
  }

  async function verified(): Promise<{ problems: string[]; strays: number }> {
    await close()
    return { problems: (await verifyStore(dataDir)).problems, strays: await strays() }
  }
  const SOUND = { problems: [], strays: 0 }

  const stageOf = async (filter: object): Promise<string> => {
    const { queryPlanner } = await things().find(filter).explain('queryPlanner')
    return (queryPlanner.winningPlan.inputStage ?? queryPlanner.winningPlan).stage
  }

  /** Runs as often as it can while the other runs; answers how often. */
  async function beside(other: Promise<unknown>, run: (n: number) => Promise<unknown>): Promise<number> {
    let isDone = false
    const done = other.finally(() => {
      isDone = true
    })
    let n = 0
    for (; !isDone; n++) await run(n)
    await done
    return n
  }

  it('knows what was inserted, changed and removed meanwhile', async () => {
    const building = Promise.all([
      things().createIndex({ n: 1 }, { unique: true }),
      things().createIndex({ tags: 1, n: -1 }),
      things().createIndex({ text: 1 }, { partialFilterExpression: { n: { $gt: 25_000 } } }),
    ])
    const written = await Promise.all(
      Array.from({ length: 10 }, (_, writer) =>
        beside(building, async n => {
          const some = (writer * 5_003 + n * 977) % MANY
          await things().insertOne(aThing(MANY + writer * 1_000_000 + n))
          await things().updateOne({ _id: some }, { $set: { n: -some - 1, text: 'changed' }, $push: { tags: 'late' } })
          if (n % 2 === 0) await things().deleteOne({ _id: (some * 31) % MANY })
        }),
      ),
    )
    expect(Math.min(...written), 'rounds of the writer that had the fewest').to.be.above(1)
    const late = await things().find({ tags: 'late' }).hint({ tags: 1, n: -1 }).toArray()
    expect(late).to.have.deep.members(await things().find({ tags: 'late' }).hint({ $natural: 1 }).toArray())
    expect(await verified()).to.deep.equal(SOUND)
  })

  it('serves when it is complete, and not before', async () => {
    expect(await stageOf({ n: 7 })).to.equal('COLLSCAN')
    const stages = new Set<string>()
    const wrong: number[] = []
    await beside(things().createIndex({ n: 1 }), async n => {
      stages.add(await stageOf({ n }))
      if ((await things().countDocuments({ n: MANY - 1 - n })) !== 1) wrong.push(n)
    })
    expect([stages.has('COLLSCAN'), wrong]).to.deep.equal([true, []])
    expect(await stageOf({ n: 7 })).to.equal('IXSCAN')
  })

  it('is built once when two ask for it', async () => {
    await Promise.all([things().createIndex({ n: 1 }), things().createIndex({ n: 1 })])
    expect(await stageOf({ n: 7 })).to.equal('IXSCAN')
    expect(await things().indexes()).to.have.length(2)
    expect(await verified()).to.deep.equal(SOUND)
  })

  it('leaves nothing when it meets a duplicate that was written meanwhile', async () => {
    const building = failureOf(things().createIndex({ n: 1 }, { unique: true }))
    await begun()
    await things().insertOne({ ...aThing(MANY), n: 3 })
    expect((await building).code).to.equal(11000)
    expect(await things().indexes()).to.have.length(1)
    await things().insertOne({ ...aThing(MANY + 1), n: 3 })
    expect(await verified()).to.deep.equal(SOUND)
  })

  /** The index is there, and not complete yet. */
  async function begun(): Promise<void> {
    while ((await things().indexes()).length < 2);
    expect(await stageOf({ n: 7 })).to.equal('COLLSCAN')
  }

  it('refuses a duplicate among what it knows already', async () => {
    const building = things().createIndex({ n: 1 }, { unique: true })
    await begun()
    expect((await failureOf(things().updateOne({ _id: 1 }, { $set: { n: 2 } }))).code).to.equal(11000)
    await building
    expect(await verified()).to.deep.equal(SOUND)
  })

  it('survives the failure of another write, and ends in words when it is dropped', async () => {
    const building = things().createIndex({ n: 1 })
    await begun()
    const merge = { into: 'things', whenMatched: 'fail' }
    expect(
      (
        await failureOf(
          things()
            .aggregate([{ $limit: 3 }, { $merge: merge }])
            .toArray(),
        )
      ).code,
    ).to.equal(11000)
    await building
    const dropped = failureOf(things().createIndex({ text: 1 }))
    while ((await things().indexes()).length < 3);
    await things().dropIndex('text_1')
    expect((await dropped).message).to.equal('the index was dropped while it was built')
    expect(await verified()).to.deep.equal(SOUND)
  })

  it('is finished at the next start when its owner was killed', async () => {
    await close()
    served = spawn(process.execPath, ['--import', 'tsx', SERVED, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(createInterface({ input: served.stdout! }), 'line')
    client = await new MongoClient((await findRunningEmbeddedMongo(dataDir))!).connect()
    const building = failureOf(things().createIndex({ n: 1, text: 1 }))
    await begun()
    const ended = once(served, 'exit')
    served.kill('SIGKILL')
    await Promise.all([building, ended])
    expect(await verified()).to.deep.equal(SOUND)

    await open()
    await things().updateOne({ _id: 5 }, { $set: { n: -5 } })
    while ((await stageOf({ n: 7 })) !== 'IXSCAN');
    expect(await things().countDocuments({ n: { $lt: 10 } })).to.equal(10)
    expect(await verified()).to.deep.equal(SOUND)
  })
})
