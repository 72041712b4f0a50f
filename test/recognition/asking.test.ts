import { expect } from 'chai'
import { matchAwards } from '../../server/recognition/matchAwards.js'
import { open, type Recognition } from '../../server/recognition/recognition.js'
import { recognitionStore } from '../../server/recognition/store.js'
import { openTestDatabase, type TestDatabase } from '../support/database.js'

const AT = new Date('2026-03-02T09:00:00Z')
const ABOUT = {
  awardId: 'award',
  personId: 'ada',
  organizationId: 'tindvik',
  microCredentialId: 'mc',
  title: 'Looking',
}

describe('asking for recognition', () => {
  let database: TestDatabase
  before(async () => {
    database = await openTestDatabase()
  })
  after(() => database.close())

  it('is not lost when the award comes into the queue by itself at the same moment', async () => {
    const recognitions = recognitionStore(database.connection, () => {})
    for (const model of Object.values(database.connection.models)) await model.createIndexes()
    const stated = { hours: 25, credits: 1 }
    const { state, events } = open({ ...ABOUT, stated }, 'matched', { at: AT })

    let looks = 0
    const of = async (awardId: string, organizationId: string): Promise<Recognition | undefined> => {
      const found = await recognitions.of(awardId, organizationId)
      // Between the first look and the write that follows it.
      if (++looks === 1) await recognitions.insert(state, events)
      return found
    }
    const award = { id: ABOUT.awardId, earnerId: ABOUT.personId, ...ABOUT }
    const { ask } = matchAwards({
      recognitions: { ...recognitions, of },
      clock: { now: () => AT },
      neighbours: { award: { showTo: async () => award }, stated: async () => stated } as never,
      reach: { recognising: async () => [{ id: ABOUT.organizationId }] } as never,
    })
    await ask(ABOUT.awardId, ABOUT.personId, ABOUT.organizationId)
    expect((await recognitions.of(ABOUT.awardId, ABOUT.organizationId))?.state).to.equal('requested')
  })
})
