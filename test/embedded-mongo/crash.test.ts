import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { expect } from 'chai'
import { verifyStore } from '../../server/embedded-mongo/index.js'
import { Catalog } from '../../server/embedded-mongo/store/catalog.js'
import { Environment } from '../../server/embedded-mongo/store/environment.js'
import { aFolder, removeFolder } from './support/database.js'
import { isSlow } from './support/random.js'

const ROUNDS = 20
const ACKNOWLEDGEMENTS_BEFORE_THE_KILL = isSlow ? 400 : 100

describe('The embedded MongoDB, killed in a storm of writes', function () {
  this.timeout(60_000 + ROUNDS * 15_000)

  it(`loses nothing that it acknowledged (${ROUNDS} times)`, async () => {
    const dataDir = aFolder()
    const safe = new Map<string, number>()
    for (let round = 0; round < ROUNDS; round++) {
      await stormAndKill(dataDir, round, safe)
      expect((await verifyStore(dataDir)).problems).to.deep.equal([])
      expect(await lost(dataDir, safe)).to.deep.equal([])
    }
    removeFolder(dataDir)
  })
})

/** Resolves once the process is dead; `safe` then has what it acknowledged, with the version each document reached. */
async function stormAndKill(dataDir: string, round: number, safe: Map<string, number>): Promise<void> {
  const script = path.resolve('test/embedded-mongo/support/stormWriter.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const failures: string[] = []
  let acknowledged = 0
  for await (const line of createInterface({ input: child.stdout! })) {
    const [what, id = '', version = '0'] = line.split(' ')
    if (what === 'failed') failures.push(line)
    if (what !== 'inserted' && what !== 'updated') continue
    safe.set(id, Number(version))
    if (++acknowledged === ACKNOWLEDGEMENTS_BEFORE_THE_KILL + round * 37) child.kill('SIGKILL')
  }
  await ended(child)
  expect(failures).to.deep.equal([])
  expect(acknowledged).to.be.at.least(ACKNOWLEDGEMENTS_BEFORE_THE_KILL)
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise(resolve =>
    child.exitCode !== null || child.signalCode !== null ? resolve() : child.once('exit', () => resolve()),
  )

interface Written {
  version?: number
  words: string[]
  filler: string
}

async function lost(dataDir: string, safe: Map<string, number>): Promise<string[]> {
  const environment = Environment.open(path.join(dataDir, 'db'), true)
  const storm = new Catalog(environment).find('staffroom', 'storm')!
  const found = new Map([...storm.scan()].map(({ doc }) => [doc._id as string, doc as unknown as Written]))
  await environment.close()
  return [...safe].flatMap(([id, version]) => {
    const doc = found.get(id)
    if (doc?.filler.length !== 200) return [id]
    // the answer to the last update may not have got out: more is as good
    return (doc.version ?? 0) >= version && doc.words.includes('changed') === (doc.version !== undefined)
      ? []
      : [`${id} at ${doc.version}`]
  })
}
