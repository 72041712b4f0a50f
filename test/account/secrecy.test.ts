import { expect } from 'chai'
import { ATTEMPT_LIMITS, createAccount } from '../../server/account/index.js'
import type { PasswordHasher } from '../../server/account/passwordHasher.js'
import { settableClock } from '../../server/platform/clock.js'
import { jobQueue } from '../../server/platform/jobs.js'
import { silentLog } from '../../server/platform/log.js'
import { rateLimits } from '../../server/platform/rateLimits.js'
import { aPerson } from '../support/aPerson.js'
import { openTestDatabase, type TestDatabase } from '../support/database.js'

/** Counts its work instead of doing it. */
function countingHasher() {
  const work = { hashed: 0, verified: 0 }
  const hasher: PasswordHasher = {
    async hash(password) {
      work.hashed++
      return `hash of ${password}`
    },
    async verify(passwordHash, password) {
      work.verified++
      return passwordHash === `hash of ${password}`
    },
  }
  return { work, hasher }
}

describe('the work behind an answer', () => {
  let database: TestDatabase
  const { work, hasher } = countingHasher()
  let account: ReturnType<typeof createAccount>
  let writes = 0

  before(async () => {
    database = await openTestDatabase()
    const db = database.connection
    const clock = settableClock(new Date('2026-03-02T09:00:00Z'))
    const jobs = jobQueue(db, { clock, log: silentLog })
    const enqueue: typeof jobs.enqueue = job => {
      writes++
      return jobs.enqueue(job)
    }
    const sessions = { of: async () => [], end: async () => {} }
    const settings = {
      limits: ATTEMPT_LIMITS,
      rateLimits: rateLimits(db),
      baseUrl: 'http://staffroom.example',
      administratorEmails: [],
    }
    const mailer = { send: async () => {}, sendMany: async () => {}, check: async () => {} }
    account = createAccount({
      db,
      clock,
      jobs: { ...jobs, enqueue },
      mailer,
      sessions,
      hasher,
      wake: () => {},
      ...settings,
    })
    await account.addPerson(aPerson({ email: 'known@school.example' }))
    await account.actions.register({ ...aNewcomer, address: 'pending@school.example' })
  })
  after(() => database.close())

  const aNewcomer = { name: 'Grace', password: 'three quiet corridors', language: 'en' as const, timeZone: 'UTC' }

  async function costOf(doing: () => Promise<unknown>) {
    Object.assign(work, { hashed: 0, verified: 0 })
    writes = 0
    await doing()
    return { ...work, writes }
  }

  it('is one verified password at sign-in, whoever has the address', async () => {
    for (const address of ['known@school.example', 'pending@school.example', 'nobody@school.example'])
      for (const password of ['wrong password', 'three quiet corridors'])
        expect(await costOf(() => account.checkCredentials(address, password)), address).to.deep.equal({
          ...{ hashed: 0, verified: 1, writes: 0 },
        })
  })

  it('is one hashed password and one job at joining, whoever has the address', async () => {
    for (const address of ['known@school.example', 'pending@school.example', 'nobody@school.example'])
      expect(await costOf(() => account.actions.register({ ...aNewcomer, address })), address).to.deep.equal({
        ...{ hashed: 1, verified: 0, writes: 1 },
      })
  })

  it('is one job for a forgotten password and for a second mail, whoever has the address', async () => {
    for (const address of ['known@school.example', 'pending@school.example', 'nobody@school.example']) {
      const nothingElse = { hashed: 0, verified: 0, writes: 1 }
      expect(await costOf(() => account.actions.requestPasswordReset(address))).to.deep.equal(nothingElse)
      expect(await costOf(() => account.actions.requestRegistrationMail(address))).to.deep.equal(nothingElse)
    }
  })
})
