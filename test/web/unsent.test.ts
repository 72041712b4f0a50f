import { expect } from 'chai'
import { aPerson } from '../support/aPerson.js'
import { startTestApp, type TestApp } from '../support/app.js'
import { type Agent, csrfToken, PASSWORD, signIn, visitor } from '../support/signIn.js'

const WORDS = 'Eleven tickets gave the same answer, and <b>none</b> of them was careless about it.'
const HERE = { Host: 'localhost', Origin: 'http://localhost', Accept: 'text/html' }

describe('what was written in a form that could not be taken', () => {
  let app: TestApp
  const ada = aPerson({ handle: 'ada', name: 'Ada Lindqvist' })

  before(async () => {
    app = await startTestApp()
    await app.rooms.account.addPerson(ada)
  })
  after(() => app.close())

  const send = (
    agent: Agent,
    form: Record<string, string>,
    headers: Record<string, string> = HERE,
    path = '/reviews/phrases',
  ) => agent.post(path).set(headers).type('form').send(form)
  const tokenIn = (page: string) => /name="_csrf" value="([^"]+)"/.exec(page)![1]!

  it('stands on the page that says so, and is sent after signing in elsewhere', async () => {
    const agent = visitor(app)
    const first = await send(agent, { _csrf: 'stale', text: WORDS, back: '/reviews' })
    expect(first.status).to.equal(401)
    expect(first.text).to.include('Eleven tickets').and.include('&lt;b&gt;none').and.not.include('<b>none')
    expect(first.text).to.include('name="back" value="/reviews"').and.include('Sign in in another tab')

    const signedOutToken = tokenIn(first.text)
    await agent.post('/sign-in').type('form').send({ _csrf: signedOutToken, email: ada.email, password: PASSWORD })
    const second = await send(agent, { _csrf: signedOutToken, text: WORDS, back: '/reviews' })
    expect(second.status).to.equal(403)
    expect(second.text).to.include('Send it now').and.not.include('Sign in in another tab')
    const third = await send(agent, { _csrf: tokenIn(second.text), text: WORDS, back: '/reviews' })
    expect([third.status, third.headers.location]).to.deep.equal([303, '/reviews'])
    expect((await agent.get('/reviews/phrases')).text).to.include('gave the same answer')
  })

  it('is never shown where another site sent it, nor where it holds a password', async () => {
    const agent = await signIn(app, ada)
    for (const headers of [
      { ...HERE, Origin: 'https://evil.example' },
      { ...HERE, Origin: 'null' },
      { Accept: 'text/html' },
    ]) {
      const answer = await send(agent, { _csrf: 'stale', text: WORDS }, headers)
      expect(answer.status).to.equal(403)
      expect(answer.text).not.to.include('Eleven tickets')
    }
    const secret = await send(
      visitor(app),
      { _csrf: 'stale', email: WORDS, password: 'four slow trains' },
      HERE,
      '/sign-in',
    )
    expect(secret.text).not.to.include('four slow trains').and.not.include('Eleven tickets')
  })

  it('brings whoever only pressed a button back to the page it was on', async () => {
    const agent = visitor(app)
    const answer = await send(agent, { _csrf: 'stale' }, { ...HERE, Referer: 'http://localhost/reviews/phrases' })
    expect(answer.headers.location).to.equal('/sign-in')
    const _csrf = await csrfToken(agent, '/sign-in')
    const signedIn = await agent.post('/sign-in').type('form').send({ _csrf, email: ada.email, password: PASSWORD })
    expect(signedIn.headers.location).to.equal('/reviews/phrases')
  })
})
