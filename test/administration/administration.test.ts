import { expect } from 'chai'
import { auditLine } from '../../server/administration/audit.js'
import { aPerson } from '../support/aPerson.js'
import { startTestApp, type TestApp } from '../support/app.js'
import { type Agent, post, signIn } from '../support/signIn.js'

const TWO_HOURS_MS = 2 * 3600 * 1000

describe('an audit line', () => {
  const at = new Date('2026-01-01T12:00:00Z')

  it('says who, what, when and why, by ids', () => {
    const line = auditLine({ id: 'e1', name: 'awardRevoked', at, actorId: 'p1', awardId: 'a1', reason: 'plagiarism' })
    expect(line).to.deep.equal({
      id: 'e1',
      name: 'awardRevoked',
      at,
      actorId: 'p1',
      reason: 'plagiarism',
      about: { awardId: 'a1' },
    })
  })

  it('keeps no texts and no names', () => {
    const line = auditLine({ id: 'e1', name: 'replied', at, text: 'private words', author: 'Kari', replyId: 'r1' })
    expect(JSON.stringify(line)).not.to.match(/private|Kari/)
  })
})

describe('administration', () => {
  let app: TestApp
  let soren: Agent
  let memberId: string

  before(async () => {
    app = await startTestApp()
    const administrator = await app.rooms.account.addPerson(aPerson({ isAdministrator: true }))
    memberId = (await app.rooms.account.addPerson(aPerson())).id
    soren = await signIn(app, administrator)
  })
  after(() => app.close())

  const found = (slug: string) =>
    app.rooms.community.found({
      ...{ slug, name: slug, purpose: 'p', norms: '', visibility: 'open', language: 'en' },
      founderId: memberId,
    })

  it('finds what a person did in the audit trail, once, however often the event came', async () => {
    await found('audited')
    await app.drain()
    await app.drain()
    const page = await soren.get(`/administration/audit?id=${memberId}`)
    expect(page.text.match(/<td>communityFounded<\/td>/g)).to.have.length(1)
  })

  it('finds nothing under an id that nobody has, and bears nonsense', async () => {
    for (const id of ['nobody', '%00', '<script>'])
      expect((await soren.get('/administration/audit').query({ id })).status).to.equal(200)
    expect((await soren.get('/administration/audit?before=never')).status).to.equal(200)
  })

  it('shows a parked event and delivers it when told to', async () => {
    let broken = true
    app.relay.react({
      communityFounded: async ({ communityId }: { communityId: string }) => {
        if (broken) throw new Error(`cannot with ${communityId}`)
      },
    })
    await found('unlucky')
    for (let tries = 0; tries < 8; tries++) {
      await app.relay.drain()
      app.clock.advance(600_000)
    }
    const overview = await soren.get('/administration')
    expect(overview.text).to.include('communityFounded').and.include('cannot with')
    const action = /action="(\/administration\/parked\/[^"]+)"/.exec(overview.text)![1]!
    expect((await post(soren, action)).headers.location).to.equal('/administration')
    expect((await soren.get('/administration')).text).to.include('It failed again')
    broken = false
    await post(soren, action)
    expect((await soren.get('/administration')).text).to.include('Nothing is parked')
  })

  it('shows jobs with their last outcome, and takes failed ones up again', async () => {
    app.jobs.handle('doomed', async () => {
      throw new Error('no luck')
    })
    await app.jobs.enqueue({ key: 'doomed:1', kind: 'doomed', payload: {} })
    for (let tries = 0; tries < 40; tries++) {
      await app.jobs.drain()
      app.clock.advance(TWO_HOURS_MS)
    }
    const jobs = await soren.get('/administration/jobs')
    expect(jobs.text).to.include('no luck').and.include('Failed')
    await post(soren, '/administration/jobs/doomed%3A1/retry')
    expect((await app.jobs.recent()).find(({ id }) => id === 'doomed:1')?.state).to.equal('waiting')
  })
})
