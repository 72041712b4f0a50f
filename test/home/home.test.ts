import { createServer } from 'node:net'
import { expect } from 'chai'
import type { NextStep } from '../../server/home/index.js'
import { inOrder, partOfDay } from '../../server/home/nextStep.js'
import { aPerson } from '../support/aPerson.js'
import { startTestApp, type TestApp } from '../support/app.js'
import { post, signIn, visitor } from '../support/signIn.js'

const step = (href: string, weight: NextStep['weight'], day: number): NextStep => ({
  ...{ messageKey: 'x', values: {}, href, weight },
  at: new Date(Date.UTC(2026, 0, day)),
})

describe('the one next thing', () => {
  it('is what others wait for, then what was begun, then ideas; the earliest of each first', () => {
    const { first, later } = inOrder([
      step('idea', 'offered', 1),
      step('begun', 'begun', 2),
      step('late', 'awaited', 9),
      step('soon', 'awaited', 3),
    ])
    expect([first, ...later].map(each => each?.href)).to.deep.equal(['soon', 'late', 'begun', 'idea'])
  })

  it('is nothing when nothing waits, and never a long list', () => {
    expect(inOrder([])).to.deep.equal({ first: undefined, later: [] })
    expect(inOrder(Array.from({ length: 30 }, (_, n) => step(`${n}`, 'begun', n + 1))).later).to.have.length(5)
  })
})

describe('the greeting', () => {
  it('follows the hour where the person is', () => {
    const at = new Date('2026-03-02T22:30:00Z')
    expect(partOfDay(at, 'Europe/Oslo')).to.equal('evening')
    expect(partOfDay(at, 'Asia/Tokyo')).to.equal('morning')
    expect(partOfDay(at, 'America/Toronto')).to.equal('evening')
    expect(partOfDay(new Date('2026-03-02T23:30:00Z'), 'Europe/Oslo')).to.equal('morning')
  })
})

describe('the front page and home', () => {
  let app: TestApp
  before(async () => {
    app = await startTestApp()
  })
  after(() => app.close())

  it('greets a visitor, and sends whoever is signed in to their own page', async () => {
    expect((await visitor(app).get('/')).text).to.include('Here it counts')
    const agent = await signIn(app, await app.rooms.account.addPerson(aPerson({ name: 'Kari Moen' })))
    expect((await agent.get('/')).headers.location).to.equal('/home')
    expect((await agent.get('/home')).text)
      .to.include('Kari')
      .and.include('action="/journal/capture"')
  })

  it('speaks the language that is chosen, that the browser asks for, and English otherwise', async () => {
    const inLanguage = async (headers: Record<string, string>) => {
      const { text } = await visitor(app).get('/').set(headers)
      return /<html lang="(\w+)"/.exec(text)?.[1]
    }
    expect(await inLanguage({})).to.equal('en')
    expect(await inLanguage({ 'Accept-Language': 'no, en;q=0.5' })).to.equal('nb')
    expect(await inLanguage({ 'Accept-Language': 'de' })).to.equal('en')
    expect(await inLanguage({ 'Accept-Language': 'en', Cookie: 'language=nb' })).to.equal('nb')
    expect(await inLanguage({ Cookie: 'language=../../etc' })).to.equal('en')
  })

  it('sends nobody elsewhere after switching the language', async () => {
    for (const back of ['//evil.example', '/\\evil.example', 'https://evil.example', ''])
      expect((await visitor(app).get('/language/nb').query({ back })).headers.location, back).to.equal('/')
    expect((await visitor(app).get('/language/nb?back=/verify')).headers.location).to.equal('/verify')
  })

  it('lists public pages for search engines', async () => {
    const { text, headers } = await visitor(app).get('/sitemap.xml')
    expect(headers['content-type']).to.include('xml')
    expect(text).to.include(`<loc>${app.config.baseUrl}/verify</loc>`)
  })

  it('says with the request’s id when a page does not exist', async () => {
    const { status, text, headers } = await visitor(app).get('/nowhere')
    expect(status).to.equal(404)
    expect(text).to.include(headers['x-request-id'])
  })

  it('says what it can of itself to machines', async () => {
    expect((await visitor(app).get('/healthz')).body).to.deep.equal({ status: 'ok', signature: 'ok' })
    expect((await visitor(app).get('/readyz')).body).to.deep.equal({
      status: 'ok',
      database: 'ok',
      storage: 'ok',
      mail: 'ok',
    })
    expect((await visitor(app).get('/metrics')).text).to.match(/^process_resident_memory_bytes \d+$/m)
  })

  it('is not ready while the mail server is away', async () => {
    const port = await closedPort()
    const lonely = await startTestApp({ smtpUrl: `smtp://127.0.0.1:${port}` })
    try {
      const { status, body } = await visitor(lonely).get('/readyz')
      expect({ status, mail: body.mail, database: body.database }).to.deep.equal({
        status: 503,
        mail: 'failed',
        database: 'ok',
      })
    } finally {
      await lonely.close()
    }
  })

  it('keeps what is captured in one line', async () => {
    const agent = await signIn(app, await app.rooms.account.addPerson(aPerson()))
    const answer = await post(agent, '/journal/capture', { text: 'Nobody asked why' }, '/home')
    expect(answer.status).to.equal(303)
    expect((await agent.get('/journal')).text).to.include('Nobody asked why')
  })
})

async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise(resolve => server.close(resolve))
  return port
}
