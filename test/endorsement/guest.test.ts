import { expect } from 'chai'
import { linkIn, mailsTo } from '../support/mails.js'
import { type Agent, post, visitor } from '../support/signIn.js'
import { addressOf, anEndorsedApp, codesOf, type EndorsedApp, WORDS } from './anEndorsedApp.js'

const FORM = { name: 'Kari Nordmann', standing: 'Professor', words: WORDS }

let guests = 0
const aGuest = () => `guest${++guests}@uni.example`

describe('an endorsement by somebody outside', () => {
  let app: EndorsedApp
  before(async () => {
    app = await anEndorsedApp()
  })
  after(() => app.close())

  async function invited(address = aGuest()) {
    const award = await app.accepted('public')
    const { id } = await app.asked(award, addressOf(address))
    const [mail] = await mailsTo(app, address)
    return { award, id, address, mail, link: linkIn(mail), guest: visitor(app) as Agent }
  }

  async function signed() {
    const all = await invited()
    const answer = await post(all.guest, `${all.link}/statement`, { ...FORM, step: 'sign' })
    expect(answer.status, answer.text).to.equal(303)
    await app.drain()
    return all
  }

  it('comes by a link in a mail, without an account', async () => {
    const { award, link, mail, guest } = await invited()
    expect(mail?.text).to.include('Ada Berg').and.not.include('You saw it in October')
    const page = await guest.get(link)
    expect(page.status).to.equal(200)
    expect(page.headers).to.include({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    expect(page.text).to.include('You saw it in October.').and.include('What can you say?')
    const look = await post(guest, `${link}/statement`, { ...FORM, step: 'look' })
    expect(look.text).to.include('Kari Nordmann').and.include('Professor').and.include(WORDS)
    expect((await post(guest, `${link}/statement`, { ...FORM, step: 'sign' })).status).to.equal(303)
    await app.drain()

    const badge = (await visitor(app).get(`/badges/${award.id}`)).text
    expect(badge).to.include(WORDS).and.include('Kari Nordmann')
    const report = await app.verified(JSON.stringify(await app.credential(award)))
    expect(report, JSON.stringify(report.checks)).to.include({ outcome: 'verified' })
    expect(codesOf(report)).to.include('endorsements-valid')
  })

  it('says what is known of them, and never publishes the address', async () => {
    const { award, id, address } = await signed()
    const { statement } = await app.endorsement.get(id)
    const profile = await visitor(app).get(`/profiles/${statement!.signatoryId}`).set('Accept', 'application/json')
    const page = (await app.page(`/endorsements/${id}`)).text
    const credential = JSON.stringify(await app.credential(award))
    expect(profile.text).to.include('uni.example').and.include('Kari Nordmann')
    expect(page).to.include('nobody checked them')
    for (const text of [profile.text, page, credential]) expect(text).to.not.include(address)
  })

  it('sends a receipt whose link withdraws it at any time later, once', async () => {
    const { address, award, id, link } = await signed()
    const receipt = (await mailsTo(app, address)).find(({ text }) => text.includes('Keep this e-mail'))
    expect(linkIn(receipt)).to.equal(link)
    const older = JSON.stringify(await app.credential(award))
    app.clock.advance(400 * 86_400_000)
    const guest = visitor(app)
    expect((await post(guest, `${link}/withdrawal`)).status).to.equal(303)
    await app.drain()
    expect(codesOf(await app.verified(older))).to.include('endorsement-withdrawn')
    expect((await guest.get(link)).text).to.include('Withdrawn')
    expect((await post(guest, `${link}/statement`, { ...FORM, step: 'sign' })).status).to.equal(409)
    expect((await app.endorsement.get(id)).endorser).to.include({ address: 'g…@uni.example' })
  })

  it('can be declined without any reason', async () => {
    const { guest, link, id } = await invited()
    expect((await post(guest, `${link}/refusal`)).status).to.equal(303)
    expect((await app.endorsement.get(id)).state).to.equal('declined')
    expect((await post(guest, `${link}/statement`, { ...FORM, step: 'sign' })).status).to.equal(409)
  })

  it('is not signed after the thirty days', async () => {
    const { guest, link, id } = await invited()
    app.clock.advance(31 * 86_400_000)
    const page = (await guest.get(link)).text
    expect(page).to.include('No answer').and.not.include('name="words"')
    expect((await post(guest, `${link}/statement`, { ...FORM, step: 'sign' })).status).to.equal(409)
    await app.endorsement.lapseDue()
    expect((await app.endorsement.get(id)).endorser).to.include({ address: 'g…@uni.example' })
  })

  it('ends with one word: whoever wants no requests gets none, from anybody', async () => {
    const { guest, link, address, mail, id } = await invited()
    expect(mail?.text).to.include(`${link}/silence`)
    const asked = await guest.get(`${link}/silence`)
    expect(asked.text).to.include('Do not ask me again')
    expect((await app.endorsement.get(id)).state, 'opening the link changes nothing').to.equal('asked')
    const done = await guest.post(`${link}/silence`).type('form').send({ 'List-Unsubscribe': 'One-Click' })
    expect(done.text).to.include('You will not be asked again')
    expect((await app.endorsement.get(id)).state).to.equal('declined')

    const award = await app.accepted('public')
    const again = await post(await app.as(app.ada), `/endorsements/ask/award/${award.id}`, {
      endorser: address.toUpperCase(),
    })
    expect(again.status).to.equal(422)
    expect(again.text).to.include('We cannot send requests to this address')
    expect(await mailsTo(app, address)).to.have.length(1)
  })

  it('is asked for by few mails: five a day, three in a month to one address, one about one thing', async () => {
    const ada = await app.as(app.ada)
    const ask = async (endorser: string, awardId: string) => {
      const { status, text } = await post(ada, `/endorsements/ask/award/${awardId}`, { endorser })
      return status === 422 ? /class="field-error"[^>]*>([^<]+)/.exec(text)?.[1] : status
    }
    const address = aGuest()
    await app.anotherDay()
    const [one, two, three, four] = [
      await app.accepted('public'),
      await app.accepted('public'),
      await app.accepted('public'),
      await app.accepted('public'),
    ]
    expect(await ask(address, one.id)).to.equal(303)
    expect(await ask(address, one.id)).to.match(/asked about this before/)
    expect(await ask(address, two.id)).to.equal(303)
    // A request that came to nothing counts too.
    expect(await ask(address, three.id)).to.match(/several requests lately/)
    expect(await ask(aGuest(), four.id)).to.equal(303)
    expect(await ask(aGuest(), four.id)).to.equal(429)
    expect(await mailsTo(app, address)).to.have.length(2)
  })

  it('does not tell whose address it is: somebody here gets it in the app, and the asker sees an address', async () => {
    const award = await app.accepted('public')
    const ask = (endorser: string) =>
      app.as(app.ada).then(ada => post(ada, `/endorsements/ask/award/${award.id}`, { endorser }))
    await app.anotherDay()
    const [known, unknown] = [await ask(app.stranger.email), await ask(aGuest())]
    await app.drain()
    expect([known.status, known.headers.location]).to.deep.equal([unknown.status, unknown.headers.location])
    const list = (await (await app.as(app.ada)).get('/endorsements')).text
    expect(list).to.include(app.stranger.email).and.not.include(app.stranger.name)
    expect((await (await app.as(app.stranger)).get('/notifications')).text).to.include('asks you to endorse')
    // Asking the same person by their handle is another request, so that it tells nothing either.
    expect((await ask(`@${app.stranger.handle}`)).status).to.equal(303)
  })
})
