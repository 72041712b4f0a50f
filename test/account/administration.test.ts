import { expect } from 'chai'
import type { Person } from '../../server/account/index.js'
import { aPerson } from '../support/aPerson.js'
import { startTestApp, type TestApp } from '../support/app.js'
import { type Agent, PASSWORD, post, signIn, visitor } from '../support/signIn.js'

const PEOPLE = '/administration/people'

describe('the people of an administrator', () => {
  let app: TestApp
  let root: Person
  let rootAgent: Agent
  before(async () => {
    app = await startTestApp()
    root = await add({ isAdministrator: true, name: 'Root Rise' })
    rootAgent = await signIn(app, root)
  })
  after(() => app.close())

  const add = (over = {}) => app.rooms.account.addPerson(aPerson(over))

  it('are listed newest first, page by page', async () => {
    for (let i = 0; i < 31; i++) {
      app.clock.advance(1000)
      await add({ password: undefined, name: `Many ${i}` })
    }
    const first = await rootAgent.get(PEOPLE)
    expect(first.text).to.include('Many 30').and.not.include(root.email)
    const [, cursor] = /before&#x3D;([^"]+)"/.exec(first.text)!
    expect((await rootAgent.get(PEOPLE).query({ before: cursor })).text).to.include(root.email)
  })

  it('are found by handle and by address', async () => {
    const ada = await add({ name: 'Findable Ada' })
    for (const query of [ada.handle, `@${ada.handle}`, ada.email.toUpperCase()])
      expect((await rootAgent.get(PEOPLE).query({ q: query })).text, query).to.include('Findable Ada')
    expect((await rootAgent.get(PEOPLE).query({ q: '.*' })).text).to.include('Nobody found')
  })

  it('are closed to everybody else, in every way', async () => {
    const ada = await add()
    const agent = await signIn(app, ada)
    expect((await visitor(app).get(PEOPLE)).status).to.equal(303)
    const own = `${PEOPLE}/${ada.handle}`
    for (const path of [PEOPLE, own]) expect((await agent.get(path)).status, path).to.equal(403)
    for (const path of ['administration', 'administration/removal', 'suspension', 'suspension/removal'])
      expect((await post(agent, `${own}/${path}`, { reason: 'x' })).status, path).to.equal(403)
    expect((await app.rooms.account.person(ada.id)).isAdministrator).to.equal(false)
  })

  it('become administrators, and stop being that from the next page on', async () => {
    const ada = await add()
    const agent = await signIn(app, ada)
    await post(rootAgent, `${PEOPLE}/${ada.handle}/administration`)
    expect((await agent.get(PEOPLE)).status).to.equal(200)
    await post(rootAgent, `${PEOPLE}/${ada.handle}/administration/removal`)
    expect((await agent.get(PEOPLE)).status).to.equal(403)
  })

  it('always keep one administrator, for nobody takes it from themselves', async () => {
    const own = `${PEOPLE}/${root.handle}`
    expect((await post(rootAgent, `${own}/administration/removal`)).status).to.equal(403)
    expect((await post(rootAgent, `${own}/suspension`, { reason: 'x' })).status).to.equal(403)
    expect((await rootAgent.get(own)).text).to.include('This is you')
  })

  it('are suspended with a reason, which ends what they have open', async () => {
    const ada = await add()
    const agent = await signIn(app, ada)
    expect((await post(rootAgent, `${PEOPLE}/${ada.handle}/suspension`)).status).to.equal(422)
    await post(rootAgent, `${PEOPLE}/${ada.handle}/suspension`, { reason: 'Sold cars in three communities' })
    expect((await agent.get('/settings')).status).to.equal(303)
    expect((await rootAgent.get(`${PEOPLE}/${ada.handle}`)).text).to.include('Sold cars in three communities')
    await post(rootAgent, `${PEOPLE}/${ada.handle}/suspension/removal`)
    expect((await post(visitor(app), '/sign-in', { email: ada.email, password: PASSWORD })).status).to.equal(303)
  })
})
