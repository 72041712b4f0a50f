import { generateKeyPairSync } from 'node:crypto'
import { expect } from 'chai'
import { CompactSign } from 'jose'
import { FetchFailed, FetchRefused, hashIdentity, verifyBadge } from '../../server/openbadges/index.js'
import { NOW } from './support/anAward.js'
import { aWorld, codes, objections, Redirect, type World } from './support/world.js'

const AT = 'https://badges.example'
const CONTEXT = 'https://w3id.org/openbadges/v2'
const issuer = {
  '@context': CONTEXT,
  id: `${AT}/issuer`,
  type: 'Issuer',
  name: 'District',
  url: AT,
  email: 'a@badges.example',
}
const badgeClass = {
  '@context': CONTEXT,
  id: `${AT}/badge`,
  type: 'BadgeClass',
  name: 'Mentor',
  description: 'Mentored',
  image: `${AT}/badge.png`,
  criteria: { narrative: 'Mentor' },
  issuer: issuer.id,
}
const assertion = (over: object = {}) => ({
  '@context': CONTEXT,
  id: `${AT}/assertions/1`,
  type: 'Assertion',
  recipient: { type: 'email', hashed: true, salt: 'Kosher', identity: hashIdentity('ada@example.com', 'Kosher') },
  badge: badgeClass.id,
  verification: { type: 'HostedBadge' },
  issuedOn: '2020-02-01T09:30:00Z',
  ...over,
})

async function aWeb(over: Record<string, unknown> = {}): Promise<World> {
  const world = await aWorld()
  Object.assign(world.documents, {
    [issuer.id]: issuer,
    [badgeClass.id]: badgeClass,
    [`${AT}/assertions/1`]: assertion(),
    ...over,
  })
  return world
}

function verify(world: World, badge: object, asked: { expectedRecipient?: string } = {}) {
  const input = { kind: 'ob2-json', assertion: { ...badge }, container: 'png', text: '' } as const
  return verifyBadge(input, { now: NOW, fetchJson: world.fetchJson, ...asked })
}

