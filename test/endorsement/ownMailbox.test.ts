import { expect } from 'chai'
import { isOwnMailbox } from '../../server/endorsement/ownAddress.js'
import { aPerson } from '../support/aPerson.js'
import { linkIn, mailsTo } from '../support/mails.js'
import { PASSWORD, post, visitor } from '../support/signIn.js'
import { addressOf, anEndorsedApp, codesOf, type EndorsedApp, WORDS } from './anEndorsedApp.js'

const GUEST = { name: 'Kari Nordmann', standing: 'Professor', domain: 'second.example' }

describe('an own mailbox', () => {
  it('is known by its address, whatever stands after a plus', () => {
    for (const own of ['ada@a.no', 'ada+school@a.no', 'ada++@a.no'])
      expect(isOwnMailbox(own, ['b@b.no', 'ada@a.no']), own).to.equal(true)
    expect(isOwnMailbox('ada@a.no', ['ada+x@a.no'])).to.equal(true)
    for (const other of ['ada@b.no', 'bada@a.no', 'ad@a.no', 'ada@a.no.example'])
      expect(isOwnMailbox(other, ['ada@a.no', 'ada+x@a.no']), other).to.equal(false)
    expect(isOwnMailbox('ada@a.no', [])).to.equal(false)
  })
})

describe('a holder who poses as a guest', () => {
  let app: EndorsedApp
  let addresses = 0
  before(async () => {
    app = await anEndorsedApp()
  })
  after(() => app.close())

  const anAddress = () => `ada${++addresses}@second.example`
  /** Ada confirms another address. */
  async function confirm(address: string): Promise<void> {
    await app.rooms.account.actions.requestEmail(app.ada.id, address, PASSWORD)
    await app.drain()
    const link = (await mailsTo(app, address)).map(linkIn).find(each => each.includes('/settings/emails/'))!
    const answer = await post(await app.as(app.ada), link)
    expect(answer.status).to.equal(303)
    await app.drain()
  }
  async function invited(address = anAddress()) {
    const award = await app.accepted('public')
    const { id } = await app.asked(award, addressOf(address))
    return { award, id, address, link: linkIn((await mailsTo(app, address))[0]) }
  }

  it('cannot ask at an address that they confirmed, also with something after a plus', async () => {
    const { id } = await app.accepted('public')
    const ada = await app.as(app.ada)
    for (const endorser of [app.ada.email, app.ada.email.replace('@', '+friend@')]) {
      const refused = await post(ada, `/endorsements/ask/award/${id}`, { endorser })
      expect(refused.status, endorser).to.equal(422)
      expect(refused.text).to.include('Nobody endorses themselves')
    }
  })

  it('cannot answer while signed in', async () => {
    const { link, id } = await invited()
    const ada = await app.as(app.ada)
    expect((await ada.get(link)).status).to.equal(404)
    const form = { ...GUEST, words: WORDS, step: 'sign' }
    expect((await post(ada, `${link}/statement`, form)).status).to.equal(404)
    expect((await app.endorsement.get(id)).state).to.equal('asked')
  })

  it('cannot sign with an address that they have confirmed meanwhile: the request is taken back', async () => {
    const { link, id, address } = await invited()
    await confirm(address)
    expect((await app.endorsement.get(id)).state).to.equal('recalled')
    const form = { ...GUEST, words: WORDS, step: 'sign' }
    expect((await post(visitor(app), `${link}/statement`, form)).status).to.equal(409)
  })

  it('loses what they signed by confirming the address later, which every page and the check say', async () => {
    const { award, id, address } = await invited()
    await app.endorsement.give(id, { guest: GUEST }, WORDS)
    await app.drain()
    const older = JSON.stringify(await app.credential(award))
    await confirm(address)
    expect(await app.endorsement.get(id)).to.include({ state: 'withdrawn', isByOwner: true })
    for (const path of [`/badges/${award.id}`, `/endorsements/${id}`])
      expect((await app.page(path)).text, path)
        .to.include('Does not count')
        .and.include('belongs to whoever it is about')
        .and.not.include(WORDS)
    expect(codesOf(await app.verified(older))).to.include('endorsement-withdrawn')
    expect(JSON.stringify(await app.credential(award))).not.to.include(WORDS)
  })

  it('takes nothing from others: who asked the same address about their own work keeps the answer', async () => {
    const address = anAddress()
    const { id } = await invited(address)
    const other = await app.rooms.account.addPerson(aPerson({ name: 'Odd Vik' }))
    const whom = addressOf(address)
    const request = { subject: { kind: 'person' as const, id: other.id }, askedBy: other.id, whom, message: '' }
    const theirs = await app.endorsement.ask(request)
    await app.endorsement.give(theirs.id, { guest: GUEST }, WORDS)
    await confirm(address)
    expect((await app.endorsement.get(theirs.id)).state).to.equal('given')
    expect((await app.endorsement.get(id)).state).to.equal('recalled')
  })

  it('is not helped by the page: it says that a guest is no member, and where the mailbox is', async () => {
    const { award, id } = await invited()
    await app.endorsement.give(id, { guest: GUEST }, WORDS)
    await app.drain()
    for (const path of [`/badges/${award.id}`, `/endorsements/${id}`])
      expect((await app.page(path)).text, path)
        .to.include('Not a member of Staffroom')
        .and.include('an address at second.example')
    const report = await app.verified(JSON.stringify(await app.credential(award)))
    const said = report.checks.find(({ code }) => code === 'endorsement-described')
    expect(said?.detail).to.include('Of Kari Nordmann').and.include('an address at second.example')
    const given = await app.given(await app.accepted('public'))
    expect((await app.page(`/endorsements/${given.id}`)).text).not.to.include('Not a member of Staffroom')
  })
})
