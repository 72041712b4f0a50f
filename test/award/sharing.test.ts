import { expect } from 'chai'
import sharp from 'sharp'
import { linkedInUrl } from '../../server/award/sharing.js'
import { visitor } from '../support/signIn.js'
import { aBadgeApp, type BadgeApp } from './aBadgeApp.js'

describe('the address that adds a badge to LinkedIn', () => {
  const added = (issuedAt: string, timeZone: string) => {
    const shared = { title: 'T', issuer: 'I', pageUrl: 'https://a.example/b', credentialId: 'https://a.example/c' }
    const query = new URL(linkedInUrl({ ...shared, issuedAt: new Date(issuedAt) }, timeZone)).searchParams
    return `${query.get('issueYear')}-${query.get('issueMonth')}`
  }

  it('names the month on the wall of the holder, in every time zone there is', () => {
    for (const zone of Intl.supportedValuesOf('timeZone'))
      for (const at of ['2026-12-31T23:30:00Z', '2027-01-01T00:30:00Z', '2026-03-01T04:59:59Z']) {
        const wall = new Date(at).toLocaleDateString('sv-SE', { timeZone: zone })
        expect(added(at, zone), `${at} in ${zone}`).to.equal(wall.slice(0, 7).replace('-0', '-'))
      }
  })

  it('is in the next year where it is already New Year', () => {
    expect(added('2026-12-31T12:00:00Z', 'Pacific/Kiritimati')).to.equal('2027-1')
    expect(added('2027-01-01T10:00:00Z', 'Pacific/Pago_Pago')).to.equal('2026-12')
  })
})

describe('a badge on other sites', function () {
  this.timeout(60_000)
  let app: BadgeApp
  let base: string
  before(async () => {
    app = await aBadgeApp()
    base = app.config.baseUrl
  })
  after(() => app.close())
  const oembed = (query: Record<string, string>) => visitor(app).get('/oembed').query(query)

  it('has a picture of the size that they want, drawn once', async () => {
    const { id } = await app.accepted('unlisted')
    const first = await visitor(app).get(`/badges/${id}/card.png`).expect(200)
    const { width, height, format } = await sharp(first.body).metadata()
    expect({ width, height, format }).to.deep.equal({ width: 1200, height: 630, format: 'png' })
    await visitor(app).get(`/badges/${id}/card.png`).set('If-None-Match', first.headers.etag!).expect(304)
  })

  it('is named for their readers on its page, with the way to its card', async () => {
    const { id } = await app.accepted('public')
    const { text } = await visitor(app).get(`/badges/${id}`).expect(200)
    expect(text).to.contain(`<meta property="og:image" content="${base}/badges/${id}/card.png">`)
    const [, href] = /<link rel="alternate" type="application\/json\+oembed" href="([^"]+)"/.exec(text) ?? []
    const { pathname, search } = new URL(href!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='))
    await visitor(app)
      .get(pathname + search)
      .expect(200)
  })

  it('is a card in a frame, no wider than they have room', async () => {
    const { id } = await app.accepted('public')
    const { body } = await oembed({ url: `${base}/badges/${id}`, maxwidth: '300', maxheight: '150' }).expect(200)
    expect(body).to.include({ version: '1.0', type: 'rich', width: 300, height: 150 })
    expect(body.html).to.contain(`src="${base}/badges/${id}/embed"`).and.to.contain('width="300"')
    expect((await oembed({ url: `${base}/badges/${id}` })).body.width).to.equal(480)
  })

  it('has a small picture that fits in too, and none where none does', async () => {
    const { id } = await app.accepted('public')
    const asked = async (most: Record<string, string>) =>
      (await oembed({ url: `${base}/badges/${id}`, ...most }).expect(200)).body
    const { body } = await visitor(app).get(
      new URL((await asked({ maxheight: '150' })).thumbnail_url).href.slice(base.length),
    )
    const { width, height } = await sharp(body).metadata()
    expect([width, height]).to.deep.equal([128, 128])
    expect(await asked({ maxheight: '150' })).to.include({ thumbnail_width: 128, thumbnail_height: 128 })
    expect(await asked({})).to.include({ thumbnail_width: 512 })
    expect(await asked({ maxwidth: '50' })).not.to.have.any.keys('thumbnail_url', 'thumbnail_width')
  })

  it('has one page that may stand in a frame, and no other', async () => {
    const { id } = await app.accepted('public')
    const card = await visitor(app).get(`/badges/${id}/embed`).expect(200)
    expect(card.headers['content-security-policy']).to.contain('frame-ancestors *')
    expect(card.headers).not.to.have.property('x-frame-options')
    const page = await visitor(app).get(`/badges/${id}`).expect(200)
    expect(page.headers['content-security-policy']).to.contain("frame-ancestors 'none'")
    expect(page.headers).to.have.property('x-frame-options')
  })

  it('stays at home while it is private, also for its holder’s own frame', async () => {
    const { id } = await app.accepted('private')
    for (const agent of [visitor(app), await app.as(app.ada)]) {
      await agent.get(`/badges/${id}/card.png`).expect(404)
      await agent.get(`/badges/${id}/embed`).expect(404)
      await agent
        .get('/oembed')
        .query({ url: `${base}/badges/${id}` })
        .expect(404)
    }
  })

  it('answers for no other address', async () => {
    const { id } = await app.accepted('public')
    for (const url of [`https://else.example/badges/${id}`, `${base}/people/ada`, `${base}/badges/${id}/qr.svg`, 'x'])
      await oembed({ url }).expect(404)
    await oembed({ url: `${base}/badges/${id}`, format: 'xml' }).expect(501)
    await oembed({}).expect(422)
  })

  it('offers its holder code to paste, but only while it is shown', async () => {
    const agent = await app.as(app.ada)
    const { id } = await app.accepted('unlisted')
    const { text } = await agent.get(`/badges/${id}`).expect(200)
    expect(text).to.contain('id="embed-code"').and.to.contain('id="signature-code"')
    const hidden = await app.accepted('private')
    expect((await agent.get(`/badges/${hidden.id}`)).text).not.to.contain('id="embed-code"')
    expect((await visitor(app).get(`/badges/${id}`)).text).not.to.contain('id="embed-code"')
  })

  it('says on its picture and its card that it was revoked', async () => {
    const { id } = await app.accepted('public')
    const before = await visitor(app).get(`/badges/${id}/card.png`)
    await app.rooms.award.revoke({ awardId: id, by: app.administrator.id, reason: 'A mistake' })
    const after = await visitor(app).get(`/badges/${id}/card.png`).expect(200)
    expect(after.headers.etag).not.to.equal(before.headers.etag)
    expect((await visitor(app).get(`/badges/${id}/embed`)).text).to.contain('Revoked')
  })
})
