import { expect } from 'chai'
import { aPerson } from '../support/aPerson.js'
import { startTestApp, type TestApp } from '../support/app.js'
import { type Agent, signIn, visitor } from '../support/signIn.js'

describe('the address that a form is sent to', () => {
  let app: TestApp
  let ada: Agent

  before(async () => {
    app = await startTestApp()
    const person = aPerson()
    await app.rooms.account.addPerson(person)
    ada = await signIn(app, person)
  })
  after(() => app.close())

  const leadsTo = async (path: string, agent = ada) => {
    const { status, headers } = await agent.get(path)
    return [status, headers.location]
  }

  it('leads whoever comes back to it to the page of the form', async () => {
    expect(await leadsTo('/claims/some-claim/draft')).to.deep.equal([303, '/claims/some-claim'])
    expect(await leadsTo('/badges/b1/showing', visitor(app))).to.deep.equal([303, '/badges/b1'])
    expect(await leadsTo('/collections')).to.deep.equal([303, '/collections/new'])
  })

  it('stays a page where it is one, and nothing where there is no page above it', async () => {
    expect(await leadsTo('/claims')).to.deep.equal([200, undefined])
    expect(await leadsTo('/sign-out')).to.deep.equal([404, undefined])
    expect(await leadsTo('/claims/some-claim/draft/further')).to.deep.equal([404, undefined])
  })

  it('leads nowhere else, whatever stands in it', async () => {
    expect(await leadsTo('/claims/%2F%2Fevil.example/draft')).to.deep.equal([303, '/claims/%2F%2Fevil.example'])
    expect((await leadsTo('//evil.example/claims/x/draft'))[0]).to.equal(404)
  })

  it('is not what a switch of the language comes back to: the page is, with all of its address', async () => {
    const page = await visitor(app).get('/microcredentials?q=group%20work&kind=a%26b')
    const [, back] = /href="\/language\/nb\?back=([^"]+)"/.exec(page.text)!
    const { headers } = await visitor(app).get(`/language/nb?back=${back}`)
    expect(headers.location).to.equal('/microcredentials?q=group%20work&kind=a%26b')
  })
})
