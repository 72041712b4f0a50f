import { expect } from 'chai'
import type { Award } from '../../server/award/index.js'
import { visitor } from '../support/signIn.js'
import { aBadgeApp, type BadgeApp } from './aBadgeApp.js'

const SECRET = 'What *I* saw'

/** Every address at which an award stands. */
const addressesOf = ({ id }: Award, base: string) => [
  `/badges/${id}`,
  `/badges/${id}/card.png`,
  `/badges/${id}/embed`,
  `/badges/${id}/qr.svg`,
  ...['', '.json', '.jwt', '.png', '.svg', '.pdf', '.jwt.png', '.jwt.svg'].map(suffix => `/credentials/${id}${suffix}`),
  ...['', '.json', '.jwt', '.png', '.svg', '.jwt.png', '.jwt.svg'].map(suffix => `/assertions/${id}${suffix}`),
  `/oembed?url=${encodeURIComponent(`${base}/badges/${id}`)}`,
]

describe('one award beside the others of its holder', function () {
  this.timeout(120_000)
  let app: BadgeApp
  before(async () => {
    app = await aBadgeApp()
  })
  after(() => app.close())

  /** What a stranger gets, with what tokens hold in the clear. */
  async function walk(award: Award): Promise<{ path: string; status: number; said: string }[]> {
    const answers = []
    for (const path of addressesOf(award, app.config.baseUrl))
      for (const accept of ['text/html', 'application/json']) {
        const { status, body, text, headers } = await visitor(app).get(path).set('Accept', accept).buffer(true)
        const raw = Buffer.isBuffer(body) ? body.toString('latin1') : (text ?? JSON.stringify(body))
        const parts = raw.match(/[\w-]{40,}/g) ?? []
        const said = [raw, headers.location, ...parts.map(part => Buffer.from(part, 'base64url').toString())].join('\n')
        answers.push({ path, status, said })
      }
    return answers
  }

  it('answers a stranger with nothing at all while it is private', async () => {
    const award = await app.accepted('private', ['e1'])
    for (const { path, status, said } of await walk(award)) {
      expect([303, 404], path).to.include(status)
      if (status === 303) await visitor(app).get(`/credentials/${award.id}`).expect(404)
      expect(said, path).not.to.contain('Looking').and.not.to.contain(SECRET).and.not.to.contain('Ada Berg')
    }
  })

  for (const visibility of ['unlisted', 'public'] as const)
    it(`leads to no other award of its holder while it is ${visibility}, and shows no evidence that was not chosen`, async () => {
      const others = [
        await app.accepted('private', ['e1']),
        await app.accepted('unlisted'),
        await app.accepted('public'),
      ]
      const award = await app.accepted(visibility)
      for (const { path, status, said } of await walk(award)) {
        expect(status, path).to.be.below(500)
        for (const other of others) expect(said, path).not.to.contain(other.id)
        expect(said, path).not.to.contain(SECRET).and.not.to.contain(app.ada.email)
      }
    })

  it('shows each piece of evidence by its holder’s choice alone, everywhere at once', async () => {
    const award = await app.accepted('public', ['e1'])
    const page = async () => (await visitor(app).get(`/badges/${award.id}`)).text
    const credential = async () => (await visitor(app).get(`/credentials/${award.id}.json`)).text
    expect(await page()).to.contain('What <em>I</em> saw')
    expect(await credential()).to.contain(SECRET)
    await visitor(app).get(`/badges/${award.id}/evidence/2`).expect(404)
    app.clock.advance(60_000)
    await app.rooms.award.show(award.id, app.ada.id, { visibility: 'public', evidence: ['e2'] })
    expect(await page()).not.to.contain('What <em>I</em> saw')
    expect(await credential()).not.to.contain(SECRET)
    await visitor(app).get(`/badges/${award.id}/evidence/2`).expect(200)
  })

  it('gives its certificate to whoever may see it', async () => {
    const award = await app.accepted('private')
    const { headers } = await (await app.as(app.ada)).get(`/credentials/${award.id}.pdf`).expect(200)
    expect(headers['content-type']).to.equal('application/pdf')
    await (await app.as(app.stranger)).get(`/credentials/${award.id}.pdf`).expect(404)
  })
})
