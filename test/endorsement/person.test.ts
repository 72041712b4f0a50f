import { expect } from 'chai'
import { post, visitor } from '../support/signIn.js'
import { anEndorsedApp, codesOf, type EndorsedApp, WORDS } from './anEndorsedApp.js'

describe('an endorsement of an award by somebody here', () => {
  let app: EndorsedApp
  before(async () => {
    app = await anEndorsedApp()
  })
  after(() => app.close())

  it('is asked for on a page, read, looked at, signed, shown, embedded and verified', async () => {
    const award = await app.accepted('public')
    const ada = await app.as(app.ada)
    const ask = `/endorsements/ask/award/${award.id}`
    expect((await ada.get(`/badges/${award.id}`)).text).to.include(ask)
    const sent = await post(ada, ask, { endorser: '@kari', message: 'You saw it in October.' }, ask)
    expect(sent.status, sent.text).to.equal(303)
    await app.drain()

    const kari = await app.as(app.kari)
    const mine = (await kari.get('/endorsements')).text
    const page = /href="(\/endorsements\/[0-9a-z]{26})"/.exec(mine)![1]!
    expect((await kari.get('/notifications')).text).to.include('asks you to endorse')
    expect((await kari.get('/home')).text).to.include(page)
    const reading = (await app.page(page, kari)).text
    expect(reading).to.include('You saw it in October.').and.include('Looking at student work')
    const look = await post(kari, `${page}/statement`, { words: WORDS, step: 'look' })
    expect(look.status).to.equal(200)
    expect(look.text).to.include(WORDS).and.include('This is how it will look')
    const change = await post(kari, `${page}/statement`, { words: WORDS, step: 'change' })
    expect(change.text).to.include(`>${WORDS}</textarea>`)
    expect((await post(kari, `${page}/statement`, { words: WORDS, step: 'sign' })).status).to.equal(303)
    await app.drain()

    const badge = (await visitor(app).get(`/badges/${award.id}`)).text
    expect(badge).to.include(WORDS).and.include('Kari Elvestad')
    const { endorsement } = await app.credential(award)
    expect(endorsement).to.have.length(1)
    expect(endorsement[0].credentialSubject).to.deep.equal({
      id: `${app.config.baseUrl}/credentials/${award.id}`,
      type: ['EndorsementSubject'],
      endorsementComment: WORDS,
    })
    const report = await app.verified((await visitor(app).get(`/credentials/${award.id}.json`)).text)
    expect(report, JSON.stringify(report.checks)).to.include({ outcome: 'verified' })
    expect(codesOf(report)).to.include('endorsements-valid')
    expect((await ada.get('/notifications')).text).to.include('Kari Elvestad has endorsed')
  })

  it('keeps everything typed when something is missing', async () => {
    const { id } = await app.asked(await app.accepted('public'))
    const kari = await app.as(app.kari)
    const empty = await post(kari, `/endorsements/${id}/statement`, { words: '  ', step: 'sign' })
    expect(empty.status).to.equal(422)
    expect(empty.text).to.include('href="#words"')
    const long = 'x'.repeat(1201)
    const tooLong = await post(kari, `/endorsements/${id}/statement`, { words: long, step: 'sign' })
    expect(tooLong.status).to.equal(422)
    expect(tooLong.text).to.include(long)
    expect((await app.endorsement.get(id)).state).to.equal('asked')
  })

  it('is a credential of its own, which anybody may fetch and verify', async () => {
    const { id } = await app.given(await app.accepted('public'))
    const newest = await visitor(app).get(`/endorsements/${id}`).set('Accept', 'application/vc, text/html;q=0.5')
    expect(newest.type).not.to.equal('text/html')
    const served = await visitor(app).get(`/endorsements/${id}`).set('Accept', 'application/vc+ld+json').buffer(true)
    expect(served.headers['content-type']).to.match(/^application\/vc\+ld\+json/)
    for (const report of [
      await app.verified((await visitor(app).get(`/endorsements/${id}.json`)).text),
      await app.rooms.verification.verify({ url: `${app.config.baseUrl}/endorsements/${id}` }, undefined),
    ]) {
      expect(report).to.include({ outcome: 'verified', status: 'active' })
      expect('checks' in report && codesOf(report)).to.include('format-endorsement')
    }
  })

  it('changes no copy that was given away, and the newer one is a newer copy of the same', async () => {
    const award = await app.accepted('public')
    const before = await app.credential(award)
    await app.given(award)
    const after = await app.credential(award)
    expect(after.id).to.equal(before.id)
    expect(new Date(after.validFrom) > new Date(before.validFrom)).to.equal(true)
    expect(await app.verified(JSON.stringify(before))).to.include({ outcome: 'verified' })
  })

  it('survives a change of what the holder shows', async () => {
    const award = await app.accepted('public')
    await app.given(award)
    await app.rooms.award.show(award.id, app.ada.id, { visibility: 'public', evidence: ['e1'] })
    const { endorsement, evidence } = await app.credential(award)
    expect(endorsement).to.have.length(1)
    expect(evidence).to.have.length(1)
  })

  it('of a private award is seen by its holder and the endorser, and by nobody else', async () => {
    const { id } = await app.given(await app.accepted('private'))
    const status = async (who?: { email: string }) =>
      (await app.page(`/endorsements/${id}`, who && (await app.as(who)))).status
    expect(await status(app.ada)).to.equal(200)
    expect(await status(app.kari)).to.equal(200)
    expect(await status(app.stranger)).to.equal(404)
    expect(await status()).to.equal(404)
  })

  it('is hidden by its holder and shown again, and the endorser is not told', async () => {
    const award = await app.accepted('public')
    const { id } = await app.given(award)
    const ada = await app.as(app.ada)
    const kari = await app.as(app.kari)
    const toldBefore = (await kari.get('/notifications')).text.match(/class="row"/g)?.length
    expect((await post(ada, `/endorsements/${id}/hiding`)).status).to.equal(303)
    await app.drain()
    expect(await app.credential(award)).to.not.have.property('endorsement')
    expect((await visitor(app).get(`/badges/${award.id}`)).text).to.not.include(WORDS)
    expect((await app.page(`/endorsements/${id}`)).status).to.equal(404)
    expect((await ada.get(`/badges/${award.id}`)).text).to.include('Hidden from others')
    expect((await kari.get('/notifications')).text.match(/class="row"/g)?.length).to.equal(toldBefore)
    await post(ada, `/endorsements/${id}/showing`)
    await app.drain()
    expect((await app.credential(award)).endorsement).to.have.length(1)
  })

  it('is declined, and the asker is told kindly', async () => {
    const { id } = await app.asked(await app.accepted('public'))
    const kari = await app.as(app.kari)
    expect((await post(kari, `/endorsements/${id}/refusal`)).headers.location).to.equal('/endorsements')
    await app.drain()
    expect((await app.endorsement.get(id)).state).to.equal('declined')
    expect((await (await app.as(app.ada)).get('/notifications')).text).to.include('would rather not endorse')
  })

  it('lapses after thirty days, and the asker is told once', async () => {
    const award = await app.accepted('public')
    const { id } = await app.asked(award)
    app.clock.advance(31 * 86_400_000)
    expect((await app.page(`/endorsements/${id}`, await app.as(app.kari))).text).to.include('No answer')
    await app.endorsement.lapseDue()
    await app.endorsement.lapseDue()
    await app.drain()
    expect((await app.endorsement.get(id)).state).to.equal('lapsed')
    const kari = await app.as(app.kari)
    expect((await post(kari, `/endorsements/${id}/statement`, { words: WORDS, step: 'sign' })).status).to.equal(409)
    expect((await app.asked(award)).state, 'may be asked again').to.equal('asked')
  })

  it('of an award that was suspended or revoked meanwhile is not signed', async () => {
    const award = await app.accepted('public')
    const { id } = await app.asked(award)
    await app.rooms.award.revoke({ awardId: award.id, by: app.administrator.id, reason: 'An error' })
    const kari = await app.as(app.kari)
    expect((await post(kari, `/endorsements/${id}/statement`, { words: WORDS, step: 'sign' })).status).to.equal(409)
  })
})
