import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { expect } from 'chai'
import { type Collection, MongoClient } from 'mongodb'
import {
  findRunningEmbeddedMongo,
  type StoreReport,
  startEmbeddedMongo,
  verifyStore,
} from '../../server/embedded-mongo/index.js'
import { Catalog } from '../../server/embedded-mongo/store/catalog.js'
import { Environment } from '../../server/embedded-mongo/store/environment.js'
import { visitPages } from '../../server/embedded-mongo/store/intact.js'
import { breakSeal } from '../../server/embedded-mongo/store/seal.js'
import { recordKey } from '../../server/embedded-mongo/store/treeKeys.js'
import { aFolder, failureOf, removeFolder } from './support/database.js'

const SERVED = path.resolve('test/embedded-mongo/support/served.ts')
const STORM = path.resolve('test/embedded-mongo/support/stormWriter.ts')
const VERIFIED = path.resolve('test/embedded-mongo/support/verified.ts')
const PAGE = 4096
/** No start waits for a check: all of it goes on beside. */
const AT_ONCE = 0

describe('A store of the embedded MongoDB that is damaged', function () {
  this.timeout(60_000)
  let dataDir: string
  let served: ChildProcess | undefined
  const file = () => path.join(dataDir, 'db', 'data.mdb')

  beforeEach(async () => {
    dataDir = aFolder()
    await withServer(async things => {
      await things.createIndex({ n: 1 })
      await things.insertMany(Array.from({ length: 3_000 }, (_, n) => ({ n, filler: 'x'.repeat(100) })))
      // larger than a page
      await things.insertMany(Array.from({ length: 30 }, () => ({ n: -1, filler: 'x'.repeat(10_000) })))
    })
  })
  afterEach(() => {
    served?.kill('SIGKILL')
    removeFolder(dataDir)
  })

  async function withServer(use: (things: Collection) => Promise<unknown>): Promise<void> {
    const server = await startEmbeddedMongo({ dataDir })
    const client = await new MongoClient(server.uri).connect()
    await use(client.db().collection('things'))
    await client.close()
    await server.close()
  }

  /** Serves the folder in a process of its own. Answers what that says first, and all that it will have complained of. */
  async function serve(lookMillis?: number): Promise<{ said: string; complaints: Promise<string> }> {
    const args = ['--import', 'tsx', SERVED, dataDir, ...(lookMillis === undefined ? [] : [String(lookMillis)])]
    served = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    const complaints = text(served.stderr!)
    const [said] = (await once(createInterface({ input: served.stdout! }), 'line')) as [string]
    return { said, complaints }
  }

  /** As a client of the process that serves. */
  async function useServed(use: (things: Collection) => Promise<unknown>): Promise<void> {
    const uri = (await findRunningEmbeddedMongo(dataDir))!
    const client = await new MongoClient(uri, { serverSelectionTimeoutMS: 1_000 }).connect()
    await use(client.db().collection('things'))
    await client.close()
  }

  /** It may be gone before anybody listens. */
  async function ended(): Promise<void> {
    if (served!.exitCode === null && served!.signalCode === null) await once(served!, 'exit')
  }

  async function kill(): Promise<void> {
    served!.kill('SIGKILL')
    await ended()
  }

  const pageBytes = (page: number) => readFileSync(file()).subarray(page * PAGE, (page + 1) * PAGE)
  function overwrite(page: number, bytes: Buffer): void {
    const descriptor = openSync(file(), 'r+')
    writeSync(descriptor, bytes, 0, bytes.length, page * PAGE)
    closeSync(descriptor)
  }

  /** Each is done to pages in the middle of those that are in use. */
  const damages: Record<string, (used: number[]) => void> = {
    'by zeros': ([page]) => overwrite(page!, Buffer.alloc(PAGE)),
    'by random bytes': ([page]) => overwrite(page!, randomBytes(PAGE)),
    'by pages that change places': ([one, other]) => {
      const [bytes, others] = [pageBytes(one!), pageBytes(other!)]
      overwrite(one!, others)
      overwrite(other!, bytes)
    },
    'by losing its second half': () => truncateSync(file(), Math.floor(readFileSync(file()).length / 2 / PAGE) * PAGE),
  }
  const usedPages = () => [...visitPages(path.join(dataDir, 'db'))]
  const middle = () => usedPages().slice(Math.floor(usedPages().length / 2))
  const isDamaged = () =>
    new RegExp(`^.*${dataDir}/db/data\\.mdb is damaged: (page|it has been|it asks|it holds) .*
Nothing more should be written there\\. Stop the app, keep the folder as it is, and restore the newest backup into a new one:
  mv ${dataDir} ${dataDir}\\.damaged
  scripts/restore FILE$`)

  for (const [how, damage] of Object.entries(damages)) {
    it(`${how} is refused in words at a start, and is not touched`, async () => {
      damage(middle())
      const damaged = readFileSync(file())
      expect((await failureOf(startEmbeddedMongo({ dataDir }))).message).to.match(isDamaged())
      expect((await failureOf(startEmbeddedMongo({ dataDir }))).message).to.match(isDamaged())
      expect((await failureOf(verifyStore(dataDir))).message).to.match(isDamaged())
      expect(readFileSync(file()).equals(damaged)).to.equal(true)
      expect(existsSync(path.join(dataDir, 'lock'))).to.equal(false)
    })
  }

  it('is told beside the app when it is too large to be looked through at once, and writes are refused from then on', async () => {
    overwrite(middle().at(-1)!, randomBytes(PAGE))
    const damaged = readFileSync(file())
    const { said, complaints } = await serve(AT_ONCE)
    expect(said).to.equal('ready')
    await useServed(async things => {
      for (let failure: Error | undefined; failure === undefined; )
        failure = await things.updateOne({ n: 0 }, { $set: { n: 0 } }).then(
          () => undefined,
          error => error as Error,
        )
      expect((await failureOf(things.insertOne({ n: 1 }))).message).to.match(/is damaged/)
      expect(await things.estimatedDocumentCount()).to.equal(3_030)
    })
    await kill()
    expect((await complaints).trim()).to.match(isDamaged())
    expect(readFileSync(file()).equals(damaged)).to.equal(true)
  })

  it('is told although it ends the process that comes upon it', async () => {
    for (const page of middle()) overwrite(page, Buffer.alloc(PAGE))
    const damaged = readFileSync(file())
    const { said, complaints } = await serve(AT_ONCE)
    // LMDB may come upon it while it opens the file
    if (said === 'ready')
      await useServed(async things =>
        things
          .find({ filler: /y/ })
          .toArray()
          .catch(() => undefined),
      )
    await ended()
    expect(await complaints).to.match(/data\.mdb is damaged: .*\n.*\n +mv .*\n +scripts\/restore FILE/)
    expect(readFileSync(file()).equals(damaged)).to.equal(true)
  })

  it('while it is served is refused at the next start', async () => {
    await serve()
    overwrite(middle()[0]!, Buffer.alloc(PAGE))
    await kill()
    expect((await failureOf(startEmbeddedMongo({ dataDir }))).message).to.match(isDamaged())
  })

  /** Changes what is stored behind the server's back, in a file that LMDB finds sound. */
  async function tamper(change: (environment: Environment, tree: number) => void): Promise<void> {
    const environment = Environment.open(path.join(dataDir, 'db'))
    const { tree } = new Catalog(environment).find('staffroom', 'things')!.record
    environment.transact(() => change(environment, tree))
    await environment.close()
  }

  const tampered: Record<string, [(environment: Environment, tree: number) => void, RegExp]> = {
    'in a document': [
      (environment, tree) => environment.put(recordKey(tree, 17), Buffer.from('no document')),
      /one of its documents cannot be decoded/,
    ],
    'by the loss of a document': [
      (environment, tree) => environment.remove(recordKey(tree, 17)),
      /an index of staffroom\.things leads to a document that is not there/,
    ],
  }
  for (const [how, [change, words]] of Object.entries(tampered)) {
    it(`${how} is told when somebody comes upon it, and in the log once; what is whole is read on`, async () => {
      await tamper(change)
      const { complaints } = await serve()
      await useServed(async things => {
        for (const attempt of [1, 2]) {
          const failure = await failureOf(
            things
              .find({ n: { $gte: 0, $lt: 100 * attempt } })
              .sort({ n: 1 })
              .skip(1)
              .project({ n: 1 })
              .toArray(),
          )
          expect([failure.code, failure.codeName]).to.deep.equal([1, 'InternalError'])
          expect(failure.message).to.match(words)
        }
        expect((await failureOf(things.insertOne({ n: 1 }))).message).to.match(words)
        expect((await failureOf(things.deleteMany({}))).message).to.match(words)
        expect(await things.countDocuments({ n: { $gte: 2_000 } })).to.equal(1_000)
      })
      await kill()
      expect((await complaints).match(/is damaged/g)).to.have.length(1)
    })
  }

  describe('not at all', () => {
    it('has nothing said about it after its owner was killed', async () => {
      for (const lookMillis of [undefined, AT_ONCE, AT_ONCE]) {
        const { said, complaints } = await serve(lookMillis)
        expect(said).to.equal('ready')
        await useServed(async things => things.insertOne({ n: 1 }))
        await kill()
        expect(await complaints).to.equal('')
      }
      expect(await verifyStore(dataDir)).to.deep.include({ documents: 3_033, problems: [] })
    })

    it('is not looked through again when its owner has closed it, and nobody touched it since', async () => {
      const folder = path.join(dataDir, 'db')
      expect(breakSeal(folder)).to.equal(true)
      expect(breakSeal(folder)).to.equal(false)
      await withServer(async () => expect(breakSeal(folder)).to.equal(false))
      overwrite(middle()[0]!, pageBytes(middle()[0]!))
      expect(breakSeal(folder)).to.equal(false)
      await serve()
      await kill()
      expect(breakSeal(folder)).to.equal(false)
    })

    it('is verified while ten writers change it', async () => {
      served = spawn(process.execPath, ['--import', 'tsx', STORM, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
      for await (const line of createInterface({ input: served.stdout! })) if (line.startsWith('updated')) break
      served.stdout!.resume()
      const documents: number[] = []
      for (let time = 0; time < 6; time++) {
        const verifying = spawnSync(process.execPath, ['--import', 'tsx', VERIFIED, dataDir], { encoding: 'utf8' })
        const report = JSON.parse(verifying.stdout) as StoreReport
        expect(report.problems, verifying.stderr).to.deep.equal([])
        documents.push(report.documents)
      }
      expect(new Set(documents).size, 'moments that were looked at').to.be.above(3)
    })
  })
})
