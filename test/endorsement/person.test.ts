import { expect } from 'chai'
import { post, visitor } from '../support/signIn.js'
import { anEndorsedApp, type EndorsedApp, WORDS } from './anEndorsedApp.js'

describe('an endorsement of an award by somebody here', () => {
  let app: EndorsedApp
  beforeEach(async () => {
    app = await anEndorsedApp()
  })
  afterEach(() => app.close())

  it('is asked for on a page, read, looked at, signed, shown, embedded and verified', async () => {
    const ada = await app.as(app.ada)
    const ask = `/endorsements/ask/award/${app.award.id}`
    expect((await ada.get(`/badges/${app.award.id}`)).text).to.include(ask)
    const sent = await post(ada, ask, { endorser: '@kari', message: 'You saw it in October.' }, ask)
    expect(sent.status, sent.text).to.equal(303)
    await app.drain()

    const kari = await app.as(app.kari)
    const mine = (await kari.get('/endorsements')).text
    const page = /href="(\/endorsements\/[0-9a-z]{26})"/.exec(mine)![1]!
    expect((await kari.get('/notifications')).text).to.include('asks you to endorse')
    const reading = (await kari.get(page).set('Accept', 'text/html')).text
    expect(reading).to.include('You saw it in October.').and.include('Looking at student work')
    const look = await post(kari, `${page}/statement`, { words: WORDS, step: 'look' }, page)
    expect(look.status).to.equal(200)
    expect(look.text).to.include(WORDS).and.include('This is how it will look')
    expect((await post(kari, `${page}/statement`, { words: WORDS, step: 'sign' }, page)).status).to.equal(303)
    await app.drain()

    const badge = (await visitor(app).get(`/badges/${app.award.id}`)).text
    expect(badge).to.include(WORDS).and.include('Kari Elvestad')
    const { endorsement } = await app.credential()
    expect(endorsement).to.have.length(1)
    expect(endorsement[0].credentialSubject).to.include({
      id: `${app.config.baseUrl}/credentials/${app.award.id}`,
      endorsementComment: WORDS,
    })
    const served = await visitor(app).get(`/credentials/${app.award.id}.json`)
    const report = await app.verified(served.text)
    expect(report, JSON.stringify(report.checks)).to.include({ outcome: 'verified' })
    expect(report.checks.map(({ code }) => code)).to.include('endorsements-valid')
    expect((await ada.get('/notifications')).text).to.include('Kari Elvestad has endorsed')
  })
})
