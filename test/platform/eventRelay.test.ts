import { expect } from 'chai'
import { Schema } from 'mongoose'
import { aggregateFields, aggregateStore, OUTBOX_INDEX } from '../../server/platform/aggregateStore.js'
import { settableClock } from '../../server/platform/clock.js'
import { eventRelay } from '../../server/platform/eventRelay.js'
import { silentLog } from '../../server/platform/log.js'
import type { DomainEvent } from '../../server/shared/events.js'
import { StaleWrite } from '../../server/shared/retryOnStale.js'
import { openTestDatabase, type TestDatabase } from '../support/database.js'

interface Lamp {
  id: string
  version: number
  lit: boolean
  colour?: string
}
type Switched = DomainEvent & { name: 'switched'; n: number }

const lampSchema = new Schema({ ...aggregateFields, lit: Boolean, colour: String })
lampSchema.index(...OUTBOX_INDEX)

const MINUTE = 60_000

describe('the event relay', () => {
  let database: TestDatabase
  const clock = settableClock(new Date('2026-01-01T12:00:00Z'))

  before(async () => {
    database = await openTestDatabase()
  })
  after(() => database.close())

  let names = 0
  async function aRoom() {
    const model = database.connection.model(`Lamp${names++}`, lampSchema)
    await model.createIndexes()
    const lamps = aggregateStore<Lamp>(model)
    const relay = () => {
      delete (database.connection.models as Record<string, unknown>).ParkedEvent
      return eventRelay(database.connection, { clock, log: silentLog })
    }
    return { model, lamps, relay: relay(), another: relay }
  }

  const switched = (n: number): Switched => ({ id: `${names}-e${n}`, name: 'switched', at: clock.now(), n })

  it('delivers the events of one aggregate in order, each once, and then forgets them', async () => {
    const { lamps, relay } = await aRoom()
    const heard: number[] = []
    relay.react({ switched: async ({ n }: Switched) => void heard.push(n) })
    await lamps.insert({ id: 'a', version: 0, lit: false }, [switched(1), switched(2)])
    await lamps.save({ id: 'a', version: 0, lit: true }, [switched(3)])
    await relay.drain()
    await relay.drain()
    expect(heard).to.deep.equal([1, 2, 3])
  })

  it('delivers again after a reaction failed, and later events wait for it', async () => {
    const { lamps, relay } = await aRoom()
    const heard: number[] = []
    let down = true
    relay.react({
      switched: async ({ n }: Switched) => {
        if (down) throw new Error('down')
        heard.push(n)
      },
    })
    await lamps.insert({ id: 'a', version: 0, lit: false }, [switched(1), switched(2)])
    await relay.drain()
    expect(heard).to.deep.equal([])
    down = false
    clock.advance(MINUTE)
    await relay.drain()
    expect(heard).to.deep.equal([1, 2])
  })

  it('parks an event that keeps failing, goes on with the next, and delivers the parked one when told to', async () => {
    const { lamps, relay } = await aRoom()
    const heard: number[] = []
    let poisonous = true
    relay.react({
      switched: async ({ n }: Switched) => {
        if (n === 1 && poisonous) throw new Error('cannot')
        heard.push(n)
      },
    })
    const [bad, good] = [switched(1), switched(2)]
    await lamps.insert({ id: 'a', version: 0, lit: false }, [bad, good])
    for (let tries = 0; tries < 8; tries++) {
      await relay.drain()
      clock.advance(10 * MINUTE)
    }
    expect(heard).to.deep.equal([2])
    expect((await relay.parked()).map(({ id }) => id)).to.include(bad.id)
    poisonous = false
    await relay.retryParked(bad.id)
    expect(heard).to.deep.equal([2, 1])
    expect((await relay.parked()).map(({ id }) => id)).not.to.include(bad.id)
  })

  it('loses nothing when the process dies between the write and the delivery', async () => {
    const { lamps, another } = await aRoom()
    await lamps.insert({ id: 'a', version: 0, lit: false }, [switched(1)])
    const heard: number[] = []
    const after = another()
    after.react({ switched: async ({ n }: Switched) => void heard.push(n) })
    await after.drain()
    expect(heard).to.deep.equal([1])
  })

  it('takes over what a dead process had leased, once the lease is over', async () => {
    const { model, lamps, another } = await aRoom()
    await lamps.insert({ id: 'a', version: 0, lit: false }, [switched(1)])
    await model.updateOne({ _id: 'a' }, { $set: { outboxDue: new Date(clock.now().getTime() + 30_000) } })
    const heard: number[] = []
    const relay = another()
    relay.react({ switched: async ({ n }: Switched) => void heard.push(n) })
    await relay.drain()
    expect(heard).to.deep.equal([])
    clock.advance(MINUTE)
    await relay.drain()
    expect(heard).to.deep.equal([1])
  })

  it('lets exactly one of fifty simultaneous writers save', async () => {
    const { lamps } = await aRoom()
    await lamps.insert({ id: 'a', version: 0, lit: false }, [])
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) => lamps.save({ id: 'a', version: 0, lit: true }, [switched(n)])),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).to.have.length(1)
    const failed = outcomes.filter(outcome => outcome.status === 'rejected')
    expect(failed.every(({ reason }) => reason instanceof StaleWrite)).to.equal(true)
    expect((await lamps.get('a')).version).to.equal(1)
  })

  it('refuses a second aggregate with the same id without touching the first', async () => {
    const { lamps } = await aRoom()
    expect(await lamps.insert({ id: 'a', version: 0, lit: true }, [])).to.equal(true)
    expect(await lamps.insert({ id: 'a', version: 0, lit: false }, [])).to.equal(false)
    expect((await lamps.get('a')).lit).to.equal(true)
  })

  it('removes a field that the new state no longer has', async () => {
    const { lamps } = await aRoom()
    await lamps.insert({ id: 'a', version: 0, lit: true, colour: 'amber' }, [])
    await lamps.save({ id: 'a', version: 0, lit: true }, [])
    expect(await lamps.get('a')).to.deep.equal({ id: 'a', version: 1, lit: true })
  })
})
