import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'
import { MongoClient } from 'mongodb'
import { findRunningEmbeddedMongo, startEmbeddedMongo, verifyStore } from '../../server/embedded-mongo/index.js'
import { aFolder, failureOf, removeFolder } from './support/database.js'

const PAGE = 4096

describe('The data folder of the embedded MongoDB', () => {
  let dataDir: string
  beforeEach(() => {
    dataDir = aFolder()
  })
  afterEach(() => removeFolder(dataDir))

  async function withServer<T>(use: (client: MongoClient) => Promise<T>): Promise<T> {
    const server = await startEmbeddedMongo({ dataDir })
    const client = await new MongoClient(server.uri).connect()
    try {
      return await use(client)
    } finally {
      await client.close()
      await server.close()
    }
  }

  it('keeps documents and indexes from one start to the next', async () => {
    await withServer(async client => {
      await client.db().collection('a').createIndex({ n: 1 }, { unique: true })
      await client
        .db()
        .collection('a')
        .insertMany(Array.from({ length: 50 }, (_, n) => ({ n })))
    })
    await withServer(async client => {
      const collection = client.db().collection('a')
      expect(await collection.estimatedDocumentCount()).to.equal(50)
      expect((await failureOf(collection.insertOne({ n: 7 }))).code).to.equal(11000)
      await collection.insertOne({ n: 50 })
      expect((await collection.find().sort({ $natural: -1 }).limit(1).next())?.n).to.equal(50)
    })
    expect((await verifyStore(dataDir)).problems).to.deep.equal([])
  })

  it('is private to its owner', async () => {
    await withServer(async () => {
      expect(statSync(path.join(dataDir, 'db.sock')).mode & 0o777).to.equal(0o600)
      expect(statSync(path.join(dataDir, 'db')).mode & 0o777).to.equal(0o700)
    })
  })

  it('has one owner at a time, who can be found while it lives', async () => {
    await withServer(async () => {
      const failure = await failureOf(startEmbeddedMongo({ dataDir }))
      expect(failure.message).to.match(
        /is in use by process \d+\. Stop that process, choose another DATA_DIR, or connect/,
      )
      expect(await findRunningEmbeddedMongo(dataDir)).to.match(/^mongodb:\/\//)
    })
    expect(await findRunningEmbeddedMongo(dataDir)).to.equal(undefined)
  })

  it('is taken over from a process that was killed', async () => {
    const stale = { pid: process.pid, began: 'another boot', socketPath: path.join(dataDir, 'db.sock') }
    writeFileSync(path.join(dataDir, 'lock'), JSON.stringify(stale))
    writeFileSync(path.join(dataDir, 'db.sock'), '')
    expect(await withServer(client => client.db().command({ ping: 1 }))).to.include({ ok: 1 })
  })

  it('may have a path that is too long for a socket', async () => {
    dataDir = path.join(dataDir, 'x'.repeat(120))
    await withServer(async () => {
      const { socketPath } = JSON.parse(readFileSync(path.join(dataDir, 'lock'), 'utf8')) as { socketPath: string }
      expect(Buffer.byteLength(socketPath)).to.be.below(100)
      expect(statSync(path.dirname(socketPath)).mode & 0o777).to.equal(0o700)
      expect(await findRunningEmbeddedMongo(dataDir)).to.contain(encodeURIComponent(socketPath))
    })
  })

  it('is refused in words when it cannot be written to', async function () {
    if (process.getuid?.() === 0) return this.skip() // nothing is read-only to root
    chmodSync(dataDir, 0o500)
    expect((await failureOf(startEmbeddedMongo({ dataDir }))).message).to.match(/cannot be written to \(EACCES\)/)
  })

  it('is refused in words when it is a file', async () => {
    writeFileSync(path.join(dataDir, 'file'), '')
    expect((await failureOf(startEmbeddedMongo({ dataDir: path.join(dataDir, 'file') }))).message).to.match(
      /cannot be written to/,
    )
  })

  it('is refused in words when the database is something else', async () => {
    mkdirSync(path.join(dataDir, 'db'))
    writeFileSync(path.join(dataDir, 'db', 'data.mdb'), 'this is not a database'.repeat(1000))
    expect((await failureOf(startEmbeddedMongo({ dataDir }))).message).to.match(
      /is damaged: it does not begin like an LMDB file\.\n.* keep the folder as it is, and restore the newest backup/,
    )
    expect(existsSync(path.join(dataDir, 'lock'))).to.equal(false)
  })

  it('is refused in words when the database has been cut short', async () => {
    await withServer(client =>
      client
        .db()
        .collection('a')
        .insertMany(Array.from({ length: 2000 }, (_, n) => ({ n, filler: 'x'.repeat(100) }))),
    )
    truncateSync(path.join(dataDir, 'db', 'data.mdb'), 40_000)
    expect((await failureOf(startEmbeddedMongo({ dataDir }))).message).to.match(/is damaged/)
  })

  for (const [name, step] of Object.entries({ 'all over': 1, 'here and there': 5 })) {
    it(`is verified in words, and without harm, where the database has been overwritten ${name}`, async () => {
      await withServer(client =>
        client
          .db()
          .collection('a')
          .insertMany(Array.from({ length: 2000 }, (_, n) => ({ n, filler: 'x'.repeat(100) }))),
      )
      const file = path.join(dataDir, 'db', 'data.mdb')
      const bytes = readFileSync(file)
      // the first two pages are the roots
      for (let page = 2; page * PAGE < bytes.length; page += step) bytes.fill(page, page * PAGE, (page + 1) * PAGE)
      writeFileSync(file, bytes)
      expect((await failureOf(verifyStore(dataDir))).message).to.match(
        /data\.mdb is damaged: page \d+ of \d+ has been overwritten\.\n.*\n {2}mv .*\n {2}scripts\/restore FILE$/,
      )
      expect(readFileSync(file).equals(bytes)).to.equal(true)
    })
  }

  it('is verified by its own rules, which notice a wrong index', async () => {
    await withServer(client => client.db().collection('a').insertOne({ n: 1 }))
    const { Environment } = await import('../../server/embedded-mongo/store/environment.js')
    const { treeRange } = await import('../../server/embedded-mongo/store/treeKeys.js')
    const { Catalog } = await import('../../server/embedded-mongo/store/catalog.js')
    const environment = Environment.open(path.join(dataDir, 'db'))
    const index = new Catalog(environment).all()[0]!.indexes[0]!
    environment.transact(() => environment.clear(...treeRange(index.record.tree)))
    await environment.close()
    expect((await verifyStore(dataDir)).problems.join()).to.match(
      /index _id_ lacks the document .*index _id_ has 0 entries, its documents call for 1/,
    )
  })

  it('can be served on a port as well', async () => {
    const server = await startEmbeddedMongo({ dataDir, tcpPort: 0 })
    expect(server.tcpPort).to.be.a('number')
    const client = await new MongoClient(`mongodb://127.0.0.1:${server.tcpPort}/?directConnection=true`).connect()
    expect(await client.db().command({ ping: 1 })).to.include({ ok: 1 })
    await client.close()
    await server.close()
  })

  it('is served by the compiled server too', function () {
    this.timeout(60_000)
    const outDir = path.join('node_modules', '.cache', `embedded-mongo-${process.pid}`)
    const compiled = spawnSync('npx', ['tsc', '-p', 'tsconfig.build.json', '--outDir', outDir, '--noCheck'], {
      encoding: 'utf8',
    })
    const script = `import('./${outDir}/embedded-mongo/index.js').then(async ({ startEmbeddedMongo }) => {
      const server = await startEmbeddedMongo({ dataDir: process.argv[1] })
      const { MongoClient } = await import('mongodb')
      const client = await new MongoClient(server.uri).connect()
      console.log((await client.db().command({ ping: 1 })).ok)
      await client.close()
      await server.close()
    })`
    const run = spawnSync(process.execPath, ['-e', script, dataDir], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    })
    removeFolder(outDir)
    expect(run.stdout.trim(), compiled.stdout + run.stderr).to.equal('1')
  })
})
