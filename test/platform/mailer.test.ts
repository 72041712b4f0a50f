import { expect } from 'chai'
import { startTestApp, type TestApp } from '../support/app.js'
import { type MailServer, startMailServer } from '../support/mailServer.js'
import { PASSWORD, post, visitor } from '../support/signIn.js'

const HOUR = 3_600_000

describe('mail over SMTP', () => {
  let server: MailServer
  let app: TestApp
  before(async () => {
    server = await startMailServer()
    app = await startTestApp({ smtpUrl: server.url, mailFrom: 'Lærerværelset <post@staffroom.example>' })
  })
  beforeEach(() => void server.arrived.splice(0))
  after(async () => {
    await app.close()
    await server.stop()
  })

  const register = (email: string, language = 'nb') =>
    post(visitor(app), '/register', { name: 'Åse Bjørnstad', email, password: PASSWORD, language })
  const later = async (milliseconds: number) => {
    app.clock.advance(milliseconds)
    await app.drain()
  }

  it('arrives as text and HTML with the same link, in the language of its reader', async () => {
    await register('ase-0@storlia.example')
    await app.drain()
    const [mail] = server.arrived
    expect(mail!.to).to.deep.equal(['ase-0@storlia.example'])
    expect(mail!.headers.subject).to.equal('Bekreft adressen din for å bli med i Staffroom')
    expect(mail!.headers.from).to.include('Lærerværelset').and.include('post@staffroom.example')
    expect(mail!.headers).to.include({ 'content-language': 'nb', 'auto-submitted': 'auto-generated' })
    const [link] = /http:\/\/localhost:\d+\/confirm\/[\w-]{32}/.exec(mail!.text)!
    expect(mail!.text).to.include('Lenken virker i to dager.').and.not.match(/<\w/)
    expect(mail!.html)
      .to.include(`href="${link.replaceAll('=', '&#x3D;')}"`)
      .and.include('lang="nb"')
    expect((await visitor(app).get(new URL(link).pathname)).status).to.equal(200)
  })

  it('leaves one by one when many are queued together, and once when they are queued again', async () => {
    const mail = (n: number) => ({
      ...{ key: `many-${n}`, to: `many-${n}@storlia.example`, language: 'nb', messageKey: 'award.notice.completed' },
      ...{ values: { title: 'Å se elevarbeid', programme: 'Vår' }, actionUrl: 'http://localhost:3000/badges/x' },
    })
    await app.mailer.sendMany([mail(1), mail(2)])
    await app.mailer.sendMany([mail(2), mail(3)])
    await app.mailer.sendMany([])
    await app.drain()
    expect(server.arrived.flatMap(({ to }) => to).sort()).to.deep.equal([1, 2, 3].map(n => mail(n).to))
  })

  it('waits while the mail server is down, and arrives once when it is back', async () => {
    await server.stop()
    await register('ase-1@storlia.example', 'en')
    await app.drain()
    for (let tries = 0; tries < 3; tries++) await later(60_000)
    expect(server.arrived).to.deep.equal([])
    await server.start()
    await later(HOUR)
    await later(HOUR)
    expect(server.arrived.map(mail => mail.headers.subject)).to.deep.equal(['Confirm your address to join Staffroom'])
  })

  it('is tried again when the server says to come back later', async () => {
    server.refuse(2)
    await register('ase-2@storlia.example')
    await app.drain()
    expect(server.arrived).to.deep.equal([])
    for (let tries = 0; tries < 3; tries++) await later(60_000)
    expect(server.arrived).to.have.length(1)
  })

  it('is shown as failed once its tries are used up, and goes out when an administrator tries again', async () => {
    await server.stop()
    await register('ase-3@storlia.example')
    await app.drain()
    for (let tries = 0; tries < 40; tries++) await later(2 * HOUR)
    const [failed] = (await app.jobs.recent()).filter(job => job.state === 'failed')
    expect(failed).to.include({ kind: 'mail', attempts: 36 })
    expect(failed!.error).to.include('ECONNREFUSED')
    await server.start()
    await app.jobs.retry(failed!.id)
    await app.drain()
    expect(server.arrived).to.have.length(1)
  })

  it('holds nobody up: a mail that cannot go does not delay the next', async () => {
    server.refuse(1)
    await register('first@storlia.example')
    await app.drain()
    await register('second@storlia.example')
    await app.drain()
    expect(server.arrived.map(mail => mail.to[0])).to.deep.equal(['second@storlia.example'])
  })

  it('is not tried again when the server knows no such reader, and the log names nobody', async () => {
    await register('unknown@storlia.example')
    await app.drain()
    for (let tries = 0; tries < 3; tries++) await later(HOUR)
    const [job] = (await app.jobs.recent()).filter(({ kind, state }) => kind === 'mail' && state === 'failed')
    expect(job).to.include({ attempts: 1 })
    expect(job!.error).to.include('550').and.not.include('unknown@')
  })

  it('leaves nothing of its content behind once it is sent', async () => {
    await register('ase-6@storlia.example')
    await app.drain()
    const sent = await app.database.connection.collection('jobs').find({ state: 'done' }).toArray()
    expect(sent).not.to.have.length(0)
    expect(JSON.stringify(sent)).not.to.include('ase-6@storlia.example').and.not.include('/confirm/')
  })

  it('carries one identity over all its tries, so that a server that took it twice can tell', async () => {
    await register('ase-7@storlia.example')
    await app.drain()
    expect(server.arrived[0]!.headers['message-id']).to.match(/^<[\w-]{43}@staffroom\.example>$/)
  })
})
