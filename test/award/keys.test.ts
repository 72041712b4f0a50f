import { generateKeyPairSync } from 'node:crypto'
import { expect } from 'chai'
import { decodeProtectedHeader } from 'jose'
import type { Award } from '../../server/award/index.js'
import { sealing } from '../../server/platform/sealing.js'
import { type Agent, post, visitor } from '../support/signIn.js'
import { aBadgeApp, type BadgeApp } from './aBadgeApp.js'

describe('the keys of an issuer', () => {
  let app: BadgeApp
  let administrator: Agent
  const path = '/organizations/lyseng/keys'
  beforeEach(async () => {
    app = await aBadgeApp({ baseUrl: 'https://staffroom.example' })
    administrator = await app.as(app.administrator)
  })
  afterEach(() => app.close())

  const present = async ({ id }: Award) => app.rooms.award.get(id)
  const keyOf = ({ signed }: Award): string => JSON.parse(signed.json).proof[0].verificationMethod
  async function check({ signed }: Award) {
    const { verifyBadge } = await import('../../server/openbadges/index.js')
    const fetchJson = async (url: string) => ({
      document: JSON.parse((await app.rooms.award.documentAt(url, undefined)).json),
    })
    const credential = JSON.parse(signed.json)
    const report = await verifyBadge(
      { kind: 'ob3-json', credential, container: 'text', text: '' },
      { now: app.clock.now(), fetchJson },
    )
    return report.verified ? 'verified' : report.checks.filter(({ outcome }) => outcome === 'failed').map(c => c.code)
  }
  const compromised = { since: '2026-03-01', reason: 'A laptop was stolen', sure: 'yes' }

  it('are replaced without harm to what was signed', async () => {
    const before = await app.accepted('public')
    expect((await post(administrator, `${path}/replacements`, { kind: 'ed25519' })).status).to.equal(303)
    const after = await app.accepted('public')
    expect(keyOf(after)).not.to.equal(keyOf(before))
    expect([await check(before), await check(after)]).to.deep.equal(['verified', 'verified'])
  })

  it('can be withdrawn: nothing they signed counts, and every award is signed anew by another, once', async () => {
    const before = [await app.accepted('public'), await app.accepted('unlisted'), await app.accepted('private')]
    const key = keyOf(before[0]!)
    const answer = await post(administrator, `${path}/1/compromise`, compromised)
    expect(answer.status).to.equal(303)
    await app.drain()
    for (const copy of before) {
      expect(await check(copy)).to.include('issuer-key-revoked')
      const now = await present(copy)
      expect(keyOf(now)).not.to.equal(key)
      expect(await check(now)).to.equal('verified')
    }
    const again = await present(before[0]!)
    await app.drain()
    expect((await present(before[0]!)).signed.etag).to.equal(again.signed.etag)
  })

  it('stand in the profile and the did document with the day from which they are withdrawn', async () => {
    await app.accepted('public')
    await post(administrator, `${path}/1/compromise`, compromised)
    for (const url of [
      'https://staffroom.example/issuers/lyseng',
      'https://staffroom.example/issuers/lyseng/did.json',
    ]) {
      const { verificationMethod } = JSON.parse((await app.rooms.award.documentAt(url, undefined)).json)
      const revoked = verificationMethod.map((method: { revoked?: string }) => method.revoked)
      expect(revoked).to.include('2026-03-01T00:00:00Z')
    }
  })

  it('are not to be had anywhere any more once they are withdrawn, for Open Badges 2.0 knows no date', async () => {
    const award = await app.accepted('public')
    const signed = await visitor(app).get(`/credentials/${award.id}.jwt`)
    const { kid } = decodeProtectedHeader(signed.text)
    const number = /\d+$/.exec(kid!)![0]
    const linked = async () => {
      const answer = await visitor(app).get('/issuers/lyseng/open-badges-2').set('Accept', 'application/json')
      return JSON.parse(answer.text).publicKey as string[]
    }
    expect(await linked()).to.include(kid)
    expect((await visitor(app).get(`/issuers/lyseng/keys/${number}`)).status).to.equal(200)
    await post(administrator, `${path}/${number}/compromise`, compromised)
    expect(await linked()).not.to.include(kid)
    expect((await visitor(app).get(`/issuers/lyseng/keys/${number}`)).status).to.equal(404)
  })

  it('are not withdrawn by a slip: a day, a reason and a tick are asked for', async () => {
    await app.accepted('public')
    const answer = await post(administrator, `${path}/1/compromise`, { since: 'soon', reason: '' })
    expect(answer.status).to.equal(422)
    expect(answer.text).to.include('Error:').and.include('Tick this to go on')
    expect((await administrator.get(path)).text).to.include('Signs now')
  })

  it('may be brought by the organization, are kept encrypted and never shown', async () => {
    await app.accepted('public')
    const { privateKey } = generateKeyPairSync('ed25519')
    const secret = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
    expect((await post(administrator, `${path}/own`, { secret })).status).to.equal(303)
    const award = await app.accepted('public')
    expect(await check(award)).to.equal('verified')
    const stored = JSON.stringify(await app.db.collection('issuerkeys').find().toArray())
    const body = secret.split('\n')[1]!
    expect(stored).not.to.include(body).and.not.to.include('z3u2')
    expect((await administrator.get(path)).text).not.to.include(body)
    const again = await post(administrator, `${path}/own`, { secret })
    expect([again.status, again.text.includes(body)]).to.deep.equal([422, false])
    for (const other of [
      '',
      'nonsense',
      generateKeyPairSync('rsa', { modulusLength: 1024 })
        .privateKey.export({ format: 'pem', type: 'pkcs8' })
        .toString(),
    ])
      expect((await post(administrator, `${path}/own`, { secret: other })).status).to.equal(422)
  })

  it('are for administrators of the issuer and of the installation only', async () => {
    const author = await app.as(app.author)
    expect((await author.get(path)).status).to.equal(403)
    expect((await post(author, `${path}/replacements`, { kind: 'rsa' })).status).to.equal(403)
    expect((await (await app.as(app.ada)).get(path)).status).to.equal(403)
    expect((await administrator.get('/organizations/nowhere/keys')).status).to.equal(404)
    expect((await post(administrator, `${path}/99/compromise`, compromised)).status).to.equal(404)
  })

  it('leave a trace of who did what', async () => {
    await app.accepted('public')
    await post(administrator, `${path}/replacements`, { kind: 'ed25519' })
    await post(administrator, `${path}/1/compromise`, compromised)
    await app.drain()
    const lines = await app.db.collection('auditlines').find({ actorId: app.administrator.id }).toArray()
    expect(lines.map(({ name }) => name)).to.include.members(['issuerKeyReplaced', 'issuerKeyRevoked'])
  })

  it('outlive a change of the secret that encrypts them', () => {
    const { seal, unseal } = sealing('test')
    const box = seal('secret key', 'the-old-one', 'name')
    expect(unseal(box, 'the-new-one the-old-one', 'name')).to.equal('secret key')
    expect(unseal(seal('secret key', 'the-new-one the-old-one', 'name'), 'the-new-one', 'name')).to.equal('secret key')
    expect(() => unseal(box, 'the-new-one', 'name')).to.throw()
  })
})