describe('a hosted Open Badges 2.0 badge', () => {
  it('verifies where its issuer hosts the same, in whatever order', async () => {
    const reordered = Object.fromEntries(Object.entries(assertion()).reverse())
    const report = await verify(await aWeb(), reordered, { expectedRecipient: 'ada@example.com' })
    expect(objections(report)).to.deep.equal([])
    expect(report).to.include({ verified: true, status: 'active' })
    expect(report.issuer).to.include({ id: issuer.id, name: 'District' })
    expect(codes(report)).to.include.members(['format-open-badges-2', 'hosted-unchanged', 'recipient-matches'])
  })

  it('verifies from its address', async () => {
    const world = await aWeb()
    const report = await verifyBadge({ url: `${AT}/assertions/1` }, { now: NOW, fetchJson: world.fetchJson })
    expect(report.verified).to.equal(true)
  })

  it('is rejected where what is baked differs from what is hosted', async () => {
    const report = await verify(await aWeb(), assertion({ recipient: { ...assertion().recipient, salt: 'Pepper' } }))
    expect(report.outcome).to.equal('not-verified')
    expect(objections(report)).to.deep.equal(['hosted-differs'])
  })

  it('is rejected from a wrong origin', async () => {
    const forged = assertion({ id: 'https://evil.example/1' })
    const report = await verify(await aWeb({ 'https://evil.example/1': forged }), forged)
    expect(report.outcome).to.equal('not-verified')
    expect(objections(report)).to.deep.equal(['hosted-origin-mismatch'])
  })

  it('verifies where the issuer names another host or prefix for its badges', async () => {
    const elsewhere = assertion({ id: 'https://host.example/district/1' })
    const verdicts = async (verification: object) => {
      const world = await aWeb({
        'https://host.example/district/1': elsewhere,
        [issuer.id]: { ...issuer, verification },
      })
      return objections(await verify(world, elsewhere))
    }
    expect(await verdicts({ startsWith: 'https://host.example/district/' })).to.deep.equal([])
    expect(await verdicts({ allowedOrigins: ['host.example'] })).to.deep.equal([])
    expect(await verdicts({ startsWith: 'https://host.example/other/' })).to.deep.equal(['hosted-origin-mismatch'])
    expect(await verdicts({ startsWith: 'https://host.exam' })).to.deep.equal(['hosted-origin-mismatch'])
    expect(await verdicts({ allowedOrigins: 'evil.example' })).to.deep.equal(['hosted-origin-mismatch'])
  })

  it('is rejected once withdrawn: 410 Gone, or marked as revoked', async () => {
    const gone = await verify(await aWeb({ [`${AT}/assertions/1`]: () => new FetchFailed('Gone', 410) }), assertion())
    expect(gone).to.include({ outcome: 'not-verified', status: 'revoked' })
    expect(objections(gone)).to.deep.equal(['hosted-gone'])
    const marked = { id: `${AT}/assertions/1`, revoked: true, revocationReason: 'In error' }
    const revoked = await verify(await aWeb({ [`${AT}/assertions/1`]: marked }), assertion())
    expect(revoked.status).to.equal('revoked')
    expect(objections(revoked)).to.deep.equal(['status-revoked-because'])
  })

  it('is rejected once it has expired', async () => {
    const expired = assertion({ expires: '2021-01-01T00:00:00Z' })
    const report = await verify(await aWeb({ [`${AT}/assertions/1`]: expired }), expired)
    expect(report).to.include({ outcome: 'not-verified', status: 'expired' })
  })

  it('is rejected for another recipient', async () => {
    const report = await verify(await aWeb(), assertion(), { expectedRecipient: 'eve@example.com' })
    expect(objections(report)).to.deep.equal(['recipient-mismatch'])
  })

  it("takes the issuer from the issuer's address, not from the badge", async () => {
    const evil = 'https://evil.example'
    const embedded = { ...badgeClass, issuer: { ...issuer, verification: { startsWith: evil } } }
    const forged = assertion({ id: `${evil}/1`, badge: embedded })
    const report = await verify(await aWeb({ [`${evil}/1`]: forged }), forged)
    expect(objections(report)).to.deep.equal(['hosted-origin-mismatch'])
  })

  it('is rejected where something else stands at an address that it refers to', async () => {
    for (const [url, document] of [
      [issuer.id, { ...issuer, id: 'https://evil.example/issuer' }],
      [badgeClass.id, { ...badgeClass, id: `${AT}/other` }],
      [issuer.id, 'a page'],
    ] as const) {
      expect(objections(await verify(await aWeb({ [url]: document }), assertion()))).to.deep.equal(['hosted-invalid'])
    }
  })

  it('is rejected without what the standard requires', async () => {
    const { recipient, ...incomplete } = assertion()
    expect(objections(await verify(await aWeb(), incomplete))).to.deep.equal(['legacy-structure-invalid'])
    expect(recipient).to.be.an('object')
  })

  it('is unknown where something it needs cannot be fetched', async () => {
    for (const url of [badgeClass.id, issuer.id, `${AT}/assertions/1`]) {
      for (const [error, code] of [
        [new FetchFailed('It took too long.'), 'hosted-unreachable'],
        [new FetchRefused('It is a private address.'), 'hosted-fetch-refused'],
      ] as const) {
        const report = await verify(await aWeb({ [url]: () => error }), assertion())
        expect(report).to.include({ verified: false, outcome: 'unknown' })
        expect(objections(report), url).to.deep.equal([code])
      }
    }
  })

  it('is unknown where the issuer redirects to another site, as a forger would have it', async () => {
    const id = `${AT}/go?to=https://evil.example/1`
    const forged = assertion({ id })
    const world = await aWeb({ [id]: new Redirect('https://evil.example/1'), 'https://evil.example/1': forged })
    expect(objections(await verify(world, forged))).to.deep.equal(['hosted-unreachable'])
  })

  it('is unknown where it is hosted nowhere', async () => {
    expect(objections(await verify(await aWeb(), assertion({ id: 'urn:uuid:1' })))).to.deep.equal(['not-hosted'])
  })
})

