import { expect } from 'chai'
import type { Response } from 'supertest'
import { aPerson } from '../support/aPerson.js'
import { startTestApp, type TestApp } from '../support/app.js'
import { linkIn, mailsTo } from '../support/mails.js'
import { type Agent, PASSWORD, post, signIn, visitor } from '../support/signIn.js'

const HOUR = 3_600_000
let newcomers = 0
const aNewcomer = (over = {}) => ({
  ...{ name: 'Grace Holm', email: `grace-${++newcomers}@school.example`, password: PASSWORD, language: 'en' },
  ...over,
})

/** A page without what differs from one visit to the next. */
const still = ({ text }: Response, ...differing: string[]) =>
  [/value="[A-Za-z0-9+/=_-]{40,}"/g, ...differing].reduce((page: string, part) => page.replaceAll(part, '…'), text)

describe('joining', () => {
  let app: TestApp
  before(async () => {
    app = await startTestApp({ administratorEmails: ['First.Admin@school.example'] })
  })
  after(() => app.close())

  async function register(agent: Agent, form: ReturnType<typeof aNewcomer>) {
    const answer = await post(agent, '/register', form)
    return { answer, link: async () => linkIn((await mailsTo(app, form.email))[0]) }
  }

  it('goes from the form by the mail to the inside with one button', async () => {
    const form = aNewcomer()
    const agent = visitor(app)
    const { answer, link } = await register(agent, form)
    expect([answer.status, answer.headers.location]).to.deep.equal([303, '/confirm'])
    expect((await agent.get('/confirm')).text).to.include(form.email)

    const confirmed = await post(agent, await link())
    expect([confirmed.status, confirmed.headers.location]).to.deep.equal([303, '/home'])
    const home = await agent.get('/settings')
    expect(home.text).to.include('Grace Holm').and.include('Your address is confirmed')
  })

  it('is not confirmed by a machine that only opens the link', async () => {
    const form = aNewcomer()
    const { link } = await register(visitor(app), form)
    const path = await link()
    for (let i = 0; i < 3; i++) expect((await visitor(app).get(path)).status).to.equal(200)
    await visitor(app).head(path)
    expect(await app.rooms.account.byEmail(form.email)).to.equal(undefined)
  })

  it('asks for the password when the link is opened in another browser', async () => {
    const form = aNewcomer()
    const { link } = await register(visitor(app), form)
    const path = await link()
    const phone = visitor(app)
    expect((await phone.get(path)).text).to.include('type="password"')
    expect((await post(phone, path)).status).to.equal(422)
    expect((await post(phone, path, { password: 'not this one' })).status).to.equal(422)
    expect(await app.rooms.account.byEmail(form.email)).to.equal(undefined)
    expect((await post(phone, path, { password: PASSWORD })).status).to.equal(303)
    expect((await phone.get('/settings')).status).to.equal(200)
  })

  it('gives nobody an account whose password a stranger chose', async () => {
    const form = aNewcomer({ password: 'chosen by the stranger' })
    const { link } = await register(visitor(app), form)
    const owner = visitor(app)
    await post(owner, await link(), { password: PASSWORD })
    expect(await app.rooms.account.byEmail(form.email)).to.equal(undefined)
  })

  it('uses a link once', async () => {
    const agent = visitor(app)
    const { link } = await register(agent, aNewcomer())
    const path = await link()
    await post(agent, path)
    const again = await post(agent, path)
    expect(again.status).to.equal(404)
    expect(again.text).to.include('This link no longer works')
  })

  it('makes one person when the button is pressed twice at once', async () => {
    const form = aNewcomer()
    const agent = visitor(app)
    const { link } = await register(agent, form)
    const path = await link()
    const answers = await Promise.all([post(agent, path), post(agent, path)])
    expect(answers.filter(answer => answer.status === 500)).to.have.length(0)
    expect(await app.rooms.account.byEmail(form.email)).to.have.property('name', 'Grace Holm')
  })

  it('lets a link live for two days', async () => {
    const agent = visitor(app)
    const { link } = await register(agent, aNewcomer())
    const path = await link()
    app.clock.advance(48 * HOUR - 1000)
    expect((await agent.get(path)).status).to.equal(200)
    app.clock.advance(1000)
    expect((await agent.get(path)).status).to.equal(404)
    expect((await post(agent, path)).status).to.equal(404)
  })

  it('sends the mail again when asked, and both links work', async () => {
    const form = aNewcomer()
    const agent = visitor(app)
    const { link } = await register(agent, form)
    await link()
    await post(agent, '/confirm', { email: form.email })
    const mails = await mailsTo(app, form.email)
    expect(mails).to.have.length(2)
    expect(linkIn(mails[0])).not.to.equal(linkIn(mails[1]))
    expect((await agent.get(linkIn(mails[0]))).status).to.equal(200)
    expect((await agent.get(linkIn(mails[1]))).status).to.equal(200)
  })

  it('writes in the language that was chosen', async () => {
    const form = aNewcomer({ language: 'nb' })
    await register(visitor(app), form)
    const [mail] = await mailsTo(app, form.email)
    expect(mail!.subject).to.equal('Bekreft adressen din for å bli med i Staffroom')
    expect(mail!.html).to.include('lang="nb"').and.include('Bekreft adressen min')
  })

  it('answers a known address exactly as an unknown one, and tells its owner by mail', async () => {
    const known = await app.rooms.account.addPerson(aPerson())
    const attempt = async (email: string) => {
      const agent = visitor(app)
      const { answer } = await register(agent, aNewcomer({ email }))
      const page = await agent.get('/confirm')
      return { answer, page }
    }
    const [one, other] = [await attempt(known.email), await attempt('nobody-yet@school.example')]
    expect(one.answer.status).to.equal(other.answer.status)
    expect(one.answer.headers.location).to.equal(other.answer.headers.location)
    expect(still(one.page, known.email)).to.equal(still(other.page, 'nobody-yet@school.example'))

    const mails = await mailsTo(app, known.email)
    expect(mails.map(mail => mail.subject)).to.deep.equal(['You already have a Staffroom account'])
    expect(mails[0]!.text).not.to.include('/confirm/')
  })

  it('answers the same when the mail is asked for again', async () => {
    const known = await app.rooms.account.addPerson(aPerson())
    const page = async (email: string) => {
      const agent = visitor(app)
      await post(agent, '/confirm', { email })
      return still(await agent.get('/confirm'), email)
    }
    expect(await page(known.email)).to.equal(await page('somebody-else@school.example'))
  })

  it('lets the first who confirms have the address', async () => {
    const email = 'shared@school.example'
    const [first, second] = [visitor(app), visitor(app)]
    await register(first, aNewcomer({ email, name: 'First' }))
    const early = linkIn((await mailsTo(app, email))[0])
    app.clock.advance(1000)
    await register(second, aNewcomer({ email, name: 'Second' }))
    const late = linkIn((await mailsTo(app, email)).find(mail => linkIn(mail) !== early))
    expect((await post(second, late)).status).to.equal(303)
    expect((await post(first, early)).status).to.equal(404)
    expect((await app.rooms.account.byEmail(email))!.name).to.equal('Second')
  })

  it('gives people of the same name different handles', async () => {
    const handles = []
    for (let i = 0; i < 5; i++) {
      const form = aNewcomer({ name: 'Kari Nordmann' })
      const agent = visitor(app)
      const { link } = await register(agent, form)
      await post(agent, await link())
      handles.push((await app.rooms.account.byEmail(form.email))!.handle)
    }
    expect(handles.slice(0, 3)).to.deep.equal(['kari-nordmann', 'kari-nordmann-2', 'kari-nordmann-3'])
    expect(new Set(handles).size).to.equal(5)
  })

  it('makes an administrator of whoever confirms an address that the settings name', async () => {
    const agent = visitor(app)
    const { link } = await register(agent, aNewcomer({ email: 'first.admin@school.example' }))
    expect((await agent.get('/administration/people')).status).to.equal(303)
    await post(agent, await link())
    expect((await agent.get('/administration/people')).status).to.equal(200)
  })

  it('shows the form again with what was typed, but never the password', async () => {
    const answer = await post(visitor(app), '/register', aNewcomer({ email: 'not an address', password: 'short one' }))
    expect(answer.status).to.equal(422)
    expect(answer.text).to.include('Error:').and.include('Grace Holm').and.include('not an address')
    expect(answer.text).to.include('href="#email"').and.include('href="#password"')
    expect(answer.text).not.to.include('short one')
  })

  it('keeps hostile names inert on pages and out of mails', async () => {
    const name = '<script>alert(1)</script> $t(layout.name) http://evil.example'
    const form = aNewcomer({ name })
    const agent = visitor(app)
    const { link } = await register(agent, form)
    const [mail] = await mailsTo(app, form.email)
    expect(mail!.html).not.to.include('evil.example')
    await post(agent, await link())
    const page = await agent.get('/settings')
    expect(page.text).not.to.include('<script>alert')
    expect(page.text).to.include('$t(layout.name)')
  })

  it('refuses a form without its token', async () => {
    const answer = await visitor(app).post('/register').type('form').send(aNewcomer())
    expect(answer.status).to.equal(403)
  })

  it('survives fields that are sent twice, nested or missing', async () => {
    const agent = visitor(app)
    for (const form of [{ 'email[a]': 'x' }, { email: ['a@b.no', 'c@d.no'], password: ['a', 'b'] }, {}]) {
      expect((await post(agent, '/register', form as never)).status).to.equal(422)
      expect((await post(agent, '/sign-in', form as never)).status).to.equal(422)
    }
  })

  it('sends those who are signed in to their home instead', async () => {
    const agent = await signIn(app, await app.rooms.account.addPerson(aPerson()))
    expect((await agent.get('/register')).headers.location).to.equal('/home')
  })
})
