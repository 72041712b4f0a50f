import { expect } from 'chai'
import { networkOf } from '../../server/web/network.js'
import { aPerson } from '../support/aPerson.js'
import { startTestApp, type TestApp } from '../support/app.js'
import { PASSWORD, post, visitor } from '../support/signIn.js'

describe('limits on trying', () => {
  let app: TestApp
  before(async () => {
    app = await startTestApp()
  })
  after(() => app.close())

  const tryIn = (email: string, password = 'wrong password') => post(visitor(app), '/sign-in', { email, password })

  it('stop guessing at one address after ten tries, and say how long to wait', async () => {
    const { email } = await app.rooms.account.addPerson(aPerson())
    for (let i = 0; i < 10; i++) expect((await tryIn(email)).status).to.equal(422)
    const stopped = await tryIn(email.toUpperCase(), PASSWORD)
    expect(stopped.status).to.equal(429)
    expect(Number(stopped.headers['retry-after'])).to.be.within(1, 15 * 60)
    expect(stopped.text)
      .to.include('<h1>')
      .and.match(/Wait \d+ minutes/)
    expect((await tryIn('somebody-else@school.example')).status).to.equal(422)
  })

  it('treat addresses that nobody has the same', async () => {
    for (let i = 0; i < 10; i++) await tryIn('nobody@school.example')
    expect((await tryIn('nobody@school.example')).status).to.equal(429)
  })

  it('forget the tries of those who then get in', async () => {
    const { email } = await app.rooms.account.addPerson(aPerson())
    for (let i = 0; i < 9; i++) await tryIn(email)
    expect((await tryIn(email, PASSWORD)).status).to.equal(303)
    for (let i = 0; i < 10; i++) expect((await tryIn(email)).status).to.equal(422)
  })

  it('stop mails to one address after five in an hour, over all forms that send one', async () => {
    const email = 'ada@school.example'
    const form = { name: 'Ada', email, password: PASSWORD, language: 'en' }
    const ask = async (path: string) => (await post(visitor(app), path, form)).status
    for (const path of ['/register', '/confirm', '/forgot-password', '/register', '/confirm'])
      expect(await ask(path), path).to.equal(303)
    for (const path of ['/register', '/confirm', '/forgot-password']) expect(await ask(path), path).to.equal(429)
  })

  it('are kept in the database, with no address in sight', async () => {
    await tryIn('kept@school.example')
    const counts = await app.database.connection.collection('ratelimits').find().toArray()
    expect(counts).not.to.have.length(0)
    expect(JSON.stringify(counts)).not.to.include('@').and.not.include('127.0.0')
  })
})

describe('the network of an address', () => {
  it('is a /24 of IPv4 or a /64 of IPv6, also when the one is written as the other', () => {
    expect(networkOf('203.0.113.77')).to.equal('203.0.113.0/24')
    expect(networkOf('::ffff:203.0.113.9')).to.equal('203.0.113.0/24')
    expect(networkOf('2001:db8:1:2:aaaa::1')).to.equal(networkOf('2001:db8:1:2:bbbb::2'))
    expect(networkOf('2001:db8:1:2::1')).not.to.equal(networkOf('2001:db8:1:3::1'))
    expect(networkOf(undefined)).to.equal('unknown')
    expect(networkOf('nonsense')).to.equal('unknown')
  })
})
