import { expect } from 'chai'
import { aBadgeApp, type BadgeApp } from '../award/aBadgeApp.js'
import { type Listening, listen, startTestApp, type TestApp } from '../support/app.js'
import { freePort } from '../support/freePort.js'
import { visitor } from '../support/signIn.js'

describe('a second instance', () => {
  let home: BadgeApp
  let listening: Listening
  let allowed: TestApp
  let guarded: TestApp
  let host: string

  before(async () => {
    const port = await freePort()
    host = `localhost:${port}`
    home = await aBadgeApp({ baseUrl: `http://${host}` })
    listening = await listen(home.app, port)
    allowed = await startTestApp({ fetchAllow: [host] })
    guarded = await startTestApp()
  })
  after(async () => {
    await listening.close()
    await Promise.all([home.close(), allowed.close(), guarded.close()])
  })

  /** Asks at the first one's time. */
  function verify(app: TestApp) {
    app.clock.set(home.clock.now())
    return visitor(app).post('/verify').set('Accept', 'application/json')
  }

  it('verifies a badge of the first over real HTTP: by address, as PNG and as JSON', async () => {
    const { id, signed } = await home.accepted('unlisted', ['e1'])
    const { body: png } = await visitor(home).get(`/credentials/${id}.png`)
    const reports = [
      await verify(allowed).send({ url: `http://${host}/badges/${id}` }),
      await verify(allowed).send({ url: `http://${host}/credentials/${id}` }),
      await verify(allowed).send({ url: `http://${host}/credentials/${id}.png` }),
      await verify(allowed).attach('file', png, 'badge.png'),
      await verify(allowed).type('json').send(signed.json),
    ]
    for (const { body } of reports) {
      expect(
        body.checks.filter(({ outcome }: { outcome: string }) => outcome === 'failed' || outcome === 'unknown'),
      ).to.deep.equal([])
      expect([body.verified, body.issuer.name]).to.deep.equal([true, 'Lyseng lærerhøgskole'])
    }
  })

  it('hears at once that the first has revoked it', async () => {
    const { id, signed } = await home.accepted('public')
    expect((await verify(allowed).type('json').send(signed.json)).body.status).to.equal('active')
    await home.rooms.award.revoke({ awardId: id, by: home.administrator.id, reason: 'A mistake' })
    expect((await verify(allowed).type('json').send(signed.json)).body).to.include({
      verified: false,
      status: 'revoked',
    })
  })

  it('says unknown when it may not go to the first, or the first is gone', async () => {
    const { signed } = await home.accepted('public')
    const refused = await verify(guarded).type('json').send(signed.json)
    expect(refused.body).to.include({ verified: false, outcome: 'unknown' })
    const gone = signed.json.replaceAll(host, `localhost:${await freePort()}`)
    expect((await verify(allowed).type('json').send(gone)).body.outcome).to.not.equal('verified')
  })
})
