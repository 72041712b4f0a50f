import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'
import type { TestApp } from '../support/app.js'
import { post, visitor } from '../support/signIn.js'
import { aDemo, type Demo, ended, hear } from './aSeededDemo.js'
import { crawl } from './crawl.js'

const DAY_MS = 24 * 3600 * 1000
const LONGEST_MS = 300_000

describe('Seeding the demo network', function () {
  this.timeout(LONGEST_MS)

  describe('after a seeding that was killed half-way', () => {
    let demo: Demo
    let app: TestApp
    let left: number
    const collection = (name: string) => app.db.collection(name)
    const count = (name: string, query: object = {}) => collection(name).countDocuments(query)
    const statesOf = async (name: string) => (await collection(name).distinct('state')).sort()

    before(async () => {
      demo = await aDemo()
      const killed = demo.seedingProcess()
      await hear(killed, '40 %')
      killed.kill('SIGKILL')
      await ended(killed)

      left = await demo.withDatabase(db => db.collection('people').countDocuments())
      expect(await demo.seed()).to.equal('seeded')
      app = await demo.open()
    })
    after(async () => {
      await app?.close()
      await demo.remove()
    })

    it('had left something behind, and nobody is there twice', async () => {
      expect(left).to.be.above(0)
      expect(await count('people')).to.equal(42)
    })

    it('has organizations in two countries', async () => {
      expect(await count('organizations')).to.be.at.least(3)
      expect((await collection('organizations').distinct('country')).sort()).to.deep.equal(['CA', 'NO'])
    })

    it('has communities that talk', async () => {
      expect(await count('communities')).to.be.at.least(6)
      const talkedIn = await collection('replies').distinct('communityId')
      expect(talkedIn.length).to.be.at.least(6)
    })

    it('has eight published micro-credentials and more', async () => {
      expect((await app.rooms.microcredential.catalogue({ limit: 20 })).length).to.be.at.least(8)
    })

    it('has claims and submissions in every state that lasts', async () => {
      expect(await statesOf('claims')).to.deep.equal(['drafting', 'earned', 'submitted', 'withdrawn'])
      expect(await statesOf('submissions')).to.deep.equal(['decided', 'inAdjudication', 'inReview', 'withdrawn'])
      expect((await collection('submissions').distinct('decision.outcome')).sort()).to.deep.equal(['earned', 'notYet'])
    })

    it('has awards that wait, stand and are revoked', async () => {
      expect(await statesOf('awards')).to.deep.equal(['active', 'issued', 'revoked'])
      expect(await count('awards', { state: 'revoked', 'revocation.reason': { $ne: '' } })).to.equal(1)
    })

    it('has a programme whose completion was awarded, and a list that waits for somebody to award it', async () => {
      const completions = await collection('completions').find().sort({ _id: 1 }).toArray()
      expect(completions.map(({ state, awarded, total }) => [state, awarded, total])).to.deep.equal([
        ['done', 7, 7],
        ['planned', 0, 7],
      ])
      const awards = await collection('awards').find({ 'completion.id': completions[0]!._id }).toArray()
      expect(awards.map(({ state }) => state).sort()).to.deep.equal([...Array(5).fill('active'), 'issued', 'issued'])
      for (const { issuedAt } of awards) expect(issuedAt).to.be.below(new Date(app.clock.now().getTime() - 60 * DAY_MS))
    })

    it('leads an officer from the organization and the micro-credential to awarding on completion', async () => {
      const officer = visitor(app)
      const { personId } = (await app.rooms.demo!.people()).find(({ roleKey }) => roleKey === 'officer')!
      await post(officer, '/sign-in/demo', { personId }, '/sign-in')
      const home = '/organizations/wren-lake-district-school-board'
      expect((await officer.get(home)).text).to.include(`href="${home}/completions"`)
      const brief = (await officer.get('/microcredentials/mentoring-a-new-colleague')).text
      expect(brief).to.include(`href="${home}/completions?badge&#x3D;mentoring-a-new-colleague"`)
      const list = (await officer.get(`${home}/completions`)).text
      expect(list).to.include('Mentor circles, first group').and.include('Not awarded yet')
    })

    it('has looked whether everybody’s work is read alike: one talk, several that show nothing', async () => {
      const looks = await collection('fairnesslooks').find().toArray()
      expect(looks.map(({ state }) => state).sort()).to.deep.equal(['clear', 'clear', 'clear', 'clear', 'talking'])
      const steps: { name: string }[] = looks.find(({ state }) => state === 'talking')!.steps
      expect(steps.map(({ name }) => name)).to.deep.equal(['talk', 'answer'])
    })

    it('has a reviewer in the middle of a test, and others who are calibrated', async () => {
      expect(await count('calibrations', { 'lapse.why': 'pause' })).to.equal(1)
      expect(await count('calibrations', { calibratedAt: { $exists: true } })).to.equal(8)
    })

    it('has endorsements that are asked for, given and withdrawn', async () => {
      expect(await statesOf('endorsements')).to.include.members(['asked', 'given', 'withdrawn'])
    })

    it('has recognitions that are asked for, approved and denied', async () => {
      expect(await statesOf('recognitions')).to.include.members(['approved', 'denied', 'requested'])
    })

    it('has sent no mail', async () => {
      expect(existsSync(path.join(demo.config.dataDir, 'mail'))).to.equal(false)
      expect(await count('jobs', { kind: 'mail' })).to.equal(0)
    })

    it('has nothing left to announce', async () => {
      for (const { name } of await app.db.listCollections())
        expect(await count(name, { outboxDue: { $exists: true } }), name).to.equal(0)
      expect(await app.relay.parked()).to.deep.equal([])
    })

    it('has people who read what came more than two weeks ago', async () => {
      const longAgo = new Date(app.clock.now().getTime() - 15 * DAY_MS)
      expect(await count('notifications', { readAt: null })).to.be.above(0)
      expect(await count('notifications', { readAt: null, at: { $lt: longAgo } })).to.equal(0)
    })

    it('changes nothing when it is seeded again', async () => {
      const before = await fingerprint(app)
      await app.stop()
      const outcome = await demo.seed()
      app = await demo.open()
      expect(outcome).to.equal('seededBefore')
      expect(await fingerprint(app)).to.equal(before)
    })

    it('asks no reviewer for what is overdue on the first day', async () => {
      await app.rooms.review.attend()
      await app.drain()
      const states = await collection('submissions').distinct('reviews.state')
      expect(states).not.to.include('expired')
    })

    for (const roleKey of ['teacher', 'reviewer', 'officer'])
      it(`has no broken page for the ${roleKey} that one continues as`, async () => {
        const agent = visitor(app)
        const { personId } = (await app.rooms.demo!.people()).find(person => person.roleKey === roleKey)!
        expect((await post(agent, '/sign-in/demo', { personId }, '/sign-in')).status).to.equal(303)
        const visited = await crawl(agent, '/home')
        expect(visited.length).to.be.above(40)
        expect(visited.filter(({ status }) => status !== 200)).to.deep.equal([])
      })
  })

  describe('on a database with other data', () => {
    let demo: Demo
    before(async () => {
      demo = await aDemo()
    })
    after(() => demo.remove())

    it('says so, touches nothing, and offers nobody to continue as', async () => {
      await demo.withDatabase(db => db.collection('people').insertOne({ handle: 'signe' }))

      const command = demo.seedingProcess()
      expect(await hear(command, 'nothing was changed')).to.contain('holds other data')
      expect(await ended(command)).to.equal(1)

      const after = await demo.open()
      expect(await after.db.collection('people').countDocuments()).to.equal(1)
      expect(await after.rooms.demo!.people()).to.deep.equal([])
      await after.close()
    })

    it('is refused in production', async () => {
      const command = demo.seedingProcess({ NODE_ENV: 'production' })
      expect(await hear(command, 'production')).to.equal('The demo network is never seeded in production.\n')
      expect(await ended(command)).to.equal(1)
    })
  })
})

/** Changes with any change of any document. */
async function fingerprint({ db }: TestApp): Promise<string> {
  const hash = createHash('sha256')
  const names = (await db.listCollections()).map(({ name }) => name).sort()
  for (const name of names) {
    const documents = await db.collection(name).find().sort({ _id: 1 }).toArray()
    hash.update(JSON.stringify([name, documents]))
  }
  return hash.digest('hex')
}
