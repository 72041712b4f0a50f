import { expect } from 'chai'
import { newId } from '../../server/shared/ids.js'
import { aPerson } from '../support/aPerson.js'
import { listen, startTestApp, type TestApp } from '../support/app.js'
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

  it('is kept however few the words are, and what was only chosen is not shown as words', async () => {
    const { status, text } = await send(visitor(app), { _csrf: 'stale', text: 'They waited.', back: '/reviews' })
    expect(status).to.equal(401)
    expect(text).to.match(/<textarea[^>]* name="text" rows="2">They waited\.</)
    expect(text.match(/<textarea/g)).to.have.length(1)
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

  describe('beside a file', () => {
    const BEGINNING = 'When nobody answered, I waited, and counted to eleven before anybody spoke again.'

    /** As a browser sends a form, with a file that stands before the last of its fields. */
    async function sendWithFile(
      agent: Agent,
      path: string,
      file: Buffer | undefined = Buffer.from('What we did, and when.\n'),
    ) {
      const request = agent
        .post(path)
        .set(HERE)
        .field('experience', BEGINNING)
        .field('minutes', '25')
        .field('happenedOn', '2026-03-01')
      if (file) request.attach('files', file, 'Plan <2>.txt')
      return request.field('thinkNow', WORDS)
    }
    const stored = () => app.db.collection('fs.files').countDocuments()
    const actionIn = (page: string) =>
      /action="([^"]+)" enctype/.exec(page)?.[1]?.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&')
    const anEntry = () => `/journal/${newId()}`

    it('stands on the page that says so; the file is asked for again, in words and by its name', async () => {
      const [before, path] = [await stored(), anEntry()]
      const { status, text } = await sendWithFile(visitor(app), `${path}?_csrf=stale`)
      expect(status).to.equal(401)
      expect(text)
        .to.include('counted to eleven')
        .and.include('Eleven tickets')
        .and.include('name="minutes" value="25"')
      expect(text).to.include('Plan &lt;2&gt;.txt').and.include('after signing in you are asked for it again')
      expect(text).to.include(`action="${path}"`).and.not.include('stale')
      expect(await stored()).to.equal(before)
    })

    it('still asks for the file when it is sent from that page, after signing in', async () => {
      const agent = visitor(app)
      const path = anEntry()
      const { text } = await sendWithFile(agent, `${path}?_csrf=stale`)
      const chosen = /name="_chosen" value="([^"]+)"/.exec(text)![1]!.replace('&lt;', '<').replace('&gt;', '>')
      const _csrf = tokenIn(text)
      await agent.post('/sign-in').type('form').send({ _csrf, email: ada.email, password: PASSWORD })
      const again = await send(agent, { _csrf, experience: BEGINNING, _chosen: chosen }, HERE, path)
      expect(again.status).to.equal(403)
      expect(again.text).to.include('type="file" id="file-files" name="files"').and.include('Plan &lt;2&gt;.txt')
      expect(actionIn(again.text)).to.include(path)
    })

    it('is sent, with the file that is chosen again, once one has signed in elsewhere', async () => {
      const agent = await signIn(app, ada)
      const path = anEntry()
      const { status, text } = await sendWithFile(agent, `${path}?_csrf=stale`)
      expect(status).to.equal(403)
      expect(text).to.include('Choose the file again').and.include('type="file"')
      const sent = await sendWithFile(agent, actionIn(text)!)
      expect(sent.headers.location, sent.text).to.equal(path)
      const entry = (await agent.get(path)).text
      expect(entry).to.include('counted to eleven').and.include('Plan')
    })

    it('is not waited for where the form is larger than anybody’s patience; what came first is shown', async () => {
      const before = await stored()
      const listening = await listen(app.app)
      try {
        const form = new FormData()
        form.set('experience', BEGINNING)
        form.set('files', new Blob([Buffer.alloc(40 * 1024 * 1024)]), 'film.mp4')
        const headers = { Accept: 'text/html', Origin: listening.url }
        const answer = await fetch(`${listening.url}${anEntry()}`, { method: 'POST', body: form, headers }).catch(
          () => null,
        )
        // A browser that is still sending may miss the answer; nothing is kept of it either way.
        if (answer) expect(await answer.text()).to.include('counted to eleven')
      } finally {
        await listening.close()
      }
      expect(await stored()).to.equal(before)
    })

    it('is not shown where another site sent it', async () => {
      const answer = await visitor(app)
        .post(anEntry())
        .set({ ...HERE, Origin: 'https://evil.example' })
        .field('experience', BEGINNING)
        .attach('files', Buffer.from('x'), 'x.pdf')
      expect(answer.text).not.to.include('counted to eleven')
    })
  })
})
