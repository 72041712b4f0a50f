import { expect } from 'chai'
import { aPerson } from '../support/aPerson.js'
import { startTestApp, type TestApp } from '../support/app.js'
import { linkIn, mailsTo } from '../support/mails.js'
import { PASSWORD, post, signIn, visitor } from '../support/signIn.js'

const HOUR = 3_600_000
const NEW_PASSWORD = 'four louder corridors'

describe('passwords', () => {
  let app: TestApp
  before(async () => {
    app = await startTestApp()
  })
  after(() => app.close())

  const add = (over = {}) => app.rooms.account.addPerson(aPerson(over))
  const isIn = async (agent: ReturnType<typeof visitor>) => (await agent.get('/settings')).status === 200
  const signInStatus = async (email: string, password: string) =>
    (await post(visitor(app), '/sign-in', { email, password })).status

  async function askForReset(email: string): Promise<string> {
    await post(visitor(app), '/forgot-password', { email })
    return linkIn((await mailsTo(app, email)).find(mail => mail.text.includes('/reset-password/')))
  }

  describe('that are forgotten', () => {
    it('are replaced by a link in a mail, in the owner’s language', async () => {
      const { email } = await add({ language: 'nb' })
      const link = await askForReset(email)
      const [mail] = await mailsTo(app, email)
      expect(mail!.subject).to.equal('Velg et nytt passord til Staffroom')
      const answer = await post(visitor(app), link, { password: NEW_PASSWORD })
      expect([answer.status, answer.headers.location]).to.deep.equal([303, '/sign-in'])
      expect(await signInStatus(email, PASSWORD)).to.equal(422)
      expect(await signInStatus(email, NEW_PASSWORD)).to.equal(303)
    })

    it('end every session, and their owner hears of it', async () => {
      const person = await add()
      const agents = [await signIn(app, person), await signIn(app, person)]
      await post(visitor(app), await askForReset(person.email), { password: NEW_PASSWORD })
      expect(await Promise.all(agents.map(isIn))).to.deep.equal([false, false])
      const subjects = (await mailsTo(app, person.email)).map(mail => mail.subject)
      expect(subjects).to.include('Your Staffroom password was changed')
    })

    it('are answered alike for known and unknown addresses', async () => {
      const { email } = await add()
      const answer = async (address: string) => {
        const agent = visitor(app)
        const { status, headers } = await post(agent, '/forgot-password', { email: address })
        const page = await agent.get(headers.location!)
        return { status, location: headers.location, text: page.text.replace(/value="[\w+/=-]{40,}"/g, '…') }
      }
      expect(await answer(email)).to.deep.equal(await answer('nobody@school.example'))
      expect(await mailsTo(app, 'nobody@school.example')).to.deep.equal([])
    })

    it('send mail to the address as its owner wrote it, not as somebody typed it', async () => {
      const { email } = await add({ email: 'mike@kelvin.example' })
      await post(visitor(app), '/forgot-password', { email: 'mi\u212Ae@kelvin.example' })
      expect(await mailsTo(app, email)).to.have.length(1)
      expect(await mailsTo(app, 'mi\u212Ae@kelvin.example')).to.have.length(0)
    })

    it('take a link once, for an hour, and only the newest password', async () => {
      const { email } = await add()
      const [first, second] = [await askForReset(email), await askForReset(email)]
      app.clock.advance(HOUR - 1000)
      expect((await post(visitor(app), second, { password: NEW_PASSWORD })).status).to.equal(303)
      for (const used of [first, second])
        expect((await post(visitor(app), used, { password: 'a third phrase here' })).status).to.equal(404)
      const late = await askForReset(email)
      app.clock.advance(HOUR)
      expect((await visitor(app).get(late)).status).to.equal(404)
      expect(await signInStatus(email, NEW_PASSWORD)).to.equal(303)
    })

    it('let only one of two simultaneous uses of a link through', async () => {
      const { email } = await add()
      const link = await askForReset(email)
      const use = (password: string) => post(visitor(app), link, { password })
      const statuses = (await Promise.all([use('first phrase of two'), use('second phrase of two')])).map(a => a.status)
      expect(statuses.sort()).to.deep.equal([303, 404])
    })

    it('are not taken from a form with a weak one, and the link still works', async () => {
      const { email } = await add()
      const link = await askForReset(email)
      expect((await post(visitor(app), link, { password: 'short' })).status).to.equal(422)
      expect((await post(visitor(app), link, { password: NEW_PASSWORD })).status).to.equal(303)
    })

    it('are not changed by opening the link, and nothing may keep the page', async () => {
      const { email } = await add()
      const page = await visitor(app).get(await askForReset(email))
      expect(page.headers['cache-control']).to.equal('no-store')
      expect(await signInStatus(email, PASSWORD)).to.equal(303)
    })

    it('do not take a link of another kind', async () => {
      const { email } = await add()
      const secret = (await askForReset(email)).split('/').at(-1)
      expect((await visitor(app).get(`/confirm/${secret}`)).status).to.equal(404)
      expect((await visitor(app).get('/reset-password/made-up')).status).to.equal(404)
    })
  })

  describe('that are changed', () => {
    it('need the old one, sign out other browsers and keep this one in', async () => {
      const person = await add()
      const [here, elsewhere] = [await signIn(app, person), await signIn(app, person)]
      app.clock.advance(1000)
      const wrong = await post(here, '/settings/password', { current: 'wrong password', password: NEW_PASSWORD })
      expect(wrong.status).to.equal(422)
      const right = await post(here, '/settings/password', { current: PASSWORD, password: NEW_PASSWORD })
      expect([right.status, right.headers.location]).to.deep.equal([303, '/settings/password'])
      expect([await isIn(here), await isIn(elsewhere)]).to.deep.equal([true, false])
      expect(await signInStatus(person.email, NEW_PASSWORD)).to.equal(303)
    })

    it('make a reset link that was asked for before worthless', async () => {
      const person = await add()
      const link = await askForReset(person.email)
      const agent = await signIn(app, person)
      await post(agent, '/settings/password', { current: PASSWORD, password: NEW_PASSWORD })
      expect((await visitor(app).get(link)).status).to.equal(404)
    })

    it('never stand on a page again', async () => {
      const agent = await signIn(app, await add())
      const answer = await post(agent, '/settings/password', { current: 'my old secret', password: 'short' })
      expect(answer.status).to.equal(422)
      expect(answer.text).not.to.include('my old secret').and.not.include('"short"')
    })
  })

  it('are stored as argon2id with the parameters of OWASP, tokens only as digests', async () => {
    const { email } = await add()
    const secret = (await askForReset(email)).split('/').at(-1)!
    const db = app.database.connection
    const person = await db.collection('people').findOne({ 'identities.folded': email })
    expect(person!.passwordHash).to.match(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(JSON.stringify(await db.collection('tokens').find().toArray())).not.to.include(secret)
  })
})
