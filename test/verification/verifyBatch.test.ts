import { expect } from 'chai'
import { settableClock } from '../../server/platform/clock.js'
import { type Jobs, jobQueue } from '../../server/platform/jobs.js'
import { silentLog } from '../../server/platform/log.js'
import { TooMany } from '../../server/shared/errors.js'
import { batchStore } from '../../server/verification/batchStore.js'
import { type BatchDeps, type Batches, verifyBatch } from '../../server/verification/verifyBatch.js'
import { openTestDatabase, type TestDatabase } from '../support/database.js'

const START = new Date('2026-01-01T12:00:00Z')
const addresses = (name: string, count: number) =>
  Array.from({ length: count }, (_, n) => ({ name: `${name} ${n}`, url: `https://${name}.example/${n}` }))
const UNKNOWN = { verified: false, outcome: 'unknown', status: 'unknown', checks: [], credential: {} } as never

describe('many badges at once', () => {
  let database: TestDatabase
  let jobs: Jobs
  let asked: string[]
  let batches: Batches
  const clock = settableClock(START)

  /** Each answer takes a turn of the event loop or two, as if somebody far away had to be asked. */
  const slowly = async (url: string) => {
    asked.push(new URL(url).host)
    await new Promise(resolve => setImmediate(resolve))
    return UNKNOWN
  }
  const batchesWith = (verify: (url: string) => Promise<never>) =>
    verifyBatch({
      batches: batchStore(database.connection),
      jobs,
      clock,
      verify: (submitted => verify('url' in submitted ? submitted.url : '')) as BatchDeps['verify'],
    })

  beforeEach(async () => {
    database = await openTestDatabase()
    jobs = jobQueue(database.connection, { clock, log: silentLog })
    asked = []
    batches = batchesWith(slowly)
    await Promise.all(Object.values(database.connection.models).map(model => model.createIndexes()))
  })
  afterEach(() => database.close())

  const begin = (name: string, count: number, network: string) => {
    clock.advance(1)
    return batches.begin(addresses(name, count), network)
  }
  const outcomes = async (id: string) => (await batches.items(id)).map(({ result }) => result?.outcome)

  it('are asked about several at a time, and each once', async () => {
    let running = 0
    let most = 0
    batches = batchesWith(async url => {
      most = Math.max(most, ++running)
      await slowly(url)
      running--
      return UNKNOWN
    })
    const id = await begin('slow', 30, 'one')
    await jobs.drain()
    expect(most).to.be.within(4, 8)
    expect(asked).to.have.length(30)
    expect(await outcomes(id)).to.deep.equal(Array(30).fill('unknown'))
  })

  it('take turns with those of others, who do not wait for the batches before theirs', async () => {
    for (const name of ['a', 'b', 'c']) await begin(name, 60, 'greedy')
    await begin('patient', 3, 'other')
    await jobs.drain()
    expect(asked).to.have.length(183)
    expect(asked.lastIndexOf('patient.example')).to.be.below(40)
    expect(asked.indexOf('b.example')).to.be.above(asked.lastIndexOf('a.example'))
  })

  it('wait in a line of their network, which has an end', async () => {
    for (let n = 0; n < 5; n++) await begin('a', 1, 'greedy')
    const refused = await begin('a', 1, 'greedy').catch((error: unknown) => error)
    expect(refused).to.be.instanceOf(TooMany)
    await begin('b', 1, 'other')
    await jobs.drain()
    await begin('a', 1, 'greedy')
  })

  it('are all answered in the end where checking one of them fails each time', async () => {
    batches = batchesWith(async url => {
      if (url.endsWith('/3')) throw new Error('a bug of ours')
      return slowly(url)
    })
    const id = await begin('a', 20, 'one')
    const next = await begin('b', 2, 'one')
    for (let n = 0; n < 6; n++) {
      await jobs.drain()
      clock.advance(60_000)
    }
    expect(await outcomes(id)).to.deep.equal(Array(20).fill('unknown'))
    expect(await outcomes(next)).to.deep.equal(['unknown', 'unknown'])
    expect(asked).to.have.length(21)
  })
})
