import { expect } from 'chai'
import { settableClock } from '../../server/platform/clock.js'
import { Hopeless, type Jobs, jobQueue } from '../../server/platform/jobs.js'
import { silentLog } from '../../server/platform/log.js'
import { openTestDatabase, type TestDatabase } from '../support/database.js'

const HOUR = 3_600_000
const MINUTE = 60_000

async function untilLeased({ connection }: TestDatabase): Promise<void> {
  while (!(await connection.collection('jobs').findOne({ attempts: 1 })));
}

describe('the job queue', () => {
  let database: TestDatabase
  let jobs: Jobs
  const clock = settableClock(new Date('2026-01-01T12:00:00Z'))

  beforeEach(async () => {
    database = await openTestDatabase()
    jobs = jobQueue(database.connection, { clock, log: silentLog })
    await Promise.all(Object.values(database.connection.models).map(model => model.createIndexes()))
  })
  afterEach(() => database.close())

  it('runs a job once, however often it is asked for', async () => {
    const ran: string[] = []
    jobs.handle('greet', async ({ name }: { name: string }) => void ran.push(name))
    for (let i = 0; i < 3; i++) await jobs.enqueue({ key: 'greet:kari', kind: 'greet', payload: { name: 'Kari' } })
    await jobs.drain()
    await jobs.enqueue({ key: 'greet:kari', kind: 'greet', payload: { name: 'Kari' } })
    await jobs.drain()
    expect(ran).to.deep.equal(['Kari'])
  })

  it('waits until a job is due', async () => {
    const ran: string[] = []
    jobs.handle('later', async () => void ran.push('now'))
    await jobs.enqueue({ key: 'a', kind: 'later', payload: {}, dueAt: new Date(clock.now().getTime() + HOUR) })
    await jobs.drain()
    expect(ran).to.deep.equal([])
    clock.advance(HOUR)
    await jobs.drain()
    expect(ran).to.deep.equal(['now'])
  })

  it('tries again after a failure, later each time, and gives up in the open', async () => {
    let tries = 0
    jobs.handle('doomed', async () => {
      tries++
      throw new Error('no')
    })
    await jobs.enqueue({ key: 'a', kind: 'doomed', payload: {} })
    await jobs.drain()
    await jobs.drain()
    expect(tries).to.equal(1)
    for (let i = 0; i < 40; i++) {
      clock.advance(2 * HOUR)
      await jobs.drain()
    }
    const [job] = await jobs.recent()
    expect({ tries, state: job?.state, error: job?.error }).to.deep.equal({
      tries: 36,
      state: 'failed',
      error: 'Error: no',
    })
  })

  it('does not try again what is hopeless', async () => {
    let tries = 0
    jobs.handle('refused', async () => {
      tries++
      throw new Hopeless('no such reader')
    })
    await jobs.enqueue({ key: 'a', kind: 'refused', payload: {} })
    for (let i = 0; i < 3; i++) {
      await jobs.drain()
      clock.advance(2 * HOUR)
    }
    expect({ tries, state: (await jobs.recent())[0]?.state }).to.deep.equal({ tries: 1, state: 'failed' })
  })

  it('is not woken from the dead by a worker that took too long and then failed', async () => {
    const other = jobQueue(database.connection, { clock, log: silentLog })
    let runs = 0
    const slow = async () => {
      runs++
      clock.advance(2 * MINUTE)
      await other.drain()
      throw new Error('too late')
    }
    jobs.handle('award', slow)
    other.handle('award', async () => void runs++)
    await jobs.enqueue({ key: 'a', kind: 'award', payload: {} })
    await jobs.drain()
    clock.advance(HOUR)
    await jobs.drain()
    expect({ runs, state: (await jobs.recent())[0]?.state }).to.deep.equal({ runs: 2, state: 'done' })
  })

  it('stays with the worker that has it when a slower one is done with it', async () => {
    const other = jobQueue(database.connection, { clock, log: silentLog })
    let letGo = () => {}
    const held = new Promise<void>(resolve => {
      letGo = resolve
    })
    jobs.handle('award', () => held)
    other.handle('award', async () => {
      letGo()
      await slow
      throw new Error('try again')
    })
    await jobs.enqueue({ key: 'a', kind: 'award', payload: {} })
    const slow = jobs.drain()
    await untilLeased(database)
    clock.advance(2 * MINUTE)
    await other.drain()
    expect((await jobs.recent())[0]).to.include({ state: 'waiting', error: 'Error: try again' })
  })

  it('runs as many of a kind side by side as it may, and no more', async () => {
    let running = 0
    let most = 0
    let letGo = () => {}
    const three = new Promise<void>(resolve => {
      letGo = resolve
    })
    const several = async () => {
      most = Math.max(most, ++running)
      if (running === 3) letGo()
      await three
      running--
    }
    jobs.handle('several', several, 3)
    await jobs.enqueueMany(Array.from({ length: 12 }, (_, n) => ({ key: `${n}`, kind: 'several', payload: {} })))
    await jobs.drain()
    expect(most).to.equal(3)
    expect((await jobs.recent()).every(({ state, attempts }) => state === 'done' && attempts === 1)).to.equal(true)
  })

  it('does not take up once more what runs here, however long it takes', async () => {
    let runs = 0
    let letGo = () => {}
    const held = new Promise<void>(resolve => {
      letGo = resolve
    })
    const slow = async () => {
      runs++
      await held
    }
    const next = async () => {
      clock.advance(2 * MINUTE)
      await jobs.enqueue({ key: 'third', kind: 'long', payload: { handler: 'last' } })
    }
    const last = async () => letGo()
    const handlers = { slow, next, last }
    jobs.handle('long', ({ handler }: { handler: keyof typeof handlers }) => handlers[handler](), 2)
    await jobs.enqueue({ key: 'first', kind: 'long', payload: { handler: 'slow' } })
    await jobs.enqueue({ key: 'second', kind: 'long', payload: { handler: 'next' } })
    await jobs.drain()
    expect(runs).to.equal(1)
  })

  it('runs other kinds while one is held up', async () => {
    const ran: string[] = []
    let letGo = () => {}
    const held = new Promise<void>(resolve => {
      letGo = resolve
    })
    jobs.handle('slow', async () => {
      await held
      ran.push('slow')
    })
    jobs.handle('quick', async () => {
      ran.push('quick')
      letGo()
    })
    await jobs.enqueue({ key: 'a', kind: 'slow', payload: {} })
    await jobs.enqueue({ key: 'b', kind: 'quick', payload: {} })
    await jobs.drain()
    expect(ran).to.deep.equal(['quick', 'slow'])
  })

  it('takes up what is asked for while another kind is held up', async () => {
    let letGo = () => {}
    const held = new Promise<void>(resolve => {
      letGo = resolve
    })
    const quick = new Promise<void>(resolve => jobs.handle('quick', async () => resolve()))
    jobs.handle('slow', async () => {
      await jobs.enqueue({ key: 'b', kind: 'quick', payload: {} })
      await held
    })
    await jobs.enqueue({ key: 'a', kind: 'slow', payload: {} })
    await jobs.start()
    await quick
    letGo()
    await jobs.stop()
  })

  it('runs what a job asks for in the same drain', async () => {
    const ran: string[] = []
    jobs.handle('a-last', async () => void ran.push('last'))
    jobs.handle('b-first', async () => jobs.enqueue({ key: 'l', kind: 'a-last', payload: {} }))
    await jobs.enqueue({ key: 'f', kind: 'b-first', payload: {} })
    await jobs.drain()
    expect(ran).to.deep.equal(['last'])
  })

  it('takes a failed job up again when an administrator says so', async () => {
    let broken = true
    jobs.handle('flaky', async () => {
      if (broken) throw new Error('no')
    })
    await jobs.enqueue({ key: 'a', kind: 'flaky', payload: {} })
    for (let i = 0; i < 40; i++) {
      await jobs.drain()
      clock.advance(2 * HOUR)
    }
    broken = false
    await jobs.retry('a')
    await jobs.drain()
    expect((await jobs.recent())[0]?.state).to.equal('done')
  })

  it('forgets the payload with the job, for it may hold a link that opens an account', async () => {
    jobs.handle('mail', async () => {})
    await jobs.enqueue({ key: 'a', kind: 'mail', payload: { secret: 'token' } })
    await jobs.drain()
    const stored = await database.connection.collection('jobs').findOne({ _id: 'a' as never })
    expect(stored).to.not.have.property('payload')
  })

  it('repeats scheduled work, and only when it is due again', async () => {
    let runs = 0
    jobs.every(HOUR, 'sweep', async () => void runs++)
    await jobs.start()
    await jobs.drain()
    await jobs.drain()
    expect(runs).to.equal(1)
    clock.advance(HOUR)
    await jobs.drain()
    expect(runs).to.equal(2)
    await jobs.stop()
  })
})
