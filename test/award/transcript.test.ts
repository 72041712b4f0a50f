import { expect } from 'chai'
import { verifyBadge } from '../../server/openbadges/index.js'
import { visitor } from '../support/signIn.js'
import { aBadgeApp, type BadgeApp } from './aBadgeApp.js'

describe('a transcript to take along', function () {
  this.timeout(60_000)
  let app: BadgeApp
  before(async () => {
    app = await aBadgeApp()
  })
  after(() => app.close())

  it('is one signed credential with all that still stands, and verifies as a whole', async () => {
    const [first, second, revoked] = [
      await app.accepted('public'),
      await app.accepted('unlisted'),
      await app.accepted('public'),
    ]
    await app.issued()
    await app.rooms.award.revoke({ awardId: revoked!.id, by: app.administrator.id, reason: 'A mistake' })
    const agent = await app.as(app.ada)
    const { text, headers } = await agent.get('/transcript.json').expect(200)
    expect(headers['content-disposition']).to.contain('attachment')
    const credential = JSON.parse(text)
    const ids = credential.credentialSubject.verifiableCredential.map(({ id }: { id: string }) => id.split('/').at(-1))
    expect(ids).to.have.members([first!.id, second!.id])
    const fetchJson = async (url: string) => ({
      document: JSON.parse((await app.rooms.award.documentAt(url, undefined)).json),
    })
    const report = await verifyBadge(
      { kind: 'ob3-json', credential, container: 'text', text },
      { now: app.clock.now(), fetchJson },
    )
    const failed = report.checks.filter(({ outcome }) => outcome === 'failed')
    expect(failed).to.deep.equal([])
    expect(report.outcome).to.equal('verified')
  })

  it('tells a stranger nothing, and has nobody’s address in the clear', async () => {
    await visitor(app).get('/transcript.json').redirects(0).expect(303)
    const { text } = await (await app.as(app.ada)).get('/transcript.json').expect(200)
    expect(text).not.to.contain(app.ada.email)
  })
})
