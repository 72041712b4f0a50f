import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect } from 'chai'
import { openDatabase } from '../../server/platform/database.js'
import { rateLimits } from '../../server/platform/rateLimits.js'
import { TooMany } from '../../server/shared/errors.js'
import { dropDatabase, openTestDatabase, ownDatabase, type TestDatabase } from '../support/database.js'

const THREE = { points: 3, seconds: 60 }
const refusal = (work: Promise<void>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

describe('rate limits', () => {
  let database: TestDatabase
  before(async () => {
    database = await openTestDatabase()
  })
  after(() => database.close())

  it('refuse what is beyond the limit, and say for how long', async () => {
    const limiter = rateLimits(database.connection)('refuse', THREE)
    for (let i = 0; i < 3; i++) await limiter.consume('ada')
    const error = await refusal(limiter.consume('ada'))
    expect(error).to.be.instanceOf(TooMany)
    expect((error as TooMany).retryAfterSeconds).to.be.within(1, 60)
    await limiter.consume('grace')
  })

  it('give back and forget', async () => {
    const limiter = rateLimits(database.connection)('forgive', THREE)
    for (let i = 0; i < 3; i++) await limiter.consume('ada')
    await limiter.giveBack('ada')
    await limiter.consume('ada')
    await limiter.forget('ada')
    for (let i = 0; i < 3; i++) await limiter.consume('ada')
    expect(await refusal(limiter.consume('ada'))).to.be.instanceOf(TooMany)
  })

  it('let through exactly as many as allowed when all come at once', async () => {
    const limiter = rateLimits(database.connection)('burst', { points: 10, seconds: 60 })
    const refusals = await Promise.all(Array.from({ length: 40 }, () => refusal(limiter.consume('ada'))))
    expect(refusals.filter(error => error === undefined)).to.have.length(10)
    expect(refusals.filter(error => error instanceof TooMany)).to.have.length(30)
  })

  it('hold over a restart', async () => {
    const dataDir = await mkdtemp(path.join(os.tmpdir(), 'staffroom-limits-'))
    const settings = { uri: ownDatabase(), dataDir }
    const consumeTwice = async () => {
      const { connection, createIndexes, close } = await openDatabase(settings)
      const limiter = rateLimits(connection)('restart', THREE)
      await createIndexes()
      const refusals = [await refusal(limiter.consume('ada')), await refusal(limiter.consume('ada'))]
      await close()
      return refusals.map(error => error instanceof TooMany)
    }
    expect(await consumeTwice()).to.deep.equal([false, false])
    expect(await consumeTwice()).to.deep.equal([false, true])
    await dropDatabase(settings.uri)
    await rm(dataDir, { recursive: true, force: true })
  })
})
