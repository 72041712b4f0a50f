import { expect } from 'chai'
import { aPerson } from '../support/aPerson.js'
import { startTestApp, type TestApp } from '../support/app.js'
import { PASSWORD, post, signIn, visitor } from '../support/signIn.js'

describe('signing in', () => {
  let app: TestApp
  before(async () => {
    app = await startTestApp()
  })
  after(() => app.close())

  it('lets somebody in who gives the right address and password', async () => {
    const ada = await app.rooms.account.addPerson(aPerson())
    const agent = await signIn(app, ada)
    const page = await agent.get('/settings')
    expect(page.status).to.equal(200)
    expect(page.text).to.include(ada.name)
  })
})
