import { expect } from 'chai'
import { aPerson } from '../support/aPerson.js'
import { startTestApp, type TestApp } from '../support/app.js'
import { PASSWORD, post, signIn, visitor } from '../support/signIn.js'

describe('signing in', () => {
  let app: TestApp
  before(async () => {
    app = await startTestApp()
  })
  after(() => app.close())

  const add = (over = {}) => app.rooms.account.addPerson(aPerson(over))

  it('lets somebody in who gives the right address and password', async () => {
    const ada = await add()
    const page = await (await signIn(app, ada)).get('/settings')
    expect(page.status).to.equal(200)
    expect(page.text).to.include(ada.name)
  })

  it('knows the address whatever its capitals', async () => {
    const { email } = await add({ email: 'Ingvild.Aasen@Storlia.example' })
    const answer = await post(visitor(app), '/sign-in', { email: email.toUpperCase(), password: PASSWORD })
    expect(answer.status).to.equal(303)
  })

  it('takes the password exactly as it was typed', async () => {
    const { email } = await add({ password: '  two spaces around  ' })
    const status = async (password: string) => (await post(visitor(app), '/sign-in', { email, password })).status
    expect(await status('two spaces around')).to.equal(422)
    expect(await status('  two spaces around  ')).to.equal(303)
  })

  it('knows letters that keyboards write in two ways as one', async () => {
    const { email } = await add({ password: 'blåbær på fjellet'.normalize('NFD') })
    const answer = await post(visitor(app), '/sign-in', { email, password: 'blåbær på fjellet'.normalize('NFC') })
    expect(answer.status).to.equal(303)
  })

  it('answers a wrong password and an unknown address alike, and keeps the address in the form', async () => {
    const { email } = await add()
    const answer = async (address: string) => {
      const { status, text } = await post(visitor(app), '/sign-in', { email: address, password: 'wrong password' })
      return { status, text: text.replaceAll(address, '…').replace(/value="[\w+/=-]{40,}"/g, '…') }
    }
    const known = await answer(email)
    expect(known).to.deep.equal(await answer('nobody@school.example'))
    expect(known.status).to.equal(422)
    expect(known.text).to.include('Error:').and.include('value="…"').and.not.include('wrong password')
  })

  it('brings people back to the page that they came for', async () => {
    const agent = visitor(app)
    const turnedAway = await agent.get('/settings/password?from=mail')
    expect([turnedAway.status, turnedAway.headers.location]).to.deep.equal([303, '/sign-in'])
    const answer = await post(agent, '/sign-in', { email: (await add()).email, password: PASSWORD })
    expect(answer.headers.location).to.equal('/settings/password?from=mail')
  })

  it('begins a new session, so that one planted before is worth nothing', async () => {
    const agent = visitor(app)
    const session = (answer: { headers: Record<string, unknown> }) =>
      /staffroom=([^;]+)/.exec(String(answer.headers['set-cookie']))?.[1]
    const planted = session(await agent.get('/sign-in'))
    const own = session(await post(agent, '/sign-in', { email: (await add()).email, password: PASSWORD }))
    expect(planted).to.be.a('string')
    expect(own).to.be.a('string').and.not.equal(planted)
    const thief = await visitor(app).get('/settings').set('Cookie', `staffroom=${planted}`)
    expect(thief.status).to.equal(303)
  })

  it('keeps the session out of the reach of scripts and of other sites', async () => {
    const { headers } = await visitor(app).get('/sign-in')
    expect(String(headers['set-cookie'])).to.include('HttpOnly').and.include('SameSite=Lax')
  })

  it('ends with signing out, for whoever copied the cookie too', async () => {
    const agent = await signIn(app, await add())
    const cookie = String((await agent.get('/settings')).request.get('Cookie'))
    const out = await post(agent, '/sign-out', {}, '/settings')
    expect([out.status, out.headers.location]).to.deep.equal([303, '/'])
    expect((await agent.get('/settings')).headers.location).to.equal('/sign-in')
    expect((await visitor(app).get('/settings').set('Cookie', cookie)).headers.location).to.equal('/sign-in')
  })

  it('does not sign out by a link', async () => {
    const agent = await signIn(app, await add())
    await agent.get('/sign-out')
    await agent.post('/sign-out')
    expect((await agent.get('/settings')).status).to.equal(200)
  })

  it('tells newcomers to confirm first, but only when they know their password', async () => {
    const form = { name: 'Grace', email: 'unconfirmed@school.example', password: PASSWORD, language: 'en' }
    await post(visitor(app), '/register', form)
    const right = await post(visitor(app), '/sign-in', form)
    expect([right.status, right.headers.location]).to.deep.equal([303, '/confirm'])
    const wrong = await post(visitor(app), '/sign-in', { ...form, password: 'wrong password' })
    expect(wrong.status).to.equal(422)
  })

  it('tells the suspended so, and lets them back when they are restored', async () => {
    const { actions } = app.rooms.account
    const root = await add({ isAdministrator: true })
    const ada = await add()
    const agent = await signIn(app, ada)
    await actions.administration.suspend(ada.id, 'Sold cars', root.id)
    expect((await agent.get('/settings')).status).to.equal(303)
    const refused = await post(visitor(app), '/sign-in', { email: ada.email, password: PASSWORD })
    expect(refused.status).to.equal(422)
    expect(refused.text).to.include('suspended for now')
    await actions.administration.restore(ada.id, root.id)
    await signIn(app, ada)
  })

  it('speaks to people in their own language once they are in', async () => {
    const agent = await signIn(app, await add({ language: 'nb' }))
    expect((await agent.get('/settings')).text)
      .to.include('lang="nb"')
      .and.include('Innstillinger')
  })
})
