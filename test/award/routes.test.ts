import { expect } from 'chai'
import type { Response } from 'supertest'
import { extractBadge } from '../../server/openbadges/index.js'
import { type Agent, csrfToken, post, visitor } from '../support/signIn.js'
import { aBadgeApp, type BadgeApp } from './aBadgeApp.js'

const MACHINE = 'application/vc+ld+json'

describe('the pages and documents of an award', () => {
  let app: BadgeApp
  let ada: Agent
  let stranger: Agent
  let administrator: Agent
  before(async () => {
    app = await aBadgeApp()
    ada = await app.as(app.ada)
    stranger = await app.as(app.stranger)
    administrator = await app.as(app.administrator)
  })
  after(() => app.close())

  const asMachine = (path: string, agent = visitor(app)) => agent.get(path).set('Accept', MACHINE)

  describe('before it is accepted', () => {
    it('is offered to its holder and nobody else', async () => {
      const { id } = await app.issued()
      expect((await ada.get(`/badges/${id}`)).text).to.include('This badge is yours to take')
      expect((await ada.get('/badges')).text)
        .to.include('Waiting for you to accept')
        .and.include(`/badges/${id}`)
      for (const path of [`/badges/${id}`, `/credentials/${id}`, `/credentials/${id}.png`, `/badges/${id}/qr.svg`])
        for (const agent of [stranger, visitor(app)]) expect((await agent.get(path)).status, path).to.equal(404)
    })

    it('becomes active, and shows what was chosen, when its holder accepts it', async () => {
      const { id } = await app.issued()
      const answer = await post(ada, `/badges/${id}/accept`, { visibility: 'unlisted', evidence: ['e2'] })
      expect([answer.status, answer.headers.location]).to.deep.equal([303, `/badges/${id}`])
      const page = (await stranger.get(`/badges/${id}`)).text
      expect(page).to.include('Artefact 1 (PDF)').and.not.include('Response 1')
      expect((await asMachine(`/credentials/${id}`)).body.evidence).to.have.length(1)
    })

    it('asks again, with what was chosen kept, when no visibility was', async () => {
      const { id } = await app.issued()
      const answer = await post(ada, `/badges/${id}/accept`, { evidence: ['e1'] })
      expect(answer.status).to.equal(422)
      expect(answer.text).to.include('href="#visibility"').and.include('Error:')
      expect(answer.text).to.match(/value="e1" checked/)
    })

    it('can be declined, is then never public, and can still be taken later', async () => {
      const { id } = await app.issued()
      await post(ada, `/badges/${id}/decline`)
      expect((await post(ada, `/badges/${id}/showing`, { visibility: 'public' })).status).to.equal(409)
      expect((await stranger.get(`/badges/${id}`)).status).to.equal(404)
      await post(ada, `/badges/${id}/accept`, { visibility: 'private' })
      expect((await ada.get(`/badges/${id}`)).text).to.include('Active')
    })

    it('is not for others to accept, decline or show', async () => {
      const { id } = await app.issued()
      for (const verb of ['accept', 'decline', 'showing'])
        expect((await post(stranger, `/badges/${id}/${verb}`, { visibility: 'public' })).status, verb).to.equal(404)
    })
  })

  describe('while it is private', () => {
    it('is closed to strangers in every format, and does not tell that it exists', async () => {
      const { id } = await app.accepted('private', ['e2'])
      const paths = ['', '.json', '.png', '.svg'].map(suffix => `/credentials/${id}${suffix}`)
      for (const path of [...paths, `/badges/${id}`, `/badges/${id}/evidence/2`, `/badges/${id}/qr.svg`])
        expect((await stranger.get(path)).status, path).to.equal(404)
      expect((await ada.get(`/badges/${id}`)).status).to.equal(200)
    })

    it('is open to the administrators of its issuer, who may have to revoke it', async () => {
      const { id } = await app.accepted('private')
      expect((await administrator.get(`/badges/${id}`)).text).to.include('Revoke this badge')
      expect((await administrator.get('/organizations/lyseng/awards')).text).to.include(`/badges/${id}`)
      expect((await stranger.get('/organizations/lyseng/awards')).status).to.equal(403)
    })
  })

  describe('as a document', () => {
    it('is a page for a browser and a credential for a machine, at one address', async () => {
      const { id, signed } = await app.accepted('public')
      const page = await visitor(app).get(`/credentials/${id}`).set('Accept', 'text/html')
      expect(page.headers['content-type']).to.include('text/html')
      const document = await asMachine(`/credentials/${id}`).buffer(true).parse(asText)
      expect(document.headers['content-type']).to.include(MACHINE)
      expect(document.headers.vary).to.include('Accept')
      expect(document.body).to.equal(signed.json)
    })

    it('is served as it was signed, with a strong tag that spares a second copy', async () => {
      const { id } = await app.accepted('public')
      const { headers } = await asMachine(`/credentials/${id}`)
      expect(headers.etag).to.match(/^"z[1-9A-HJ-NP-Za-km-z]{80,}"$/)
      expect(headers['content-encoding']).to.equal(undefined)
      const again = await asMachine(`/credentials/${id}`).set('If-None-Match', headers.etag!)
      expect([again.status, again.text]).to.deep.equal([304, ''])
    })

    it('is signed anew, under the same id and with a newer date, when other evidence is shown', async () => {
      const { id } = await app.accepted('public')
      const before = await asMachine(`/credentials/${id}`)
      await post(ada, `/badges/${id}/showing`, { visibility: 'public', evidence: ['e1', 'e2'] })
      const after = await asMachine(`/credentials/${id}`).set('If-None-Match', before.headers.etag!)
      const now = JSON.parse(after.text || JSON.stringify(after.body))
      const then = JSON.parse(before.text || JSON.stringify(before.body))
      expect(after.status).to.equal(200)
      expect(now.id).to.equal(then.id)
      expect(Date.parse(now.validFrom)).to.be.greaterThan(Date.parse(then.validFrom))
      expect(now.evidence).to.have.length(2)
    })

    it('stays the same when only its visibility changes', async () => {
      const { id, signed } = await app.accepted('public', ['e1'])
      await post(ada, `/badges/${id}/showing`, { visibility: 'unlisted', evidence: 'e1' })
      expect((await app.rooms.award.get(id)).signed.json).to.equal(signed.json)
    })

    it('travels inside the PNG and the SVG', async () => {
      const { id, signed } = await app.accepted('public')
      for (const format of ['png', 'svg']) {
        const { body } = await visitor(app).get(`/credentials/${id}.${format}`).buffer(true).parse(asBytes)
        expect(extractBadge(body as Buffer).text, format).to.equal(signed.json)
      }
    })

    it('sends whoever pastes the link of its page into a machine on to the credential', async () => {
      const { id } = await app.accepted('public')
      const answer = await visitor(app).get(`/badges/${id}`).set('Accept', MACHINE).redirects(0)
      expect([answer.status, answer.headers.location]).to.deep.equal([303, `/credentials/${id}`])
    })
  })

  describe('its evidence', () => {
    it('is served when it is shown, and is nothing to others when it is not', async () => {
      const { id } = await app.accepted('public', ['e2'])
      const shown = await visitor(app).get(`/badges/${id}/evidence/2`)
      expect(shown.status).to.equal(200)
      expect(shown.headers['x-content-type-options']).to.equal('nosniff')
      await post(ada, `/badges/${id}/showing`, { visibility: 'public' })
      expect((await visitor(app).get(`/badges/${id}/evidence/2`)).status).to.equal(404)
      for (const n of ['0', '1', '3', '-1', '1e3', 'x', '__proto__'])
        expect((await visitor(app).get(`/badges/${id}/evidence/${n}`)).status, n).to.equal(404)
    })

    it('stays inert when it holds a script', async () => {
      const { id } = await app.accepted('public', ['e1'])
      const page = (await visitor(app).get(`/badges/${id}`)).text
      expect(page).to.include('<em>I</em>').and.not.include('<script>alert(1)')
    })
  })

  describe('its page', () => {
    it('says what it means, how it was judged, who stands behind it and its state', async () => {
      const { id } = await app.accepted('public')
      const page = (await visitor(app).get(`/badges/${id}`)).text
      for (const words of [
        'Lyseng lærerhøgskole',
        'Ada Berg',
        'Describes before judging',
        'Active',
        'Verify this badge',
        '25',
      ])
        expect(page, words).to.include(words)
      expect(page).to.include(`property="og:title" content="Looking at student work · Ada Berg"`)
    })

    it('is listed on the profile only when it is public, and is kept from search engines when it is unlisted', async () => {
      const open = await app.accepted('public')
      const unlisted = await app.accepted('unlisted')
      const profile = (await stranger.get('/people/ada')).text
      expect(profile).to.include(`/badges/${open.id}`).and.not.include(`/badges/${unlisted.id}`)
      const { headers } = await visitor(app).get(`/badges/${unlisted.id}`)
      expect(headers['x-robots-tag']).to.equal('noindex')
      expect((await visitor(app).get('/sitemap.xml')).text)
        .to.include(open.id)
        .and.not.include(unlisted.id)
    })

    it('makes its holder’s page open to visitors while it is public, with nothing on it but that', async () => {
      const { id } = await app.accepted('public')
      const page = await visitor(app).get('/people/ada')
      expect(page.text).to.include('Ada Berg').and.include(`/badges/${id}`).and.not.include('Science, grades 8 to 10')
      await app.rooms.award.revoke({ awardId: id, by: app.administrator.id, reason: 'a test of what is left' })
      expect((await visitor(app).get('/people/ada')).text).to.not.include(`/badges/${id}`)
      expect((await visitor(app).get('/people/olav')).headers.location).to.equal('/sign-in')
      expect((await visitor(app).get('/people/nobody-at-all')).headers.location).to.equal('/sign-in')
    })

    it('offers its holder ways to share it, and others none of them', async () => {
      const { id } = await app.accepted('unlisted')
      expect((await ada.get(`/badges/${id}`)).text).to.match(/linkedin\.com\/profile\/add.*issueMonth(=|&#x3D;)3&amp;/)
      expect((await stranger.get(`/badges/${id}`)).text).to.not.include('linkedin.com')
      expect((await visitor(app).get(`/badges/${id}/qr.svg`)).headers['content-type']).to.include('image/svg+xml')
    })

    it('speaks Norwegian', async () => {
      const { id } = await app.accepted('public')
      const page = await visitor(app).get(`/badges/${id}`).set('Accept-Language', 'nb')
      expect(page.text).to.include('Kontroller dette merket')
    })
  })

  describe('revoking it', () => {
    it('is for administrators of the issuer only', async () => {
      const { id } = await app.accepted('public')
      for (const agent of [ada, stranger, await app.as(app.officer), await app.as(app.author)])
        expect((await post(agent, `/badges/${id}/revoke`, { reason: 'Because' })).status).to.equal(403)
      expect((await app.rooms.award.get(id)).state).to.equal('active')
    })

    it('needs a reason', async () => {
      const { id } = await app.accepted('public')
      const answer = await post(administrator, `/badges/${id}/revoke`, { reason: ' ' })
      expect(answer.status).to.equal(422)
      expect(answer.text).to.include('href="#reason"')
    })

    it('asks for the reason where it is missing, and not in the form for suspending beside it', async () => {
      const { id } = await app.accepted('public')
      const open = (page: string) =>
        [...page.matchAll(/<details[^>]*open>\s*<summary>([^<]+)/g)].map(([, what]) => what)
      const revoking = await post(administrator, `/badges/${id}/revoke`, {})
      expect(open(revoking.text)).to.deep.equal(['Revoke this badge'])
      const suspending = await post(administrator, `/badges/${id}/suspend`, { suspension: ' ' })
      expect([suspending.status, open(suspending.text)]).to.deep.equal([422, ['Suspend this badge for a time']])
      expect(suspending.text).to.include('href="#suspension"').and.include('id="suspension-error"')
    })

    it('shows at once on the page, in the status list and in a verification, and the holder is told', async () => {
      const { id, status } = await app.accepted('public')
      const list = await asMachine(`/status/${status.listId}`)
      await post(administrator, `/badges/${id}/revoke`, { reason: 'Issued to the wrong person' })
      expect((await visitor(app).get(`/badges/${id}`)).text)
        .to.include('Issued to the wrong person')
        .and.include('Revoked')
      const changed = await asMachine(`/status/${status.listId}`).set('If-None-Match', list.headers.etag!)
      expect(changed.status).to.equal(200)
      const report = await visitor(app)
        .post('/verify')
        .set('Accept', 'application/json')
        .send({ url: `${app.config.baseUrl}/credentials/${id}` })
      expect(report.body).to.include({ verified: false, status: 'revoked' })
      await app.drain()
      expect((await ada.get('/notifications')).text).to.include('Issued to the wrong person')
      const again = { _csrf: await csrfToken(administrator, '/home'), reason: 'Again' }
      const headers = { Host: 'localhost', Referer: `http://localhost/badges/${id}`, Accept: 'text/html' }
      const overtaken = await administrator.post(`/badges/${id}/revoke`).set(headers).type('form').send(again)
      expect(overtaken.status).to.equal(409)
      expect(overtaken.text).to.match(new RegExp(`href="/badges/${id}">See how it stands now`))
    })
  })

  describe('its issuer', () => {
    it('publishes its keys at its own address and as did:web', async () => {
      await app.accepted('public')
      const issuer = await visitor(app)
        .get('/issuers/lyseng')
        .set('Accept', 'application/ld+json')
        .buffer(true)
        .parse(asText)
      const profile = JSON.parse(issuer.body)
      expect(profile.id).to.equal(`${app.config.baseUrl}/issuers/lyseng`)
      expect(profile.assertionMethod).to.have.length(1)
      const own = await visitor(app).get('/.well-known/did.json').buffer(true).parse(asText)
      expect(JSON.parse(own.body).id).to.match(/^did:web:localhost%3A\d+$/)
      expect(JSON.parse(own.body).verificationMethod).to.have.length(1)
      const did = await visitor(app).get('/issuers/lyseng/did.json').buffer(true).parse(asText)
      expect(JSON.parse(did.body).verificationMethod[0].controller).to.match(/:issuers:lyseng$/)
      expect((await visitor(app).get('/issuers/nobody').set('Accept', 'application/json')).status).to.equal(404)
    })

    it('leads a browser to its page', async () => {
      const answer = await visitor(app).get('/issuers/lyseng').set('Accept', 'text/html').redirects(0)
      expect(answer.headers.location).to.equal('/organizations/lyseng')
    })
  })
})

const collected =
  (finish: (bytes: Buffer) => unknown) => (res: Response, done: (error: Error | null, body: unknown) => void) => {
    const chunks: Buffer[] = []
    const stream = res as unknown as NodeJS.ReadableStream
    stream.on('data', (chunk: Buffer) => chunks.push(Buffer.from(chunk)))
    stream.on('end', () => done(null, finish(Buffer.concat(chunks))))
  }
const asText = collected(bytes => bytes.toString('utf8'))
const asBytes = collected(bytes => bytes)
