import { expect } from 'chai'
import { post, visitor } from '../support/signIn.js'
import { anEndorsedApp, codesOf, type EndorsedApp, WORDS } from './anEndorsedApp.js'

describe('withdrawing an endorsement', () => {
  let app: EndorsedApp
  before(async () => {
    app = await anEndorsedApp()
  })
  after(() => app.close())

  async function withdrawn() {
    const award = await app.accepted('public')
    const { id } = await app.given(award)
    const older = JSON.stringify(await app.credential(award))
    const own = (await visitor(app).get(`/endorsements/${id}.json`)).text
    const kari = await app.as(app.kari)
    expect((await post(kari, `/endorsements/${id}/withdrawal`)).status).to.equal(303)
    await app.drain()
    return { award, id, older, own, kari }
  }

  it('sets its entry in the endorser’s list: verifiers say that it is revoked', async () => {
    const { own, id } = await withdrawn()
    expect(await app.verified(own)).to.include({ outcome: 'not-verified', status: 'revoked' })
    expect(
      await app.rooms.verification.verify({ url: `${app.config.baseUrl}/endorsements/${id}` }, undefined),
    ).to.include({ status: 'revoked' })
  })

  it('is told of an older copy of the badge, which stays verified', async () => {
    const report = await app.verified((await withdrawn()).older)
    expect(report).to.include({ outcome: 'verified', status: 'active' })
    expect(codesOf(report)).to.include('endorsement-withdrawn').and.not.include('endorsements-valid')
  })

  it('takes it out of every copy that is fetched from then on', async () => {
    const { award } = await withdrawn()
    const fetched = JSON.parse((await visitor(app).get(`/credentials/${award.id}.json`)).text)
    expect(fetched).to.not.have.property('endorsement')
  })

  it('is marked with its date where it stood, without the words', async () => {
    const { award, id } = await withdrawn()
    for (const path of [`/badges/${award.id}`, `/endorsements/${id}`]) {
      const { text } = await app.page(path)
      expect(text, path).to.include('Withdrawn').and.include('Kari Elvestad').and.not.include(WORDS)
    }
    expect((await (await app.as(app.ada)).get('/notifications')).text).to.include('has withdrawn the endorsement')
  })

  it('cannot be undone, and done twice is done once', async () => {
    const { id, kari } = await withdrawn()
    expect((await post(kari, `/endorsements/${id}/withdrawal`)).status).to.equal(303)
    expect((await post(kari, `/endorsements/${id}/statement`, { words: 'Anew', step: 'sign' })).status).to.equal(409)
    expect((await app.endorsement.get(id)).statement?.words).to.equal(WORDS)
  })

  it('is for the endorser alone', async () => {
    const { id } = await app.given(await app.accepted('public'))
    for (const who of [app.ada, app.stranger, app.administrator])
      expect((await post(await app.as(who), `/endorsements/${id}/withdrawal`)).status).to.equal(404)
    expect((await app.endorsement.get(id)).state).to.equal('given')
  })

  it('leaves what else this endorser has signed as it is', async () => {
    const other = await app.accepted('public')
    await app.given(other)
    await withdrawn()
    const report = await app.verified(JSON.stringify(await app.credential(other)))
    expect(codesOf(report)).to.include('endorsements-valid')
  })

  it('leaves the list byte for byte the same until the next time', async () => {
    const { id } = await withdrawn()
    const { statement } = await app.endorsement.get(id)
    const list = () =>
      visitor(app).get(`/profiles/${statement!.signatoryId}/withdrawn`).set('Accept', 'application/json')
    const first = await list()
    app.clock.advance(3600_000)
    const second = await list()
    expect(second.headers.etag).to.equal(first.headers.etag)
    expect(second.text).to.equal(first.text)
  })
})
