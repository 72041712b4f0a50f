import { expect } from 'chai'
import { pathOf } from '../authorization/aConnection.js'
import { aPerson } from '../support/aPerson.js'
import { startTestApp, type TestApp } from '../support/app.js'
import { freePort } from '../support/freePort.js'
import { type Agent, post, signIn } from '../support/signIn.js'
import { aHost, type HostHabits } from './aHost.js'

const HOSTS = '/badges/hosts'
const HOUR_MS = 3_600_000

describe('a connection to a host that is strict', () => {
  let app: TestApp
  let ada: Agent
  let port: number
  let host: Awaited<ReturnType<typeof aHost>>

  before(async () => {
    port = await freePort()
    app = await startTestApp({ fetchAllow: [`localhost:${port}`] })
    ada = await signIn(app, await app.rooms.account.addPerson(aPerson({ handle: 'ada' })))
  })
  afterEach(() => host.close())
  after(() => app.close())

  const page = async (path: string) => (await ada.get(path)).text

  async function connected(habits: HostHabits): Promise<string> {
    host = await aHost(port, habits)
    const path = (await post(ada, HOSTS, { address: host.url }, HOSTS)).headers.location!
    const leave = /href="([^"]+\/authorize[^"]+)"/.exec(await page(path))![1]!
    const asked = new URL(leave.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=')).searchParams
    const back = `${pathOf(asked.get('redirect_uri')!)}?code=once&state=${asked.get('state')}`
    expect((await ada.get(back)).headers.location).to.equal(path)
    expect(await page(path)).to.include('We look there once a day')
    return path
  }

  it('sends a refresh token once, however often somebody clicks', async () => {
    const path = await connected({ expiresIn: 3600 })
    app.clock.advance(2 * HOUR_MS)
    await Promise.all(Array.from({ length: 4 }, () => post(ada, `${path}/look`, {}, HOSTS)))
    expect(host.seen.refreshes).to.equal(1)
    expect(await page(path)).to.include('We look there once a day')
  })

  it('takes a token without an end for good until it is refused', async () => {
    const path = await connected({ givesRefreshTokens: false })
    app.clock.advance(48 * HOUR_MS)
    await post(ada, `${path}/look`, {}, HOSTS)
    expect(await page(path)).to.include('We look there once a day')
    host.forgetAccess()
    await post(ada, `${path}/look`, {}, HOSTS)
    expect(await page(path)).to.include('Ended by the other site')
  })

  it('leaves out what is nested so deep that it cannot be written', async () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`
    const path = await connected({ credentials: `{"credential":[{"a":${deep}}]}` })
    expect((await post(ada, `${path}/look`, {}, HOSTS)).status).to.equal(303)
    expect(await page(path)).to.include('We looked and fetched 0 badges.')
  })

  it('renews what is refused before it says that the connection has ended', async () => {
    const path = await connected({})
    host.forgetAccess()
    await post(ada, `${path}/look`, {}, HOSTS)
    expect(host.seen.refreshes).to.equal(1)
    expect(await page(path))
      .to.include('We look there once a day')
      .and.include('We looked and fetched 0 badges.')
  })
})
