import { expect } from 'chai'
import { answerConsent, openConsent, pathOf } from '../authorization/aConnection.js'
import { aBadgeApp, type BadgeApp } from '../award/aBadgeApp.js'
import { aForeignIssuer } from '../backpack/aForeignBadge.js'
import { aPerson } from '../support/aPerson.js'
import { type Listening, listen, startTestApp, type TestApp } from '../support/app.js'
import { freePort } from '../support/freePort.js'
import { type Agent, post, signIn } from '../support/signIn.js'

const HOSTS = '/badges/hosts'
const DAY_MS = 24 * 3600 * 1000

/** One instance keeps Ada's badges; on the other she has an account as well, and connects the first. */
describe('connecting another host', () => {
  let home: BadgeApp
  let here: TestApp
  let listening: Listening[]
  let homeUrl: string
  let atHome: Agent
  let ada: Agent

  before(async () => {
    const ports = [await freePort(), await freePort()]
    const hosts = ports.map(port => `localhost:${port}`)
    homeUrl = `http://${hosts[0]}`
    home = await aBadgeApp({ baseUrl: homeUrl, fetchAllow: hosts })
    here = await startTestApp({ baseUrl: `http://${hosts[1]}`, fetchAllow: hosts })
    listening = [await listen(home.app, ports[0]), await listen(here.app, ports[1])]
    const person = await here.rooms.account.addPerson(aPerson({ handle: 'ada', email: home.ada.email }))
    ada = await signIn(here, person)
    atHome = await home.as(home.ada)
  })
  after(async () => {
    await Promise.all(listening.map(each => each.close()))
    await Promise.all([home.close(), here.close()])
  })

  async function begin(address = homeUrl) {
    here.clock.set(home.clock.now())
    const { headers } = await post(ada, HOSTS, { address }, HOSTS)
    const path = headers.location!
    const { text } = await ada.get(path)
    const leave = /<a class="button" href="([^"]+)" rel="nofollow"/
      .exec(text)![1]!
      .replaceAll('&amp;', '&')
      .replaceAll('&#x3D;', '=')
    return { path, leave }
  }
  const PERMISSIONS = ['readBadges', 'addBadges', 'stayConnected']
  async function connected(permissions = PERMISSIONS) {
    const { path, leave } = await begin()
    const page = await openConsent(atHome, pathOf(leave))
    const back = await answerConsent(atHome, page, { answer: 'allow', permissions })
    const answer = await ada.get(pathOf(back.href))
    expect(answer.headers.location).to.equal(path)
    return { path, back }
  }
  const textOf = async (path: string) => (await ada.get(path)).text

  it('brings what is there, verified, and leads back here', async () => {
    const { title } = await home.accepted('private')
    const { path } = await connected()
    expect(await textOf(path))
      .to.include('Connected')
      .and.include('We looked and fetched 1 badge.')
    const shelf = await textOf('/badges')
    expect(shelf).to.include(title).and.include('Genuine and in force')
    const [brought] = await here.rooms.backpack.ofPerson((await here.rooms.account.byHandle('ada'))!.id, { limit: 1 })
    expect(brought).to.include({ recipient: 'yes', issuerName: 'Lyseng lærerhøgskole' })
  })

  it('looks again by itself, with a fresh token, and brings what is new', async () => {
    await connected()
    await home.accepted('private')
    here.clock.set(new Date(home.clock.now().getTime() + DAY_MS + 60_000))
    home.clock.set(here.clock.now())
    const before = (await textOf('/badges')).split('award-card"').length
    await here.rooms.otherHost.syncDue()
    expect((await textOf('/badges')).split('award-card"').length).to.equal(before + 1)
  })

  it('fetches many badges page by page, and each of them once', async () => {
    const issuer = await aForeignIssuer()
    for (let i = 0; i < 53; i++)
      await home.rooms.backpack.bring(home.ada.id, Buffer.from(await issuer.badge({ id: `urn:many:${i}` })), {
        kind: 'text',
        name: '',
      })
    const { path } = await connected()
    expect(await textOf(path)).to.include('We looked and fetched 53 badges.')
    await post(ada, `${path}/look`, {}, HOSTS)
    expect(await textOf(path)).to.include('We looked and fetched 0 badges.')
  })

  it('sends a badge from here to there', async () => {
    const { path } = await connected()
    const issuer = await aForeignIssuer()
    const personId = (await here.rooms.account.byHandle('ada'))!.id
    const bytes = Buffer.from(await issuer.badge({ name: 'Sent over', id: 'urn:x:sent' }))
    const brought = await here.rooms.backpack.bring(personId, bytes, { kind: 'text', name: '' })
    const badge = `brought.${'badgeId' in brought ? brought.badgeId : ''}`
    await post(ada, `${path}/push`, { badge }, path)
    expect(await textOf(path)).to.include('The badge was sent to')
    const there = await home.rooms.backpack.credentials.list(home.ada.id, { since: undefined, skip: 0, limit: 100 })
    expect(there.map(({ text }) => JSON.parse(text).id)).to.include('urn:x:sent')
  })

  it('says so when the host does not let us add badges', async () => {
    const { path } = await connected(['readBadges'])
    const [first] = await here.rooms.backpack.ofPerson((await here.rooms.account.byHandle('ada'))!.id, { limit: 1 })
    await post(ada, `${path}/push`, { badge: `brought.${first!.id}` }, path)
    expect(await textOf(path)).to.include('You did not allow us to add badges there')
  })

  it('notices when the connection was ended over there', async () => {
    const { path } = await connected()
    const apps = (await atHome.get('/settings/apps')).text
    for (const [action] of apps.matchAll(/\/settings\/apps\/[\w-]+\/ending/g))
      await post(atHome, action, {}, '/settings/apps')
    await post(ada, `${path}/look`, {}, HOSTS)
    expect(await textOf(path)).to.include('Ended by the other site')
  })

  it('ends the connection on both sides', async () => {
    const { path } = await connected()
    expect((await atHome.get('/settings/apps')).text).to.include('/ending')
    await post(ada, `${path}/ending`, {}, path)
    expect((await ada.get(path)).status).to.equal(404)
    expect((await atHome.get('/settings/apps')).text).to.not.include('/ending')
  })

  it('takes a no, and an answer that nobody waits for', async () => {
    const { leave } = await begin()
    const page = await openConsent(atHome, pathOf(leave))
    const back = await answerConsent(atHome, page, { answer: 'refuse' })
    expect(back.searchParams.get('error')).to.equal('access_denied')
    expect((await ada.get(pathOf(back.href))).headers.location).to.equal(HOSTS)
    expect(await textOf(HOSTS)).to.include('You said no over there')
    await ada.get(`${HOSTS}/callback/nobody?code=stolen&state=made-up`)
    expect(await textOf(HOSTS)).to.include('did not come about')
  })

  it('takes each answer once, from the person who asked, and from the host that was asked', async () => {
    const { path, back } = await connected()
    expect((await ada.get(pathOf(back.href))).headers.location).to.equal(HOSTS)
    const stranger = await signIn(here, await here.rooms.account.addPerson(aPerson()))
    const { leave } = await begin()
    const answered = await answerConsent(atHome, await openConsent(atHome, pathOf(leave)), {
      answer: 'allow',
      permissions: PERMISSIONS,
    })
    expect((await stranger.get(pathOf(answered.href))).headers.location).to.equal(HOSTS)
    expect((await stranger.get(path)).status).to.equal(404)
    answered.searchParams.set('iss', 'https://evil.example')
    expect((await ada.get(pathOf(answered.href))).headers.location).to.equal(HOSTS)
  })

  it('takes no answer that comes on the way of another host', async () => {
    const { path, leave } = await begin()
    const back = await answerConsent(atHome, await openConsent(atHome, pathOf(leave)), {
      answer: 'allow',
      permissions: PERMISSIONS,
    })
    const asked = back.pathname
    back.searchParams.delete('iss')
    back.pathname = `${HOSTS}/callback/of-another-host`
    expect((await ada.get(pathOf(back.href))).headers.location).to.equal(HOSTS)
    expect(await textOf(path)).to.include('One more step, over there')
    back.pathname = asked
    expect((await ada.get(pathOf(back.href))).headers.location).to.equal(path)
  })

  it('does not go where a stranger could send it, and keeps the address that was typed', async () => {
    for (const address of [
      'http://127.0.0.1:1',
      'https://169.254.169.254/',
      'ftp://x.example',
      `${homeUrl}/nothing/discovery`,
    ]) {
      const answer = await post(ada, HOSTS, { address }, HOSTS)
      expect([address, answer.status]).to.deep.equal([address, 422])
      expect(answer.text).to.include(`value="${address}"`)
    }
  })

  it('keeps no token where somebody who reads the database could use it', async () => {
    await connected()
    const everything = JSON.stringify([
      await here.db.collection('hostconnections').find().toArray(),
      await here.db.collection('hostregistrations').find().toArray(),
      await home.db.collection('oauthrecords').find().toArray(),
    ])
    expect(everything).to.not.match(/client_secret|accessToken|refreshToken/)
  })
})
