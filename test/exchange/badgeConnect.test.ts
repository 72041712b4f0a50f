import { expect } from 'chai'
import { CONNECT } from '../authorization/aConnection.js'
import { anExchange, type Exchange } from './anExchange.js'

interface ConnectAnswer {
  status: { error: string | null; statusCode: number; statusText: string }
  assertions?: Record<string, unknown>[]
  signedAssertions?: string[]
  profile?: Record<string, unknown>
}

describe('Badge Connect (Open Badges 2.1)', () => {
  let exchange: Exchange
  let token: string

  before(async () => {
    exchange = await anExchange()
    token = (
      await exchange.connect(exchange.home.ada, ['readBadges', 'readProfile', 'addBadges', 'changeProfile'], CONNECT)
    ).tokens.access_token
  })
  after(() => exchange.close())

  const call = async (path: string, init: RequestInit = {}, bearer = token) => {
    const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' }
    const answer = await fetch(`${exchange.url}/ims/ob/v2p1${path}`, { ...init, headers })
    return { answer, body: (await answer.json()) as ConnectAnswer }
  }

  it('says in its manifest where everything is', async () => {
    const answer = await fetch(`${exchange.url}/.well-known/badgeconnect.json`)
    const { badgeConnectAPI } = (await answer.json()) as { badgeConnectAPI: Record<string, unknown>[] }
    expect(badgeConnectAPI[0]).to.include({
      apiBase: `${exchange.url}/ims/ob/v2p1`,
      tokenUrl: `${exchange.url}/oauth/token`,
      registrationUrl: `${exchange.url}/oauth/register`,
    })
    expect(badgeConnectAPI[0]!.scopesOffered).to.include.members(CONNECT)
  })

  it('lists awards as assertions of version 2', async () => {
    const { id } = await exchange.home.accepted('public')
    const { answer, body } = await call('/assertions')
    expect([answer.status, body.status]).to.deep.equal([200, { error: null, statusCode: 200, statusText: 'OK' }])
    expect(body.assertions!.at(-1)).to.include({ id: `${exchange.url}/assertions/${id}`, type: 'Assertion' })
    expect(Object.keys(body)).to.deep.equal(['status', 'assertions', 'signedAssertions'])
  })

  it('gives the profile, and takes a change of it', async () => {
    const { body } = await call('/profile')
    expect(Object.keys(body)).to.deep.equal(['status', 'profile'])
    expect(body.profile).to.include({ type: 'Profile', email: 'ada@school.example' })
    const changed = await call('/profile', { method: 'POST', body: '{"description":"Maths and mountains"}' })
    expect(changed.body.profile).to.include({ description: 'Maths and mountains', name: body.profile!.name })
    const refused = await call('/profile', { method: 'POST', body: '{"email":"else@school.example"}' })
    expect(refused.body.status).to.include({ statusCode: 400, statusText: 'REQUEST_VALIDATION_ERROR' })
  })

  it('takes an assertion as JSON or signed, and the signed one where both are there', async () => {
    const { id } = await exchange.home.accepted('public')
    const assertion = await (await fetch(`${exchange.url}/assertions/${id}.json`)).json()
    const signedAssertion = await (await fetch(`${exchange.url}/assertions/${id}.jwt`)).text()
    const nothing = { hello: 'there' }
    for (const body of [
      { assertion, signedAssertion: null },
      { signedAssertion },
      { assertion: nothing, signedAssertion },
    ]) {
      const { answer, body: told } = await call('/assertions', { method: 'POST', body: JSON.stringify(body) })
      expect([answer.status, told]).to.deep.equal([200, { status: { error: null, statusCode: 200, statusText: 'OK' } }])
    }
  })

  it('says in the words of the standard what it does not take, and why in words for people', async () => {
    const send = async (body: string) => (await call('/assertions', { method: 'POST', body })).body.status
    for (const body of ['{}', '{"assertion":7}', 'no json', '{"signedAssertion":"no token"}'])
      expect(await send(body)).to.include({ statusCode: 400, statusText: 'REQUEST_VALIDATION_ERROR' })
    const { error, ...invalid } = await send('{"assertion":{"hello":"there"}}')
    expect(invalid).to.deep.equal({ statusCode: 400, statusText: 'INVALID_BADGE' })
    expect(error).to.be.a('string').that.contains(' ')
    const status = async (path: string, method: string) => (await call(path, { method })).body.status
    expect(await status('/profile', 'DELETE')).to.include({ statusCode: 405, statusText: 'METHOD_NOT_ALLOWED' })
    expect(await status('/elsewhere', 'GET')).to.include({ statusCode: 404, statusText: 'NOT_FOUND' })
  })

  it('keeps its tokens apart from those of version 3', async () => {
    expect((await exchange.call(token, '/credentials')).status).to.equal(403)
    const other = (await exchange.connect(exchange.home.stranger)).tokens.access_token
    const { answer, body } = await call('/assertions', {}, other)
    expect([answer.status, body.status.statusText]).to.deep.equal([401, 'PERMISSION_DENIED'])
    const unknown = (await call('/assertions', {}, 'wrong')).body.status
    expect(unknown).to.include({ statusCode: 401, statusText: 'UNAUTHENTICATED' })
  })
})
