import { expect } from 'chai'
import { CONNECT } from '../authorization/aConnection.js'
import { anExchange, type Exchange } from './anExchange.js'

interface ConnectAnswer {
  status: { error: string | null; statusCode: number; statusText: string }
  results: Record<string, unknown>[]
}

describe('Badge Connect (Open Badges 2.1)', () => {
  let exchange: Exchange
  let token: string

  before(async () => {
    exchange = await anExchange()
    token = (await exchange.connect(exchange.home.ada, ['readBadges', 'readProfile', 'addBadges'], CONNECT)).tokens
      .access_token
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
    expect(body.results.at(-1)).to.include({ id: `${exchange.url}/assertions/${id}`, type: 'Assertion' })
  })

  it('gives the profile', async () => {
    const { body } = await call('/profile')
    expect(body.results[0]).to.include({ type: 'Profile', email: 'ada@school.example' })
  })

  it('refuses what is no assertion, and what cannot be verified at all', async () => {
    for (const body of ['{}', '{"assertion":7}', '{"assertion":{"hello":"there"}}', 'no json'])
      expect((await call('/assertions', { method: 'POST', body })).answer.status).to.equal(400)
  })

  it('keeps its tokens apart from those of version 3', async () => {
    expect((await exchange.call(token, '/credentials')).status).to.equal(403)
    const other = (await exchange.connect(exchange.home.stranger)).tokens.access_token
    const { answer, body } = await call('/assertions', {}, other)
    expect([answer.status, body.status.error]).to.deep.equal([403, 'forbidden'])
    expect((await call('/assertions', {}, 'wrong')).answer.status).to.equal(401)
  })
})