describe('a signed Open Badges 2.0 badge', () => {
  const KEY = `${AT}/key`
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const keyDocument = {
    '@context': CONTEXT,
    id: KEY,
    type: 'CryptographicKey',
    owner: issuer.id,
    publicKeyPem: publicKey.export({ format: 'pem', type: 'spki' }),
  }
  const LIST = `${AT}/revoked`

  const aSignedWeb = (over: Record<string, unknown> = {}) =>
    aWeb({
      [issuer.id]: { ...issuer, publicKey: KEY, revocationList: LIST },
      [KEY]: keyDocument,
      [LIST]: { revokedAssertions: ['urn:uuid:8', { id: 'urn:uuid:9', revocationReason: 'In error' }] },
      ...over,
    })
  const sign = (over: object = {}, key = privateKey) =>
    new CompactSign(
      Buffer.from(
        JSON.stringify(assertion({ id: 'urn:uuid:1', verification: { type: 'SignedBadge', creator: KEY }, ...over })),
      ),
    )
      .setProtectedHeader({ alg: 'RS256' })
      .sign(key)
  const verifyJws = (world: World, jwt: string) =>
    verifyBadge({ kind: 'jwt', jwt, container: 'png', text: jwt }, { now: NOW, fetchJson: world.fetchJson })

  it('verifies under a key that the issuer links to', async () => {
    const report = await verifyJws(await aSignedWeb(), await sign())
    expect(objections(report)).to.deep.equal([])
    expect(report).to.include({ verified: true, status: 'active' })
  })

  it('is rejected when tampered with or signed with another key', async () => {
    const [header, , signature] = (await sign()).split('.')
    const other = Buffer.from(
      JSON.stringify(assertion({ id: 'urn:uuid:2', verification: { type: 'SignedBadge', creator: KEY } })),
    ).toString('base64url')
    expect(objections(await verifyJws(await aSignedWeb(), `${header}.${other}.${signature}`))).to.deep.equal([
      'jwt-tampered',
    ])
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    expect(objections(await verifyJws(await aSignedWeb(), await sign({}, stranger)))).to.deep.equal(['jwt-tampered'])
  })

  it('is rejected under a key that the issuer does not link to, or that belongs to another', async () => {
    const theirs = await sign({ verification: { type: 'SignedBadge', creator: 'https://evil.example/key' } })
    const world = await aSignedWeb({ 'https://evil.example/key': { ...keyDocument, id: 'https://evil.example/key' } })
    expect(objections(await verifyJws(world, theirs))).to.deep.equal(['issuer-key-not-listed'])
    const owned = await aSignedWeb({ [KEY]: { ...keyDocument, owner: 'https://evil.example/issuer' } })
    expect(objections(await verifyJws(owned, await sign()))).to.deep.equal(['issuer-controller-mismatch'])
  })

  it("verifies under a key that stands in the issuer's profile", async () => {
    const inProfile = { ...keyDocument, id: `${issuer.id}#key` }
    const creator = { verification: { type: 'SignedBadge', creator: inProfile.id } }
    const world = await aSignedWeb({ [issuer.id]: { ...issuer, publicKey: [inProfile] } })
    expect((await verifyJws(world, await sign(creator))).outcome).to.equal('verified')
    const another = { ...inProfile, owner: 'https://evil.example/issuer' }
    const theirs = await aSignedWeb({ [issuer.id]: { ...issuer, publicKey: [another] } })
    expect(objections(await verifyJws(theirs, await sign(creator)))).to.deep.equal(['issuer-controller-mismatch'])
  })

  it('verifies under any key of the issuer, where it names none', async () => {
    const OLDER = `${AT}/older-key`
    const older = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'pem', type: 'spki' })
    const keys = { [issuer.id]: { ...issuer, publicKey: [OLDER, KEY] } }
    const unnamed = { verification: { type: 'SignedBadge' } }
    const world = await aSignedWeb({ ...keys, [OLDER]: { ...keyDocument, id: OLDER, publicKeyPem: older } })
    expect((await verifyJws(world, await sign(unnamed))).outcome).to.equal('verified')
    expect(
      objections(await verifyJws(world, await sign({ verification: { type: 'SignedBadge', creator: OLDER } }))),
    ).to.deep.equal(['jwt-tampered'])
    const stranger = await sign(unnamed, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey)
    expect(objections(await verifyJws(world, stranger))).to.deep.equal(['jwt-tampered'])
    expect((await verifyJws(await aSignedWeb(keys), stranger)).outcome).to.equal('unknown')
  })

  it('may bring its badge class with it, whose issuer is still asked', async () => {
    const ephemeral = { ...badgeClass, id: 'urn:uuid:class' }
    const report = await verifyJws(await aSignedWeb(), await sign({ badge: ephemeral }))
    expect(objections(report)).to.deep.equal([])
    expect(report.badge).to.include({ name: badgeClass.name })
    const forged = await sign(
      { badge: { ...ephemeral, issuer: { ...issuer, publicKey: KEY } } },
      generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
    )
    expect(objections(await verifyJws(await aSignedWeb(), forged))).to.deep.equal(['jwt-tampered'])
    const hosted = assertion({ badge: ephemeral })
    expect(objections(await verify(await aWeb({ [`${AT}/assertions/1`]: hosted }), hosted))).to.deep.equal([
      'hosted-invalid',
    ])
  })

  it('is rejected with the algorithm none', async () => {
    const [, body] = (await sign()).split('.')
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`
    expect(objections(await verifyJws(await aSignedWeb(), none))).to.deep.equal(['jwt-algorithm-refused'])
  })

  it('is rejected once it is on the list of revoked badges', async () => {
    for (const id of ['urn:uuid:8', 'urn:uuid:9']) {
      expect((await verifyJws(await aSignedWeb(), await sign({ id }))).status).to.equal('revoked')
    }
    const alone = await aSignedWeb({ [LIST]: { revokedAssertions: 'urn:uuid:8' } })
    expect((await verifyJws(alone, await sign({ id: 'urn:uuid:8' }))).status).to.equal('revoked')
  })

  it('is unknown where that list cannot be fetched', async () => {
    const report = await verifyJws(
      await aSignedWeb({ [LIST]: () => new FetchFailed('It took too long.') }),
      await sign(),
    )
    expect(report).to.include({ verified: false, outcome: 'unknown', status: 'unknown' })
    expect(objections(report)).to.deep.equal(['status-unreachable'])
  })
})
