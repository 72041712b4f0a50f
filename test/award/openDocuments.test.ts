import { expect } from 'chai'
import { served } from '../../server/award/openDocumentRoutes.js'
import { recently } from '../../server/award/recently.js'
import { settableClock } from '../../server/platform/clock.js'
import { visitor } from '../support/signIn.js'
import { aBadgeApp, type BadgeApp } from './aBadgeApp.js'

describe('documents for machines', () => {
  let app: BadgeApp
  before(async () => {
    app = await aBadgeApp()
  })
  after(() => app.close())

  const asked = (path: string, accept = 'application/json') => visitor(app).get(path).set('Accept', accept)

  it('come without a session, with the strong tag of their bytes', async () => {
    const { id, signed } = await app.accepted('public')
    const answer = await asked(`/credentials/${id}`)
    expect(answer.text).to.equal(signed.json)
    expect(answer.headers).to.include({ etag: signed.etag, 'x-content-type-options': 'nosniff' })
    expect(answer.headers).not.to.have.property('set-cookie')
    expect(answer.headers['content-length']).to.equal(String(Buffer.byteLength(signed.json)))
    const head = await visitor(app).head(`/credentials/${id}`).set('Accept', 'application/json')
    expect(head.headers).to.include({ etag: signed.etag, 'content-length': answer.headers['content-length'] })
    expect(head.text).to.equal(undefined)
    const again = await asked(`/credentials/${id}`).set('If-None-Match', signed.etag)
    expect(again.status).to.equal(304)
    const other = await asked(`/credentials/${id}`).set('If-None-Match', '"another"')
    expect([other.status, other.text]).to.deep.equal([200, signed.json])
  })

  it('are counted in bytes', () => {
    expect(served({ json: '{"name":"Åse"}', etag: '"e"' })).to.include({ length: 15 })
  })

  it('are a page for whoever wants one', async () => {
    const { id } = await app.accepted('public')
    expect((await asked(`/credentials/${id}`, 'text/html')).type).to.equal('text/html')
    expect((await asked(`/credentials/${id}`, '*/*')).type).to.equal('application/vc+ld+json')
    const newest = await asked(`/credentials/${id}`, 'application/vc, text/html;q=0.5')
    expect(newest.type).to.equal('application/vc')
  })

  it('are gone the moment that the holder makes the award private', async () => {
    const { id } = await app.accepted('unlisted')
    expect((await asked(`/credentials/${id}`)).status).to.equal(200)
    await app.rooms.award.show(id, app.ada.id, { visibility: 'private', evidence: [] })
    expect((await asked(`/credentials/${id}`)).status).to.equal(404)
    expect((await (await app.as(app.ada)).get(`/credentials/${id}`).set('Accept', 'application/json')).status).to.equal(
      200,
    )
  })

  it('say at once what has changed', async () => {
    const { id, status } = await app.accepted('public')
    const before = await asked(`/status/${status.listId}`)
    await app.rooms.award.revoke({ awardId: id, by: app.administrator.id, reason: 'A mistake' })
    expect((await asked(`/status/${status.listId}`)).text).not.to.equal(before.text)
  })

  it('are not kept when a change came while they were read', async () => {
    let answer = (_value: string) => {}
    const reading = recently(settableClock(new Date()), () => new Promise<string>(resolve => (answer = resolve)))
    const first = reading.of('a')
    reading.forget('a')
    answer('old')
    expect(await first).to.equal('old')
    const second = reading.of('a')
    answer('new')
    expect(await second).to.equal('new')
  })
})
