import { expect } from 'chai'
import { aForeignIssuer } from '../backpack/aForeignBadge.js'
import { anExchange, type Exchange } from './anExchange.js'

/** The value that says what went wrong (Open Badges 3.0, Imsx_CodeMinorField). */
const minorOf = (body: unknown) =>
  (body as { imsx_codeMinor: { imsx_codeMinorField: { imsx_codeMinorFieldValue: string }[] } }).imsx_codeMinor
    .imsx_codeMinorField[0]!.imsx_codeMinorFieldValue

describe('the Open Badges 3.0 API', () => {
  let exchange: Exchange
  let token: string
  let issuer: Awaited<ReturnType<typeof aForeignIssuer>>

  before(async () => {
    exchange = await anExchange()
    issuer = await aForeignIssuer()
    token = (await exchange.connect(exchange.home.ada)).tokens.access_token
  })
  after(() => exchange.close())

  const listed = async (query = '') => {
    const answer = await exchange.call(token, `/credentials${query}`)
    return { answer, body: (await answer.json()) as { credential: { id: string }[]; compactJwsString: string[] } }
  }

  it('describes itself to anyone, with the registration and what is needed to come in', async () => {
    const answer = await fetch(`${exchange.api}/discovery`)
    const { info, servers, components, paths } = (await answer.json()) as {
      info: Record<string, string>
      servers: { url: string }[]
      components: { securitySchemes: { OAuth2ACG: Record<string, unknown> } }
      paths: Record<string, object>
    }
    expect(info).to.include.keys('title', 'termsOfService', 'x-imssf-privacyPolicyUrl')
    expect(servers[0]!.url).to.equal(exchange.api)
    expect(paths).to.have.keys('/discovery', '/credentials', '/profile')
    const { OAuth2ACG } = components.securitySchemes
    expect(OAuth2ACG['x-imssf-registrationUrl']).to.equal(`${exchange.url}/oauth/register`)
    expect(OAuth2ACG.flows).to.have.nested.property('authorizationCode.tokenUrl', `${exchange.url}/oauth/token`)
    for (const address of [info.termsOfService, info['x-imssf-privacyPolicyUrl']])
      expect((await fetch(address!)).status).to.equal(200)
  })

  it('takes a badge with 201, the same one and a newer one with 200, and echoes the bytes', async () => {
    const first = await issuer.badge({ id: 'urn:x:one' })
    const newer = await issuer.badge({ id: 'urn:x:one', validFrom: new Date('2026-02-01T00:00:00Z') })
    const answers = [
      await exchange.post(token, first),
      await exchange.post(token, first, 'application/vc+ld+json'),
      await exchange.post(token, newer),
    ]
    expect(answers.map(({ status }) => status)).to.deep.equal([201, 200, 200])
    expect(await answers[0]!.text()).to.equal(first)
    const { body } = await listed()
    expect(body.credential.filter(({ id }) => id === 'urn:x:one')).to.deep.equal([JSON.parse(newer)])
  })

  it('does not let an older copy take the place of a newer one', async () => {
    await exchange.post(token, await issuer.badge({ id: 'urn:x:two', validFrom: new Date('2026-02-01T00:00:00Z') }))
    const answer = await exchange.post(token, await issuer.badge({ id: 'urn:x:two' }))
    expect([answer.status, minorOf(await answer.json())]).to.deep.equal([409, 'not_allowed'])
  })

  it('refuses what is forged, no badge, no JSON, of an unknown type or too large', async () => {
    const forged = (await issuer.badge({ id: 'urn:x:forged' })).replace('Outdoor learning', 'Rocket science')
    const answers = [
      await exchange.post(token, forged),
      await exchange.post(token, '{"hello":"there"}'),
      await exchange.post(token, '{"hello'),
      await exchange.post(token, 'not.a-token', 'text/plain'),
      await exchange.post(token, '<x/>', 'application/xml'),
      await exchange.post(token, `"${'x'.repeat(1024 * 1024)}"`),
    ]
    for (const answer of answers)
      expect([answer.status, minorOf(await answer.json())]).to.deep.equal([400, 'invalid_data'])
    expect((await listed()).body.credential.map(({ id }) => id)).to.not.include('urn:x:forged')
  })

  it('pages through what was earned here and what was brought, each once', async () => {
    await exchange.home.accepted('private')
    for (let i = 0; i < 3; i++) await exchange.post(token, await issuer.badge({ id: `urn:page:${i}` }))
    const { answer, body } = await listed()
    const total = Number(answer.headers.get('X-Total-Count'))
    expect(body.credential).to.have.length(total)
    expect(answer.headers.get('Link')).to.equal(null)

    const found: string[] = []
    let next: string | undefined = '?limit=2'
    while (next) {
      const page = await listed(next)
      found.push(...page.body.credential.map(({ id }) => id))
      const link = page.answer.headers.get('Link')!
      expect(link)
        .to.match(/rel="first"/)
        .and.match(/rel="last"/)
      expect(/rel="prev"/.test(link)).to.equal(next !== '?limit=2')
      next = /<[^>]*(\?[^>]*)>; rel="next"/.exec(link)?.[1]
    }
    expect(found).to.deep.equal(body.credential.map(({ id }) => id))
  })

  it('leaves out what was issued before', async () => {
    const since = encodeURIComponent(exchange.home.clock.now().toISOString())
    expect((await listed(`?since=${since}`)).body).to.deep.equal({ credential: [], compactJwsString: [] })
    expect((await listed('?since=2020-01-01T00:00:00Z')).body.credential).to.not.be.empty
  })

  it('refuses a query that it does not understand', async () => {
    for (const query of ['limit=0', 'limit=x', 'offset=-1', 'since=yesterday', 'limit=1&limit=2']) {
      const answer = await exchange.call(token, `/credentials?${query}`)
      expect([query, answer.status, minorOf(await answer.json())]).to.deep.equal([
        query,
        400,
        'invalid_query_parameter',
      ])
    }
  })

  it('gives the profile, and changes name and description but no address', async () => {
    const profile = (await (await exchange.call(token, '/profile')).json()) as Record<string, unknown>
    expect(profile).to.include({ name: 'Ada Berg', email: 'ada@school.example' })
    expect(profile.type).to.deep.equal(['Profile'])
    const put = (body: object) =>
      exchange.call(token, '/profile', {
        method: 'PUT',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      })
    const changed = await put({ ...profile, name: 'Ada B. Berg', description: 'Teaches outdoors' })
    expect(await changed.json()).to.include({ name: 'Ada B. Berg', description: 'Teaches outdoors' })
    expect((await put({ ...profile, email: 'evil@example.com' })).status).to.equal(400)
    expect((await put({ ...profile, name: 7 })).status).to.equal(400)
    expect((await put({ ...profile, name: 'Ada Berg' })).status).to.equal(200)
  })

  it('answers in the words of 1EdTech what is not there, and who has no token', async () => {
    const nowhere = await exchange.call(token, '/badges')
    expect([nowhere.status, minorOf(await nowhere.json())]).to.deep.equal([404, 'not_found'])
    for (const authorization of [undefined, 'Bearer wrong', `Basic ${token}`]) {
      const answer = await fetch(`${exchange.api}/credentials`, {
        headers: { ...(authorization && { authorization }) },
      })
      expect([answer.status, minorOf(await answer.json())]).to.deep.equal([401, 'unauthorizedrequest'])
      expect(answer.headers.get('WWW-Authenticate')).to.include('Bearer')
    }
  })

  it('knows a badge of ours when it comes back, and keeps no second copy', async () => {
    const { signed } = await exchange.home.accepted('public')
    const before = (await listed()).body.credential.length
    expect((await exchange.post(token, signed.json)).status).to.equal(200)
    expect((await listed()).body.credential.length).to.equal(before)
  })
})
