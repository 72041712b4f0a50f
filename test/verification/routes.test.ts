import { expect } from 'chai'
import { aBadgeApp, type BadgeApp } from '../award/aBadgeApp.js'
import { visitor } from '../support/signIn.js'

describe('/verify', () => {
  let app: BadgeApp
  before(async () => {
    app = await aBadgeApp()
  })
  after(() => app.close())

  const ask = (agent = visitor(app)) => agent.post('/verify').set('Accept', 'application/json')
  const credentialUrl = (id: string) => `${app.config.baseUrl}/credentials/${id}`
  const outcomes = (checks: { check: string; outcome: string }[]) =>
    checks.map(({ check, outcome }) => `${check} ${outcome}`)

  describe('with a badge of ours', () => {
    it('verifies by its address, without reaching our own address over the network', async () => {
      const { id } = await app.accepted('public')
      for (const path of [`/credentials/${id}`, `/credentials/${id}.json`, `/badges/${id}`]) {
        const { body } = await ask().send({ url: app.config.baseUrl + path })
        expect(body.verified, path).to.equal(true)
      }
    })

    it('verifies as JSON, as PNG and as SVG, and says who issued it', async () => {
      const { id, signed } = await app.accepted('unlisted')
      const { body: png } = await visitor(app).get(`/credentials/${id}.png`)
      const { body: svg } = await visitor(app).get(`/credentials/${id}.svg`)
      const reports = [
        await ask().type('application/vc+ld+json').send(signed.json),
        await ask().type('application/vc').send(signed.json),
        await ask().attach('file', png, 'badge.png'),
        await ask().attach('file', svg, 'badge.svg'),
        await ask().type('image/png').send(png),
        await ask().type('form').send({ json: signed.json }),
      ]
      for (const { body } of reports) {
        expect(body.verified).to.equal(true)
        expect(body.issuer.name).to.equal('Lyseng lærerhøgskole')
        expect(body.status).to.equal('active')
        expect(body.checks[0]).to.include.keys('check', 'outcome', 'detail')
      }
    })

    it('tells a page’s readers what was checked, in words, and what is not proven', async () => {
      const { id } = await app.accepted('public')
      const page = await visitor(app)
        .post('/verify')
        .type('form')
        .send({ url: credentialUrl(id) })
      for (const words of [
        'This badge is genuine',
        'Passed',
        'The issuer has not revoked it',
        'What this does not prove',
        'href="/organizations/lyseng"',
      ])
        expect(page.text, words).to.include(words)
    })

    it('does not let a stranger look at a private one by its address, but lets its holder', async () => {
      const { id } = await app.accepted('private')
      const { body } = await ask().send({ url: credentialUrl(id) })
      expect(body).to.include({ verified: false, outcome: 'unknown' })
      expect(JSON.stringify(body)).to.not.include('Looking at student work')
      expect((await ask(await app.as(app.ada)).send({ url: credentialUrl(id) })).body.verified).to.equal(true)
    })

    it('compares the address of its holder where one is given', async () => {
      const { id } = await app.accepted('public')
      const withRecipient = async (recipient: string) =>
        outcomes((await ask().send({ url: credentialUrl(id), recipient })).body.checks)
      expect(await withRecipient(app.ada.email.toUpperCase())).to.include('recipient passed')
      expect(await withRecipient('bob@school.example')).to.include('recipient failed')
    })

    it('sees what was changed in it', async () => {
      const { signed } = await app.accepted('public')
      const { body } = await ask()
        .type('json')
        .send(signed.json.replace('Looking at student work', 'Leading a whole district'))
      expect(body.verified).to.equal(false)
      expect(outcomes(body.checks)).to.include('proof failed')
    })
  })

  describe('with what it cannot establish', () => {
    it('says unknown where the issuer cannot be asked, and never that it is valid', async () => {
      const { signed } = await app.accepted('public')
      const elsewhere = signed.json.replaceAll(app.config.baseUrl, 'https://staffroom.invalid')
      const { body } = await ask().type('json').send(elsewhere)
      expect(body).to.include({ verified: false, outcome: 'unknown' })
    })

    it('goes to no address inside, whatever it is called', async () => {
      for (const url of [
        'http://127.0.0.1:9/x',
        'https://127.0.0.1/x',
        'https://[::1]/x',
        'https://169.254.169.254/latest',
        'https://localhost:9/x',
        'http://2130706433/',
        'https://10.0.0.1/',
      ]) {
        const { body } = await ask().send({ url })
        expect(body.outcome, url).to.equal('unknown')
        expect(body.checks[0].code, url).to.be.oneOf(['badge-fetch-refused', 'badge-unreachable'])
      }
    })
  })

  it('has an old badge checked by its own validator, and says unknown where its issuer is out of reach', async () => {
    const old = {
      '@context': 'https://w3id.org/openbadges/v1',
      type: 'Assertion',
      id: 'https://issuer.invalid/assertion',
      uid: 'old-1',
      recipient: { type: 'email', hashed: false, identity: 'ada@school.example' },
      badge: 'https://issuer.invalid/badge',
      verify: { type: 'hosted', url: 'https://issuer.invalid/assertion' },
      issuedOn: '2014-05-01T00:00:00Z',
    }
    const { body } = await ask().type('json').send(old)
    expect(body.verified).to.equal(false)
    expect(body.checks[0].code).to.equal('format-open-badges-1')
    expect(outcomes(body.checks)).to.not.include('proof passed')
  })

  describe('with something else', () => {
    it('says that there is no badge in it', async () => {
      for (const bytes of [
        Buffer.from('not a badge'),
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
        Buffer.from('{}'),
      ]) {
        const { body } = await ask().attach('file', bytes, 'badge.png')
        expect(body.verified).to.equal(false)
        expect(body.unreadable).to.be.a('string')
      }
    })

    it('calls what is no badge by that name on its page, not a badge that failed', async () => {
      const { text } = await visitor(app).post('/verify').type('form').send({ json: '{"hello": 1}' })
      expect(text).to.include('There is no badge here that we can read').and.not.include('did not pass')
    })

    it('asks for something when it is given nothing', async () => {
      const empty = await visitor(app).post('/verify').type('form').send({ url: '' })
      expect(empty.status).to.equal(422)
      expect(empty.text).to.include('href="#url"')
      const odd = await visitor(app).post('/verify').type('form').send({ url: 'javascript:alert(1)' })
      expect(odd.status).to.equal(422)
      expect((await ask().type('form').send({})).status).to.equal(422)
    })

    it('refuses a file that is too large, and keeps the form', async () => {
      const answer = await visitor(app)
        .post('/verify')
        .attach('file', Buffer.alloc(10 * 1024 * 1024 + 1), 'large.png')
      expect(answer.status).to.equal(422)
      expect(answer.text).to.include('larger than 10 MB')
    })

    it('keeps hostile words inert in the report', async () => {
      const { signed } = await app.accepted('public')
      const hostile = JSON.parse(signed.json)
      hostile.credentialSubject.achievement.name = '<img src=x onerror=alert(1)>'
      hostile.issuer.name = '<script>alert(1)</script>'
      const page = await visitor(app)
        .post('/verify')
        .type('form')
        .send({ json: JSON.stringify(hostile) })
      expect(page.status).to.equal(200)
      expect(page.text).to.not.include('<img src=x').and.not.include('<script>alert')
    })

    it('survives JSON of every other shape', async () => {
      for (const body of [
        'null',
        '[]',
        '"x"',
        '1',
        '{"url":7}',
        '{"@context":null}',
        '{"type":["VerifiableCredential"]}',
      ]) {
        const { status } = await ask().type('json').send(body)
        expect(status, body).to.be.oneOf([200, 400])
      }
    })
  })

  it('answers what is nested very deep as it answers any other thing that is no badge', async () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`
    const part = (text: string) => Buffer.from(text).toString('base64url')
    const token = (header: string, payload: string) => `${part(header)}.${part(payload)}.${part('x')}`
    const presentation = (member: string) => `{"type":"VerifiablePresentation"${member}}`
    const asked = [
      ask().type('application/json').send(`{"a":${deep}}`),
      ask().type('application/json').send(`{"url":"https://x.example","a":${deep}}`),
      ask().type('text/plain').send(`{"a":${deep}}`),
      ask()
        .type('text/plain')
        .send(token('{"alg":"none"}', `{"vp":${presentation(`,"a":${deep}`)}}`)),
      ask()
        .type('text/plain')
        .send(token('{"alg":"none"}', `{"vp":${presentation('')},"a":${deep}}`)),
      ask()
        .type('text/plain')
        .send(token(`{"alg":${deep}}`, presentation(''))),
    ]
    for (const answer of await Promise.all(asked))
      expect([answer.status, answer.body.outcome]).to.be.deep.oneOf([
        [200, 'not-verified'],
        [200, 'unknown'],
      ])
  })

  it('has a page with a form, in both languages', async () => {
    expect((await visitor(app).get('/verify')).text)
      .to.include('Verify a badge')
      .and.include('enctype="multipart/form-data"')
    expect((await visitor(app).get('/verify').set('Accept-Language', 'nb')).text).to.include('Kontroller et merke')
  })
})
