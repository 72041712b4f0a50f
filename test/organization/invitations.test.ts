import { expect } from 'chai'
import type { Person } from '../../server/account/index.js'
import type { Organization } from '../../server/organization/index.js'
import { aPerson } from '../support/aPerson.js'
import { startTestApp, type TestApp } from '../support/app.js'
import { linkIn, mailsTo } from '../support/mails.js'
import { type Agent, PASSWORD, post, signIn, visitor } from '../support/signIn.js'

const DAY = 24 * 3_600_000
let schools = 0

describe('invitations', () => {
  let app: TestApp
  let school: Organization
  let head: Person
  let headAgent: Agent
  before(async () => {
    app = await startTestApp()
    const country = 'NO'
    const slug = `storlia-${++schools}`
    school = await app.rooms.organization.add({ slug, name: 'Storlia skole', kind: 'school', country, description: '' })
    head = await add({ name: 'Hilde Rønning', language: 'nb' })
    await app.rooms.organization.addMember({ organizationId: school.id, personId: head.id, roles: ['administrator'] })
    headAgent = await signIn(app, head)
  })
  after(() => app.close())

  const add = (over = {}) => app.rooms.account.addPerson(aPerson(over))
  const rolesOf = async (person: { id: string }) =>
    (await app.rooms.organization.membershipsOf(person.id)).find(({ slug }) => slug === school.slug)?.roles

  async function invite(address: string, roles: string[] = []): Promise<string> {
    const answer = await post(headAgent, `/organizations/${school.slug}/invitations`, { addresses: address, roles })
    expect(answer.status).to.equal(303)
    return linkIn((await mailsTo(app, address))[0])
  }
  const accept = (agent: Agent, link: string) => post(agent, `${link}/acceptance`)

  it('bring in somebody who has an account, in the roles they name', async () => {
    const ada = await add()
    const link = await invite(ada.email, ['reviewer', 'author'])
    const agent = visitor(app)
    expect((await agent.get(link)).text)
      .to.include('Storlia skole')
      .and.include('/sign-in')
    const inside = await post(agent, '/sign-in', { email: ada.email, password: PASSWORD })
    expect(inside.headers.location).to.equal(link)
    expect((await agent.get(link)).text).to.include('Hilde Rønning invites you')
    const accepted = await accept(agent, link)
    expect([accepted.status, accepted.headers.location]).to.deep.equal([303, `/organizations/${school.slug}`])
    expect(await rolesOf(ada)).to.deep.equal(['member', 'reviewer', 'author'])
  })

  it('bring in somebody without an account, who joins on the way and comes back', async () => {
    const email = 'newcomer@storlia.example'
    const link = await invite(email)
    const agent = visitor(app)
    await agent.get(link)
    expect((await agent.get('/register')).text).to.include(`value="${email}"`)
    await post(agent, '/register', { name: 'Jonas Bakken', email, password: PASSWORD, language: 'nb' })
    const confirm = linkIn((await mailsTo(app, email)).find(mail => mail.text.includes('/confirm/')))
    expect((await post(agent, confirm)).headers.location).to.equal(link)
    expect((await accept(agent, link)).status).to.equal(303)
    expect(await rolesOf((await app.rooms.account.byEmail(email))!)).to.deep.equal(['member'])
  })

  it('are written in the language of the invited, or of the one who invites', async () => {
    const ada = await add({ language: 'en' })
    await invite(ada.email)
    await invite('stranger@storlia.example')
    expect((await mailsTo(app, ada.email))[0]!.subject).to.equal(
      'Hilde Rønning invites you to Storlia skole on Staffroom',
    )
    const [mail] = await mailsTo(app, 'stranger@storlia.example')
    expect(mail!.subject).to.equal('Hilde Rønning inviterer deg til Storlia skole i Staffroom')
  })

  it('do not let in by opening the link', async () => {
    const ada = await add()
    const link = await invite(ada.email)
    await (await signIn(app, ada)).get(link)
    expect(await rolesOf(ada)).to.equal(undefined)
  })

  it('are worth nothing to another account', async () => {
    const [ada, eve] = [await add(), await add()]
    const link = await invite(ada.email, ['administrator'])
    const stranger = await signIn(app, eve)
    expect((await stranger.get(link)).text).to.include('not an address of your account')
    expect((await accept(stranger, link)).status).to.equal(403)
    expect(await rolesOf(eve)).to.equal(undefined)
  })

  it('end after two weeks, and can be sent again', async () => {
    const ada = await add()
    const link = await invite(ada.email)
    app.clock.advance(14 * DAY)
    const agent = await signIn(app, ada)
    expect((await agent.get(link)).text).to.include('older than two weeks')
    expect((await accept(agent, link)).status).to.equal(409)

    headAgent = await signIn(app, head)
    const page = await headAgent.get(`/organizations/${school.slug}/members`)
    const again = new RegExp(`${ada.email}[\\s\\S]*?action="([^"]+/again)"`).exec(page.text)![1]!
    await post(headAgent, again)
    const newLink = linkIn((await mailsTo(app, ada.email))[0])
    expect(newLink).not.to.equal(link)
    expect((await accept(agent, newLink)).status).to.equal(303)
  })

  it('are used once, and cannot undo that somebody was removed or lost a role', async () => {
    const ada = await add()
    const link = await invite(ada.email, ['officer'])
    const agent = await signIn(app, ada)
    await accept(agent, link)
    app.clock.advance(1000)
    await post(headAgent, `/organizations/${school.slug}/members/${ada.handle}/roles`, {})
    await accept(agent, link)
    expect(await rolesOf(ada)).to.deep.equal(['member'])
    await post(headAgent, `/organizations/${school.slug}/members/${ada.handle}/removal`)
    await accept(agent, link)
    expect(await rolesOf(ada)).to.equal(undefined)
    expect((await visitor(app).get(link)).text).to.include('already been accepted')
  })

  it('are replaced by newer ones to the same address', async () => {
    const ada = await add()
    const first = await invite(ada.email, ['officer'])
    const second = await invite(ada.email.toUpperCase())
    const agent = await signIn(app, ada)
    expect((await accept(agent, first)).status).to.equal(409)
    expect((await accept(agent, second)).status).to.equal(303)
    expect(await rolesOf(ada)).to.deep.equal(['member'])
  })

  it('can be withdrawn', async () => {
    const ada = await add()
    const link = await invite(ada.email)
    const page = await headAgent.get(`/organizations/${school.slug}/members`)
    const withdraw = new RegExp(`${ada.email}[\\s\\S]*?action="([^"]+/withdrawal)"`).exec(page.text)![1]!
    await post(headAgent, withdraw)
    expect((await accept(await signIn(app, ada), link)).status).to.equal(409)
  })

  it('fall with the office of whoever sent them', async () => {
    const [deputy, ada] = [await add(), await add()]
    const ids = { organizationId: school.id, personId: deputy.id }
    await app.rooms.organization.addMember({ ...ids, roles: ['administrator'] })
    const agent = await signIn(app, deputy)
    const invitation = { addresses: ada.email, roles: 'administrator' }
    await post(agent, `/organizations/${school.slug}/invitations`, invitation)
    const link = linkIn((await mailsTo(app, ada.email))[0])
    await post(headAgent, `/organizations/${school.slug}/members/${deputy.handle}/removal`)
    expect((await accept(await signIn(app, ada), link)).status).to.equal(409)
    expect(await rolesOf(ada)).to.equal(undefined)
  })

  it('leave members as they are', async () => {
    const ada = await add()
    await app.rooms.organization.addMember({ organizationId: school.id, personId: ada.id, roles: ['author'] })
    const addresses = `${ada.email}\nanother-one@storlia.example`
    const answer = await post(headAgent, `/organizations/${school.slug}/invitations`, { addresses, roles: 'officer' })
    const page = await headAgent.get(answer.headers.location!)
    expect(page.text).to.include('1 invitasjon er på vei. Andre var allerede medlemmer: 1.')
    expect(await mailsTo(app, ada.email)).to.deep.equal([])
    expect(await rolesOf(ada)).to.deep.equal(['member', 'author'])
  })

  it('make one membership when accepted twice at once', async () => {
    const ada = await add()
    const link = await invite(ada.email)
    const agent = await signIn(app, ada)
    const statuses = (await Promise.all([accept(agent, link), accept(agent, link)])).map(answer => answer.status)
    expect(statuses).to.include(303).and.not.include(500)
    expect(await rolesOf(ada)).to.deep.equal(['member'])
  })

  it('are unknown when they are made up', async () => {
    expect((await visitor(app).get('/invitations/made-up')).status).to.equal(404)
    expect((await accept(await signIn(app, await add()), '/invitations/made-up')).status).to.equal(404)
  })

  it('show the form again with what was typed when an address is wrong', async () => {
    const form = { addresses: 'good@storlia.example, not an address', roles: 'reviewer' }
    const answer = await post(headAgent, `/organizations/${school.slug}/invitations`, form)
    expect(answer.status).to.equal(422)
    expect(answer.text).to.include('good@storlia.example, not an address').and.include('value="reviewer" checked')
  })

  it('keep only the digest of what stands in the mail', async () => {
    const secret = (await invite('digest@storlia.example')).split('/').at(-1)!
    const stored = await app.database.connection.collection('invitations').find().toArray()
    expect(JSON.stringify(stored)).not.to.include(secret)
  })
})
