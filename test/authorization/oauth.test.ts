import { expect } from 'chai'
import * as oauth from 'oauth4webapi'
import { anExchange, type Exchange } from '../exchange/anExchange.js'
import { csrfToken, post, visitor } from '../support/signIn.js'
import { ALL_TICKED, anApp, answerConsent, EVERYTHING, openConsent, pathOf, READ, UPSERT } from './aConnection.js'

/** Everything here goes over real HTTP, with a client library that is none of ours. */
describe('an app that connects by OAuth', () => {
  let exchange: Exchange
  let app: ReturnType<typeof anApp>
  let client: oauth.Client

  before(async () => {
    exchange = await anExchange()
    app = anApp(exchange.url)
    client = await app.register()
  })
  after(() => exchange.close())

  const read = async (token: string) => (await exchange.call(token, '/credentials')).status
  const ada = () => exchange.home.as(exchange.home.ada)
  async function answered(over: Record<string, string | undefined> = {}, permissions = ALL_TICKED) {
    const agent = await ada()
    const question = await app.question(client, over)
    const page = await openConsent(agent, question.path)
    return { question, back: await answerConsent(agent, page, { answer: 'allow', permissions }) }
  }
  async function errorFrom(work: Promise<unknown>): Promise<string> {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    )
    if (error instanceof oauth.ResponseBodyError) return error.error
    if (error instanceof oauth.AuthorizationResponseError) return error.error
    throw error ?? new Error('It was allowed')
  }

  it('comes in with what the person ticked, refreshes, and is out when it hands its token back', async () => {
    const { question, back } = await answered()
    const tokens = await app.redeem(client, back, question)
    expect([tokens.token_type, tokens.expires_in]).to.deep.equal(['bearer', 3600])
    expect(await read(tokens.access_token)).to.equal(200)
    const fresh = await app.refresh(client, tokens.refresh_token!)
    expect(fresh.refresh_token).to.not.equal(tokens.refresh_token)
    expect(await read(fresh.access_token)).to.equal(200)
    await app.revoke(client, fresh.refresh_token!)
    expect([await read(fresh.access_token), await read(tokens.access_token)]).to.deep.equal([401, 401])
    expect(await errorFrom(app.refresh(client, fresh.refresh_token!))).to.equal('invalid_grant')
  })

  it('finds in the metadata of the server what is supported, and only that', async () => {
    const answer = await fetch(`${exchange.url}/.well-known/oauth-authorization-server`)
    const metadata = (await answer.json()) as Record<string, unknown>
    expect(metadata).to.deep.include({
      token_endpoint_auth_methods_supported: ['client_secret_basic'],
      code_challenge_methods_supported: ['S256'],
      response_types_supported: ['code'],
    })
  })

  describe('is refused', () => {
    it('on a page of ours, not by redirect, when its address or its name is not known', async () => {
      const agent = await ada()
      for (const over of [{ redirect_uri: 'https://evil.example/' }, { client_id: 'nobody' }]) {
        const { status, headers, text } = await agent.get((await app.question(client, over)).path)
        expect([status, headers.location]).to.deep.equal([400, undefined])
        expect(text).to.include('We could not understand that app')
      }
    })

    it('without state, without PKCE, and with a challenge in the clear', async () => {
      const agent = await ada()
      const wrong = [
        { state: undefined },
        { code_challenge: undefined, code_challenge_method: undefined },
        { code_challenge_method: 'plain' },
        { response_type: 'token' },
        { response_mode: 'form_post' },
      ]
      for (const over of wrong) {
        const { headers, text } = await agent.get((await app.question(client, over)).path)
        const location = headers.location ? new URL(headers.location) : undefined
        const error = location?.searchParams.get('error') ?? new URLSearchParams(location?.hash.slice(1)).get('error')
        expect([over, error ?? (text.includes('invalid_request') ? 'invalid_request' : '')]).to.deep.equal([
          over,
          over.response_type ? 'unsupported_response_type' : 'invalid_request',
        ])
      }
    })

    it('a code that was redeemed before, and with it what the first one got', async () => {
      const { question, back } = await answered()
      const tokens = await app.redeem(client, back, question)
      expect(await errorFrom(app.redeem(client, back, question))).to.equal('invalid_grant')
      expect(await read(tokens.access_token)).to.equal(401)
      expect(await errorFrom(app.refresh(client, tokens.refresh_token!))).to.equal('invalid_grant')
    })

    it('a refresh token that was used before, and with it what came of it', async () => {
      const { question, back } = await answered()
      const tokens = await app.redeem(client, back, question)
      const fresh = await app.refresh(client, tokens.refresh_token!)
      expect(await errorFrom(app.refresh(client, tokens.refresh_token!))).to.equal('invalid_grant')
      expect(await read(fresh.access_token)).to.equal(401)
    })

    it('a code with another verifier, or of another app', async () => {
      const { question, back } = await answered()
      const other = await app.register()
      expect(await errorFrom(app.redeem(other, back, question))).to.equal('invalid_grant')
      const wrong = { ...question, verifier: oauth.generateRandomCodeVerifier() }
      expect(await errorFrom(app.redeem(client, back, wrong))).to.equal('invalid_grant')
    })

    it('one of two who redeem the same code at the same moment, at least', async () => {
      const { question, back } = await answered()
      const both = await Promise.allSettled([app.redeem(client, back, question), app.redeem(client, back, question)])
      expect(both.filter(({ status }) => status === 'fulfilled').length).to.be.at.most(1)
    })

    it('more than the person ticked, or than the app asked for', async () => {
      const { question, back } = await answered({}, ['readBadges', 'stayConnected'])
      const tokens = await app.redeem(client, back, question)
      expect(tokens.scope?.split(' ')).to.have.members([READ, 'offline_access'])
      const answer = await exchange.post(tokens.access_token, '{}')
      expect(answer.status).to.equal(403)
      const agent = await ada()
      const narrow = await app.question(client, { scope: READ })
      const page = await openConsent(agent, narrow.path)
      const _csrf = await csrfToken(agent, page)
      const greedy = { _csrf, answer: 'allow', permissions: ['readBadges', 'addBadges'] }
      expect((await agent.post(page).type('form').send(greedy)).status).to.equal(422)
    })

    it('a scope that it did not register for', async () => {
      const narrow = await app.register({ scope: READ })
      const agent = await ada()
      const { headers } = await agent.get((await app.question(narrow, { scope: EVERYTHING.join(' ') })).path)
      expect(new URL(headers.location!).searchParams.get('error')).to.equal('invalid_scope')
    })
  })

  describe('asks on a page', () => {
    it('that proposes looking, and never writing or staying', async () => {
      const agent = await ada()
      const page = await openConsent(agent, (await app.question(client)).path)
      const { text, headers } = await agent.get(page)
      const ticked = [...text.matchAll(/value="(\w+)" checked/g)].map(([, value]) => value)
      expect(ticked).to.deep.equal(['readBadges', 'readProfile'])
      expect(text).to.include('Portfolio').and.include('portfolio.example').and.include('Ada Berg')
      expect(headers['content-security-policy']).to.include("form-action 'self' https://portfolio.example")
    })

    it('that leads through our own sign-in, and back', async () => {
      const agent = visitor(exchange.home)
      const page = await openConsent(agent, (await app.question(client)).path)
      expect((await agent.get(page)).headers.location).to.equal('/sign-in')
      const entered = await post(agent, '/sign-in', {
        email: exchange.home.ada.email,
        password: 'three quiet corridors',
      })
      expect(entered.headers.location).to.equal(page)
      expect((await agent.get(page)).status).to.equal(200)
    })

    it('that nobody can answer in another browser, nor without the token of the form', async () => {
      const agent = await ada()
      const page = await openConsent(agent, (await app.question(client)).path)
      const siv = await exchange.home.as(exchange.home.stranger)
      expect((await siv.get(page)).status).to.equal(404)
      expect((await post(siv, page, { answer: 'allow', permissions: ALL_TICKED })).status).to.equal(404)
      const forged = await agent.post(page).type('form').send({ answer: 'allow', permissions: ALL_TICKED })
      expect(forged.status).to.equal(403)
    })

    it('whose answer is that of whoever is signed in, whatever was answered before in this browser', async () => {
      const agent = await ada()
      const first = await app.question(client)
      await answerConsent(agent, await openConsent(agent, first.path), { answer: 'allow', permissions: ALL_TICKED })
      await post(agent, '/sign-out', {}, '/home')
      await post(agent, '/sign-in', { email: exchange.home.stranger.email, password: 'three quiet corridors' })
      const second = await app.question(client)
      const back = await answerConsent(agent, await openConsent(agent, second.path), {
        answer: 'allow',
        permissions: ALL_TICKED,
      })
      const { access_token } = await app.redeem(client, back, second)
      const profile = (await (await exchange.call(access_token, '/profile')).json()) as { name: string }
      expect(profile.name).to.equal('Siv Berg')
    })

    it('where no is an answer, and nothing ticked is none', async () => {
      const agent = await ada()
      const question = await app.question(client)
      const page = await openConsent(agent, question.path)
      for (const permissions of [[], ['stayConnected']]) {
        const _csrf = await csrfToken(agent, page)
        const answer = await agent.post(page).type('form').send({ _csrf, answer: 'allow', permissions })
        expect(answer.status).to.equal(422)
        expect(answer.text).to.include('Tick at least one thing')
      }
      const back = await answerConsent(agent, page, { answer: 'refuse' })
      expect(Object.fromEntries(back.searchParams)).to.include({ error: 'access_denied', state: question.state })
    })

    it('each time anew', async () => {
      const agent = await ada()
      for (let i = 0; i < 2; i++) {
        const page = await openConsent(agent, (await app.question(client)).path)
        await answerConsent(agent, page, { answer: 'allow', permissions: ALL_TICKED })
      }
      const silent = await agent.get((await app.question(client, { prompt: 'none' })).path)
      expect(new URL(silent.headers.location!).searchParams.get('error')).to.match(/_required$/)
    })
  })

  describe('stands among the connected apps', () => {
    it('with what it may do and when it was last used, until it is disconnected', async () => {
      const { agent, tokens } = await exchange.connect(exchange.home.officer, ['readBadges'])
      const listed = async () => (await agent.get('/settings/apps')).text
      expect(await listed())
        .to.include('Portfolio')
        .and.include('See your badges')
        .and.include('Not used yet')
      expect(await read(tokens.access_token)).to.equal(200)
      expect(await listed()).to.include('Last used')
      const action = /\/settings\/apps\/[\w-]+\/ending/.exec(await listed())![0]
      expect((await post(await ada(), action, {}, '/settings/apps')).status).to.equal(404)
      expect(await read(tokens.access_token)).to.equal(200)
      await post(agent, action, {}, '/settings/apps')
      expect(await read(tokens.access_token)).to.equal(401)
      expect(await listed()).to.include('Nothing is connected')
    })

    it('and has no say any more for somebody who is suspended', async () => {
      const { author, administrator } = exchange.home
      const { tokens, portfolio, client: own } = await exchange.connect(author, ['readBadges', 'stayConnected'])
      await exchange.home.rooms.account.actions.administration.suspend(author.id, 'A test', administrator.id)
      expect(await read(tokens.access_token)).to.equal(401)
      expect(await errorFrom(portfolio.refresh(own, tokens.refresh_token!))).to.equal('invalid_grant')
    })

    it('nor for somebody who is gone', async () => {
      const { otherOfficer } = exchange.home
      const { tokens } = await exchange.connect(otherOfficer, ['readBadges'])
      await exchange.home.db.collection('people').deleteOne({ _id: otherOfficer.id as never })
      expect(await read(tokens.access_token)).to.equal(401)
    })
  })

  it('may write only where it was let, however often it asks', async () => {
    const { tokens } = await exchange.connect(exchange.home.ada, ['readBadges'])
    const scopes = tokens.scope?.split(' ')
    expect(scopes).to.not.include(UPSERT)
    expect(pathOf(exchange.api)).to.equal('/ims/ob/v3p0')
  })
})
