import { expect } from 'chai'
import { decodeJwt } from 'jose'
import type { Response } from 'supertest'
import { extractBadge } from '../../server/openbadges/index.js'
import { type Agent, post, visitor } from '../support/signIn.js'
import { aBadgeApp, type BadgeApp } from './aBadgeApp.js'

const FORMATS = ['credentials', 'assertions'].flatMap(room =>
  ['', '.json', '.png', '.svg', '.jwt', '.jwt.png', '.jwt.svg'].map(suffix => ({ room, suffix })),
)

describe('the formats of an award', () => {
  let app: BadgeApp
  let stranger: Agent
  before(async () => {
    app = await aBadgeApp()
    stranger = await app.as(app.stranger)
  })
  after(() => app.close())

  const machine = (path: string) => visitor(app).get(path).set('Accept', 'application/ld+json').buffer(true)
  const bytesAt = async (path: string) => (await machine(path).parse(asBytes)).body as Buffer
  const outcomeOf = async (path: string) => {
    const asked = { bytes: await bytesAt(path) }
    return app.rooms.verification.verify(asked, undefined)
  }

  it('all verify, as files and by their addresses', async () => {
    const { id } = await app.accepted('public', ['e1', 'e2'])
    for (const { room, suffix } of FORMATS) {
      const path = `/${room}/${id}${suffix}`
      const report = await outcomeOf(path)
      expect(report, path + JSON.stringify('checks' in report ? report.checks : report)).to.include({
        outcome: 'verified',
        status: 'active',
      })
    }
    for (const path of [`/credentials/${id}.jwt`, `/assertions/${id}`, `/assertions/${id}.jwt`]) {
      const report = await app.rooms.verification.verify({ url: app.config.baseUrl + path }, undefined)
      expect(report, path).to.include({ outcome: 'verified', status: 'active' })
    }
  })

  it('are what their names promise', async () => {
    const { id } = await app.accepted('public')
    const kinds = await Promise.all(
      FORMATS.map(async ({ room, suffix }) => {
        const { kind, container } = extractBadge(await bytesAt(`/${room}/${id}${suffix}`))
        return `${room}${suffix}: ${kind} ${container}`
      }),
    )
    expect(kinds).to.deep.equal([
      'credentials: ob3-json text',
      'credentials.json: ob3-json text',
      'credentials.png: ob3-json png',
      'credentials.svg: ob3-json svg',
      'credentials.jwt: jwt text',
      'credentials.jwt.png: jwt png',
      'credentials.jwt.svg: jwt svg',
      'assertions: ob2-json text',
      'assertions.json: ob2-json text',
      'assertions.png: ob2-json png',
      'assertions.svg: ob2-json svg',
      'assertions.jwt: jwt text',
      'assertions.jwt.png: jwt png',
      'assertions.jwt.svg: jwt svg',
    ])
  })

  it('say in a token all that the standard requires, and of its holder nothing that leads to another badge', async () => {
    const one = await app.accepted('public')
    const other = await app.accepted('public')
    const claims = decodeJwt((await bytesAt(`/credentials/${one.id}.jwt`)).toString())
    const credential = (await machine(`/credentials/${one.id}.json`)).body
    expect(claims).to.include({ iss: credential.issuer.id, jti: credential.id, sub: credential.credentialSubject.id })
    expect(claims.nbf).to.equal(Date.parse(credential.validFrom) / 1000)
    const { credentialSubject } = (await machine(`/credentials/${other.id}.json`)).body
    expect(credentialSubject.id).to.be.a('string').and.not.equal(claims.sub)
  })

  it('are plain text as tokens, as the standard has it, unless somebody asks by another name', async () => {
    const { id } = await app.accepted('public')
    for (const path of [`/credentials/${id}.jwt`, `/assertions/${id}.jwt`]) {
      expect((await visitor(app).get(path)).type, path).to.equal('text/plain')
      for (const name of ['application/jwt', 'application/vc+jwt'])
        expect((await visitor(app).get(path).set('Accept', name)).type, path).to.equal(name)
    }
  })

  it('are closed to strangers while the award is private', async () => {
    const { id } = await app.accepted('private')
    for (const { room, suffix } of FORMATS)
      expect((await stranger.get(`/${room}/${id}${suffix}`)).status, room + suffix).to.equal(404)
  })

  it('follow what its holder shows', async () => {
    const { id } = await app.accepted('public')
    await post(await app.as(app.ada), `/badges/${id}/showing`, { visibility: 'public', evidence: ['e2'] })
    const { body } = await visitor(app).get(`/assertions/${id}`)
    expect(body.evidence).to.deep.equal([
      { type: 'Evidence', id: `${app.config.baseUrl}/badges/${id}/evidence/2`, name: 'Artefact 1 (PDF)' },
    ])
  })

  it('spare a second copy of what has not changed', async () => {
    const { id } = await app.accepted('public')
    for (const path of [`/credentials/${id}.jwt`, `/assertions/${id}`, '/badge-classes/looking-at-student-work/v1']) {
      const { headers } = await machine(path)
      expect((await machine(path).set('If-None-Match', headers.etag!)).status, path).to.equal(304)
    }
  })

  it('lead from a token to the key that signed it, as JWK and as CryptographicKey', async () => {
    const { id } = await app.accepted('public')
    const [header = ''] = (await bytesAt(`/credentials/${id}.jwt`)).toString().split('.')
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString())
    const { body } = await visitor(app).get(new URL(kid).pathname)
    const owner = `${app.config.baseUrl}/issuers/lyseng/open-badges-2`
    expect(body).to.include({ kty: 'RSA', kid, id: kid, type: 'CryptographicKey', owner })
    expect(JSON.stringify(body)).to.not.include('PRIVATE').and.not.match(/"d":/)
    const { assertionMethod } = (await machine('/issuers/lyseng')).body
    const { publicKey } = (await machine('/issuers/lyseng/open-badges-2')).body
    expect([publicKey, assertionMethod]).to.satisfy(([one, other]: string[][]) =>
      [one, other].every(l => l?.includes(kid)),
    )
  })

  it('publish the issuer and the badge class with all that OB 2.0 requires', async () => {
    await app.accepted('public')
    const badge = (await visitor(app).get('/badge-classes/looking-at-student-work/v1')).body
    expect(badge).to.include.keys('name', 'description', 'image', 'criteria', 'issuer')
    const issuer = (await visitor(app).get(new URL(badge.issuer).pathname).set('Accept', 'application/json')).body
    expect(issuer).to.include.keys('id', 'type', 'name', 'url', 'email', 'revocationList')
    expect(issuer.email).to.match(/^\S+@\S+$/)
    for (const document of [badge, issuer]) expect(document['@context']).to.equal('https://w3id.org/openbadges/v2')
  })

  it('say when it was awarded, whenever they were signed, so that an older copy is still the same', async () => {
    const { id, issuedAt } = await app.accepted('public')
    const copy = await bytesAt(`/assertions/${id}.png`)
    const by = app.administrator.id
    app.clock.advance(3 * 24 * 3_600_000)
    await app.rooms.award.suspend({ awardId: id, by, reason: 'We look into it' })
    expect(await app.rooms.verification.verify({ bytes: copy }, undefined)).to.include({ status: 'revoked' })
    await app.rooms.award.reinstate({ awardId: id, by })
    const { issuedOn } = (await visitor(app).get(`/assertions/${id}`)).body
    expect(Date.parse(issuedOn)).to.be.within(issuedAt.getTime() - 1000, issuedAt.getTime())
    const { credentialSubject, validFrom } = (await machine(`/credentials/${id}.json`)).body
    expect(credentialSubject.activityEndDate).to.equal(issuedOn).and.not.equal(validFrom)
    expect(await app.rooms.verification.verify({ bytes: copy }, undefined)).to.include({
      outcome: 'verified',
      status: 'active',
    })
  })

  it('say that it was revoked: by 410 where they are hosted, on the list where they are signed', async () => {
    const { id } = await app.accepted('public')
    const copies = await Promise.all(['png', 'jwt'].map(suffix => bytesAt(`/assertions/${id}.${suffix}`)))
    await app.rooms.award.revoke({ awardId: id, by: app.administrator.id, reason: 'issued by mistake' })
    const gone = await visitor(app).get(`/assertions/${id}`)
    expect([gone.status, gone.body.revoked]).to.deep.equal([410, true])
    const list = (await visitor(app).get('/issuers/lyseng/revocations')).body
    expect(list.revokedAssertions).to.deep.include({ id: `${app.config.baseUrl}/assertions/${id}` })
    for (const bytes of copies)
      expect(await app.rooms.verification.verify({ bytes }, undefined)).to.include({
        status: 'revoked',
        verified: false,
      })
    const { id: other } = await app.accepted('public')
    expect(await outcomeOf(`/assertions/${other}.jwt`)).to.include({ status: 'active', verified: true })
  })

  it('do not exist for what does not exist', async () => {
    const paths = [
      '/badge-classes/looking-at-student-work/v9',
      '/badge-classes/nothing/v1',
      '/issuers/lyseng/keys/99',
      '/issuers/nobody/keys/1',
      '/issuers/nobody/open-badges-2',
      '/issuers/nobody/revocations',
      '/badge-classes/looking-at-student-work/vx',
    ]
    for (const path of paths) expect((await visitor(app).get(path)).status, path).to.equal(404)
  })
})

function asBytes(res: Response, done: (error: Error | null, body: Buffer) => void) {
  const chunks: Buffer[] = []
  const stream = res as unknown as NodeJS.ReadableStream
  stream.on('data', chunk => chunks.push(Buffer.from(chunk)))
  stream.on('end', () => done(null, Buffer.concat(chunks)))
}
