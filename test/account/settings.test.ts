import { expect } from 'chai'
import { aPerson } from '../support/aPerson.js'
import { startTestApp, type TestApp } from '../support/app.js'
import { linkIn, mailsTo } from '../support/mails.js'
import { PASSWORD, post, signIn, visitor } from '../support/signIn.js'

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'

describe('settings', () => {
  let app: TestApp
  before(async () => {
    app = await startTestApp()
  })
  after(() => app.close())

  const add = (over = {}) => app.rooms.account.addPerson(aPerson(over))
  const profile = (over = {}) => ({
    ...{ name: 'Ada Lindqvist', handle: 'ada-lindqvist', language: 'en', timeZone: 'America/Toronto' },
    ...{ teaches: 'Science', aims: 'Better questions', bio: 'Ferry commuter.' },
    ...over,
  })

  it('are only for those who are signed in', async () => {
    for (const path of ['/settings', '/settings/password', '/settings/emails', '/settings/sessions', '/people/ada'])
      expect((await visitor(app).get(path)).headers.location, path).to.equal('/sign-in')
  })

  describe('about oneself', () => {
    it('are saved and seen by other members', async () => {
      const person = await add()
      const agent = await signIn(app, person)
      expect((await post(agent, '/settings', profile())).status).to.equal(303)
      expect(await app.rooms.account.person(person.id)).to.include(profile())
      const page = await (await signIn(app, await add())).get('/people/ada-lindqvist')
      expect(page.text).to.include('Ferry commuter.').and.include('Better questions')
      expect(page.text).not.to.include(person.email)
    })

    it('refuse a handle that another has, one that is not one, and a time zone of nowhere', async () => {
      const taken = await add()
      const agent = await signIn(app, await add())
      for (const wrong of [
        { handle: taken.handle },
        { handle: 'a b' },
        { timeZone: 'Europe/Nowhere' },
        { name: ' ' },
      ]) {
        const answer = await post(agent, '/settings', profile({ handle: 'free-handle', ...wrong }))
        expect(answer.status, JSON.stringify(wrong)).to.equal(422)
        expect(answer.text).to.include('Error:').and.include('Ferry commuter.')
      }
    })

    it('switch the language at once, whatever was chosen in the footer', async () => {
      const agent = await signIn(app, await add())
      await agent.get('/language/en?back=/')
      await post(agent, '/settings', profile({ handle: 'bytter-sprak', language: 'nb' }))
      expect((await agent.get('/settings')).text)
        .to.include('lang="nb"')
        .and.include('Lagret.')
    })

    it('cannot make anybody an administrator or change what has a form of its own', async () => {
      const person = await add()
      const agent = await signIn(app, person)
      const extra = { isAdministrator: 'true', email: 'evil@x.example', id: 'x', passwordHash: 'x' }
      await post(agent, '/settings', { ...profile({ handle: 'no-escalation' }), ...extra })
      const after = await app.rooms.account.person(person.id)
      expect(after).to.include({ id: person.id, email: person.email, isAdministrator: false })
    })

    it('keep hostile words inert', async () => {
      const agent = await signIn(app, await add())
      await post(agent, '/settings', profile({ handle: 'hostile', bio: '<img src=x onerror=alert(1)>{{csrf}}' }))
      expect((await agent.get('/people/hostile')).text)
        .to.include('&lt;img')
        .and.not.include('<img src=x')
    })
  })

  it('answer an unknown handle with 404', async () => {
    expect((await (await signIn(app, await add())).get('/people/nobody-at-all')).status).to.equal(404)
  })

  describe('of browsers that are signed in', () => {
    const keys = (text: string) =>
      [...text.matchAll(/\/settings\/sessions\/([\w-]{22})\/ending/g)].map(match => match[1]!)

    it('name them, without giving their ids away', async () => {
      const person = await add()
      const firefox = visitor(app).set('User-Agent', FIREFOX)
      await post(firefox, '/sign-in', { email: person.email, password: PASSWORD })
      const here = await signIn(app, person)
      const page = await here.get('/settings/sessions')
      expect(page.text).to.include('Firefox on Linux').and.include('This browser').and.include('2 Mar 2026')
      for (const { id } of await app.sessions.of(person.id)) expect(page.text).not.to.include(id)
    })

    it('sign one out, and only one’s own', async () => {
      const person = await add()
      const [here, elsewhere, stranger] = [
        await signIn(app, person),
        await signIn(app, person),
        await signIn(app, await add()),
      ]
      const [key] = keys((await here.get('/settings/sessions')).text)
      expect((await post(stranger, `/settings/sessions/${key}/ending`)).status).to.equal(404)
      expect((await elsewhere.get('/settings')).status).to.equal(200)
      expect((await post(here, `/settings/sessions/${key}/ending`)).status).to.equal(303)
      expect((await elsewhere.get('/settings')).status).to.equal(303)
      expect((await here.get('/settings')).status).to.equal(200)
    })

    it('sign all out, this one too', async () => {
      const person = await add()
      const agents = [await signIn(app, person), await signIn(app, person)]
      await post(agents[0]!, '/settings/sessions/ending')
      for (const agent of agents) expect((await agent.get('/settings')).status).to.equal(303)
      expect(await app.sessions.of(person.id)).to.deep.equal([])
    })
  })

  describe('of e-mail addresses', () => {
    const ask = (agent: ReturnType<typeof visitor>, email: string, password = PASSWORD) =>
      post(agent, '/settings/emails', { email, password })

    it('add one that is confirmed by mail, which then lets its owner in', async () => {
      const person = await add()
      const agent = await signIn(app, person)
      expect((await ask(agent, 'ada@home.example')).status).to.equal(303)
      const link = linkIn((await mailsTo(app, 'ada@home.example'))[0])
      expect((await agent.get(link)).text).to.include('ada@home.example')
      expect((await app.rooms.account.byEmail('ada@home.example'))?.id).to.equal(undefined)
      expect((await post(agent, link)).status).to.equal(303)
      await signIn(app, { email: 'ada@home.example' })
      const subjects = (await mailsTo(app, person.email)).map(mail => mail.subject)
      expect(subjects).to.include('An address was added to your Staffroom account')
      expect((await post(agent, link)).status).to.equal(404)
    })

    it('need the password', async () => {
      const agent = await signIn(app, await add())
      expect((await ask(agent, 'thief@home.example', 'wrong password')).status).to.equal(422)
      expect(await mailsTo(app, 'thief@home.example')).to.deep.equal([])
    })

    it('do not let anybody else use the link', async () => {
      await ask(await signIn(app, await add()), 'mine@home.example')
      const link = linkIn((await mailsTo(app, 'mine@home.example'))[0])
      const stranger = await signIn(app, await add())
      expect((await stranger.get(link)).status).to.equal(404)
      expect((await post(stranger, link)).status).to.equal(404)
    })

    it('answer the same for an address that somebody has, and write to its owner', async () => {
      const owner = await add()
      const agent = await signIn(app, await add())
      expect((await ask(agent, owner.email)).headers.location).to.equal('/settings/emails')
      const mails = await mailsTo(app, owner.email)
      expect(mails.map(mail => mail.subject)).to.deep.equal(['You already have a Staffroom account'])
    })

    it('choose where mail goes, remove others, and keep the last', async () => {
      const person = await add()
      const agent = await signIn(app, person)
      await ask(agent, 'second@home.example')
      await post(agent, linkIn((await mailsTo(app, 'second@home.example'))[0]))
      await post(agent, '/settings/emails/primary', { email: 'second@home.example' })
      expect((await app.rooms.account.person(person.id)).email).to.equal('second@home.example')
      await post(agent, '/settings/emails/removal', { email: person.email })
      expect(await app.rooms.account.byEmail(person.email)).to.equal(undefined)
      expect((await post(agent, '/settings/emails/removal', { email: 'second@home.example' })).status).to.equal(409)
    })

    it('let a removed one no longer choose a new password, though its link was sent before', async () => {
      const person = await add()
      const agent = await signIn(app, person)
      await ask(agent, 'given-up@home.example')
      await post(agent, linkIn((await mailsTo(app, 'given-up@home.example'))[0]))
      await post(visitor(app), '/forgot-password', { email: 'given-up@home.example' })
      const mails = await mailsTo(app, 'given-up@home.example')
      const link = linkIn(mails.find(({ text }) => text.includes('/reset-password/')))
      expect((await visitor(app).get(link)).status).to.equal(200)
      await post(agent, '/settings/emails/removal', { email: 'given-up@home.example' })
      expect((await visitor(app).get(link)).status).to.equal(404)
    })
  })
})
