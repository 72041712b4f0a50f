import { expect } from 'chai'
import type { Model } from 'mongoose'
import { createAward } from '../../server/award/index.js'
import { createNotification } from '../../server/notification/index.js'
import type { Mail } from '../../server/platform/mailer.js'
import { StaleWrite } from '../../server/shared/retryOnStale.js'
import { type AwardHouse, anAwardHouse, BASE_URL, ISSUER, person } from './anAwardHouse.js'

const MINUTE = 60_000
const READS = ['find', 'findOne', 'aggregate', 'countDocuments', 'distinct'] as const
const WRITES = ['insertOne', 'insertMany', 'updateOne', 'updateMany', 'findOneAndUpdate', 'deleteOne'] as const
type Moment = 'before' | 'after'
type Collection = Record<string, (...given: unknown[]) => unknown>

/** Ends the process before or after its nth write: nothing it tries from then on has any effect. */
function mortal(models: Record<string, Model<unknown>>) {
  let dead = false
  let writes = 0
  let dying: { nth: number; moment: Moment } | undefined
  const end = () => {
    dead = true
    throw new Error('the process ends')
  }
  for (const { collection } of Object.values(models)) {
    const methods = collection as unknown as Collection
    for (const name of [...READS, ...WRITES]) {
      const original = methods[name]!.bind(collection)
      const isWrite = (WRITES as readonly string[]).includes(name)
      const guarded = async (...given: unknown[]) => {
        if (dead) end()
        const isDying = dying?.nth === ++writes
        if (isDying && dying!.moment === 'before') end()
        try {
          return await original(...given)
        } finally {
          if (isDying || dead) end()
        }
      }
      methods[name] = (...given) => {
        if (isWrite) return guarded(...given)
        return dead ? end() : original(...given)
      }
    }
  }
  return {
    die(nth: number, moment: Moment) {
      writes = 0
      dying = { nth, moment }
    },
    /** Answers whether it had died. */
    revive(): boolean {
      const died = dead
      dead = false
      dying = undefined
      return died
    },
  }
}

describe('awarding on completion, wherever the process ends', () => {
  const PEOPLE = 7
  let house: AwardHouse
  let life: ReturnType<typeof mortal>
  let group = 0

  before(async () => {
    const told: { many?: ReturnType<typeof createNotification>['notifyMany'] } = {}
    const deps = { notifyMany: (list: never, readers: never) => told.many!(list, readers), awardedAtOnce: 3 }
    house = await anAwardHouse({ anatomy: { awardedBy: 'completion' }, deps })
    const { database, clock, jobs, people } = house
    const sendMany = (mails: Mail[]) =>
      jobs.enqueueMany(mails.map(mail => ({ key: mail.key, kind: 'mail', payload: mail })))
    told.many = createNotification({
      ...{ db: database.connection, clock, baseUrl: BASE_URL, secret: 'a secret that is long enough' },
      mailer: { send: async () => {}, sendMany, check: async () => {} },
      person: async id => people.get(id)!,
    }).notifyMany
    await database.createIndexes()
    // Its keys are there: they are not what this is about.
    await house.issued('first')
    life = mortal(database.connection.models as Record<string, Model<unknown>>)
  })
  after(() => house.close())

  async function aDecision() {
    group++
    const ids = Array.from({ length: PEOPLE }, (_, n) => `group-${group}-teacher-${n}`)
    for (const id of ids) house.people.set(id, person(id, id, `${id}@example.org`))
    const { id } = await house.award.completion.plan(ISSUER, {
      ...{ slug: 'looking-at-student-work', programme: `Programme ${group}`, groups: [], by: 'agnes' },
      list: { emails: ids.map(each => `${each}@example.org`), unread: [] },
    })
    await house.award.completion.start(id, 'agnes')
    return { id, ids }
  }

  /** What another process would do with the job, without a lease. */
  function rival() {
    let run: Parameters<typeof house.jobs.handle>[1]
    const handle: typeof house.jobs.handle = (kind, handler) => {
      if (kind === 'award.completion') run = handler
    }
    createAward({ ...house.deps, jobs: { ...house.jobs, handle } })
    return run!
  }
  const isAhead = (error: Error) => expect(error).to.be.instanceOf(StaleWrite)

  async function work() {
    await house.relay.drain()
    await house.jobs.drain()
  }

  /** Until the process has ended, or all is done. */
  async function workUntilDead() {
    await work().catch(() => {})
    await house.relay.stop()
    await house.jobs.stop()
    return life.revive()
  }

  async function standing(id: string, ids: string[]) {
    const { connection } = house.database
    const of = (name: string, query: object) => connection.collection(name).find(query).toArray()
    const [awards, notices, mails] = await Promise.all([
      of('awards', { earnerId: { $in: ids } }),
      of('notifications', { personId: { $in: ids } }),
      of('jobs', { kind: 'mail', _id: { $regex: `:group-${group}-` } }),
    ])
    const { state, awarded } = await house.award.completion.get(id)
    const each = (documents: { length: number }, people: unknown[]) => [documents.length, new Set(people).size]
    return {
      ...{ state, awarded },
      awards: each(
        awards,
        awards.map(award => award.earnerId),
      ),
      entries: new Set(awards.map(({ status }) => `${status.listId}#${status.index}`)).size,
      notices: each(
        notices,
        notices.map(notice => notice.personId),
      ),
      mails: each(
        mails,
        mails.map(mail => mail.payload.to),
      ),
    }
  }

  const COMPLETE = {
    ...{ state: 'done', awarded: PEOPLE, entries: PEOPLE },
    ...{ awards: [PEOPLE, PEOPLE], notices: [PEOPLE, PEOPLE], mails: [PEOPLE, PEOPLE] },
  }

  for (const moment of ['before', 'after'] as const)
    it(`goes on when it ended ${moment} any of its writes: none twice, none missing, nobody told twice`, async () => {
      let died = true
      for (let nth = 1; died; nth++) {
        const { id, ids } = await aDecision()
        life.die(nth, moment)
        died = await workUntilDead()
        house.clock.advance(2 * MINUTE)
        await work()
        expect(await standing(id, ids), `write ${nth}`).to.deep.equal(COMPLETE)
        if (!died) expect(nth).to.be.greaterThan(12)
      }
    })

  it('goes on when it ends again and again', async () => {
    const { id, ids } = await aDecision()
    for (let nth = 1; nth < 12; nth++) {
      life.die(nth, nth % 2 ? 'after' : 'before')
      await workUntilDead()
      house.clock.advance(2 * MINUTE)
    }
    await work()
    expect(await standing(id, ids)).to.deep.equal(COMPLETE)
  })

  it('comes to the same when two do it at once', async () => {
    const { id, ids } = await aDecision()
    await house.relay.drain()
    await Promise.all([house.jobs.drain(), ...[1, 2].map(() => rival()({ completionId: id } as never).catch(isAhead))])
    house.clock.advance(2 * MINUTE)
    await work()
    expect(await standing(id, ids)).to.deep.equal(COMPLETE)
  })
})
