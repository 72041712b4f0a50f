import { expect } from 'chai'
import { linkIn, mailsTo } from '../support/mails.js'
import { post, visitor } from '../support/signIn.js'
import { addressOf, anEndorsedApp, codesOf, type EndorsedApp, WORDS } from './anEndorsedApp.js'

const DAY_MS = 86_400_000
const GUEST = { name: 'Kari Nordmann', standing: 'Professor', domain: 'uni.example' }

describe('the key of somebody outside who signed', () => {
  let app: EndorsedApp
  let guests = 0
  before(async () => {
    app = await anEndorsedApp()
  })
  after(() => app.close())

  async function signed() {
    const address = `keyed${++guests}@uni.example`
    const award = await app.accepted('public')
    const { id } = await app.asked(award, addressOf(address))
    await app.endorsement.give(id, { guest: GUEST }, WORDS)
    await app.drain()
    const link = linkIn((await mailsTo(app, address))[0])
    return { address, award, id, link, guest: visitor(app), older: JSON.stringify(await app.credential(award)) }
  }
  const day = (days = 0) => new Date(app.clock.now().getTime() + days * DAY_MS).toISOString().slice(0, 10)
  const own = async (id: string) => (await visitor(app).get(`/endorsements/${id}.json`)).text
  const badge = async (id: string) => (await visitor(app).get(`/badges/${id}`)).text
  async function declare({ guest, link }: Awaited<ReturnType<typeof signed>>, since: string) {
    const answer = await post(guest, `${link}/key`, { since, reason: 'My mail was read', step: 'declare' })
    await app.drain()
    return answer.status
  }

  it('is reached from the page of their link, which says first what would change and changes nothing', async () => {
    const { guest, link, id } = await signed()
    expect((await guest.get(link)).text).to.include(`href="${link}/key"`)
    expect((await guest.get(`${link}/key`)).text).to.include('Since when may others have used it?')
    const lost = await post(guest, `${link}/key`, { since: day(), reason: '', step: 'look' })
    expect(lost.text).to.include('It no longer counts')
    app.clock.advance(2 * DAY_MS)
    const kept = await post(guest, `${link}/key`, { since: day(), reason: '', step: 'look' })
    expect(kept.text).to.include('It was signed before that day')
    expect((await app.endorsement.get(id)).state).to.equal('given')
  })

  it('declared unsafe from the day of signing on takes the words back, marked wherever they stood', async () => {
    const all = await signed()
    expect(await declare(all, day())).to.equal(303)
    const { id, award, guest, link, older, address } = all
    expect(await app.endorsement.get(id))
      .to.include({ state: 'withdrawn' })
      .and.to.have.property('untrustedSince')
    for (const text of [
      await badge(award.id),
      (await app.page(`/endorsements/${id}`)).text,
      (await guest.get(link)).text,
    ])
      expect(text).to.include('No longer counts').and.not.include(WORDS)
    const report = await app.verified(older)
    expect(codesOf(report)).to.include('endorsement-key-revoked').and.not.include('endorsements-valid')
    expect(report.outcome, 'nobody spoils a badge by losing a key').to.equal('verified')
    expect((await app.verified(await own(id))).outcome).to.equal('not-verified')
    expect(JSON.stringify(await app.credential(award))).not.to.include(WORDS)
    const told = await app.rooms.notification.latest(app.ada.id)
    expect(told.map(({ messageKey }) => messageKey)).to.include('endorsement.notice.untrusted')
    expect(JSON.stringify(await app.db.collection('endorsements').find().toArray())).not.to.include(address)
    expect(await declare(all, day())).to.equal(409)
  })

  it('declared unsafe from a later day on is replaced: the words stand, signed anew', async () => {
    const all = await signed()
    const before = (await app.endorsement.get(all.id)).statement!.signed.keyId
    app.clock.advance(3 * DAY_MS)
    expect(await declare(all, day())).to.equal(303)
    const { state, statement } = await app.endorsement.get(all.id)
    expect([state, statement!.signed.keyId === before]).to.deep.equal(['given', false])
    expect(await badge(all.award.id)).to.include(WORDS)
    expect(await app.verified(await own(all.id))).to.include({ outcome: 'verified', status: 'active' })
    expect(codesOf(await app.verified(JSON.stringify(await app.credential(all.award))))).to.include(
      'endorsements-valid',
    )
    app.clock.advance(DAY_MS)
    expect(await declare(all, day()), 'the new one too').to.equal(303)
    expect((await app.endorsement.get(all.id)).state).to.equal('given')
  })

  it('is nobody else’s to declare, nor for a day that cannot be', async () => {
    const { link, guest, id } = await signed()
    const forged = link.replace(/.$/, last => (last === 'A' ? 'B' : 'A'))
    for (const [agent, path] of [
      [guest, `${forged}/key`],
      [await app.as(app.ada), `${link}/key`],
    ] as const)
      expect((await post(agent, path, { since: day(), step: 'declare' })).status).to.equal(404)
    for (const since of [day(1), '1999-01-01', 'yesterday', ''])
      expect((await post(guest, `${link}/key`, { since, step: 'declare' })).status, since).to.equal(422)
    await app.drain()
    expect((await app.endorsement.get(id)).state).to.equal('given')
  })

  it('is there only once something was signed', async () => {
    const address = 'unsigned@uni.example'
    await app.asked(await app.accepted('public'), addressOf(address))
    const link = linkIn((await mailsTo(app, address))[0])
    expect((await visitor(app).get(`${link}/key`)).headers.location).to.equal(link)
    expect((await post(visitor(app), `${link}/key`, { since: day(), step: 'declare' })).status).to.equal(409)
    expect((await visitor(app).get(link)).text).not.to.include('/key"')
  })

  it('is still in reach of whoever lost the link, by a mail to the address that was asked, twice a month', async () => {
    const { id, address, link } = await signed()
    const stranger = visitor(app)
    const page = `/endorsements/${id}`
    expect((await app.page(page)).text).to.include('have lost the link?')
    const before = (await mailsTo(app, address)).length
    for (let n = 0; n < 3; n++) expect((await post(stranger, `${page}/link`, {})).status).to.equal(303)
    await app.drain()
    const mails = (await mailsTo(app, address)).slice(before)
    expect(mails.map(linkIn)).to.deep.equal([link, link])
    expect((await app.page(page, stranger)).text).not.to.include(address)
  })

  it('is sent to nobody for what a member signed, or what is private', async () => {
    const given = await app.given(await app.accepted('public'))
    const path = `/endorsements/${given.id}`
    expect((await post(visitor(app), `${path}/link`, {})).status).to.equal(404)
    expect((await app.page(path)).text).not.to.include('have lost the link?')
  })
})
