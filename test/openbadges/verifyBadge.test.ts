import { expect } from 'chai'
import {
  bakePng,
  buildCredential,
  buildStatusList,
  didDocument,
  extractBadge,
  generateIssuerKey,
  signCredential,
  verifyBadge,
} from '../../server/openbadges/index.js'
import { verifyingKey } from '../../server/openbadges/keys.js'
import { anAward, ISSUER, NOW } from './support/anAward.js'
import { aPng } from './support/images.js'
import { aWorld, codes, objections, Redirect, signed, verify } from './support/world.js'

describe('verifyBadge', () => {
  it('verifies what we issue', async () => {
    const world = await aWorld()
    const report = await verify(world, await signed(world))
    expect(objections(report)).to.deep.equal([])
    expect(report).to.include({ verified: true, outcome: 'verified', status: 'active' })
    expect(report.issuer).to.deep.equal({
      id: world.key.id.split('#')[0],
      name: 'Fjordskolen network',
      url: 'https://staffroom.example',
    })
  })

  it('rejects a tampered name', async () => {
    const world = await aWorld()
    const report = await verify(world, { ...(await signed(world)), name: 'Something grander' })
    expect(report).to.include({ verified: false, outcome: 'not-verified', status: 'unknown' })
    expect(codes(report)).to.include('proof-tampered')
  })

  it('asks for each document once, however many checks need it', async () => {
    const world = await aWorld()
    const url = 'https://staffroom.example/status/1'
    const validFrom = new Date('2026-01-01T00:00:00Z')
    const list = await buildStatusList({
      id: url,
      issuer: { id: ISSUER, name: 'F' },
      validFrom,
      revoked: [],
      purpose: 'revocation',
    })
    world.documents[url] = await signCredential(list, world.key, NOW)
    const status = { id: `${url}#1`, statusListCredential: url, statusListIndex: 1 }
    expect((await verify(world, await signed(world, { status }))).verified).to.equal(true)
    expect(world.fetched).to.deep.equal([ISSUER, url])
  })

  it('verifies a credential at its address', async () => {
    const world = await aWorld()
    const url = 'https://staffroom.example/credentials/7f3c'
    world.documents[url] = await signed(world)
    expect((await verifyBadge({ url }, { now: NOW, fetchJson: world.fetchJson })).verified).to.equal(true)
  })

  it('verifies a credential at an address that redirects: the signature is what counts', async () => {
    const world = await aWorld()
    world.documents['https://short.example/1'] = new Redirect('https://staffroom.example/credentials/7f3c')
    world.documents['https://staffroom.example/credentials/7f3c'] = await signed(world)
    const report = await verifyBadge({ url: 'https://short.example/1' }, { now: NOW, fetchJson: world.fetchJson })
    expect(report.verified).to.equal(true)
  })

  it('does not know of an address that cannot be fetched, and rejects one where there is no badge', async () => {
    const world = await aWorld()
    const at = (url: string) => verifyBadge({ url }, { now: NOW, fetchJson: world.fetchJson })
    const missing = await at('https://staffroom.example/nothing')
    expect(missing).to.include({ verified: false, outcome: 'unknown', status: 'unknown' })
    expect(objections(missing)).to.deep.equal(['badge-unreachable'])
    world.documents['https://staffroom.example/other'] = { hello: 'world' }
    expect(objections(await at('https://staffroom.example/other'))).to.deep.equal(['format-unrecognised'])
  })

  it('verifies what was baked into an image', async () => {
    const world = await aWorld()
    const badge = extractBadge(bakePng(aPng(), JSON.stringify(await signed(world))))
    expect((await verifyBadge(badge, { now: NOW, fetchJson: world.fetchJson })).verified).to.equal(true)
  })

  it('verifies under a did:web, at the root, a path or a port, with keys named by fragment alone', async () => {
    const addresses = {
      'did:web:staffroom.example': 'https://staffroom.example/.well-known/did.json',
      'did:web:staffroom.example:issuers:fjord': 'https://staffroom.example/issuers/fjord/did.json',
      'did:web:localhost%3A3443': 'https://localhost:3443/.well-known/did.json',
      'did:web:localhost%3a3443:fjord': 'https://localhost:3443/fjord/did.json',
    }
    for (const [did, url] of Object.entries(addresses)) {
      const world = await aWorld()
      const key = await generateIssuerKey(did)
      const brief = JSON.stringify(didDocument(did, [key])).replaceAll(`"${key.id}"`, `"#${key.publicKeyMultibase}"`)
      world.documents[url] = JSON.parse(brief)
      const credential = await signCredential(buildCredential(anAward({ issuer: { id: did, name: 'F' } })), key, NOW)
      expect(objections(await verify(world, credential)), did).to.deep.equal([])
      expect(world.fetched).to.deep.equal([url])
    }
  })

  it('verifies an Ed25519 key that is published as a JWK', async () => {
    const world = await aWorld()
    const publicKeyJwk = verifyingKey(world.key.publicKeyMultibase)!.export({ format: 'jwk' })
    const method = { id: world.key.id, type: 'JsonWebKey', controller: ISSUER, publicKeyJwk }
    world.documents[ISSUER] = { id: ISSUER, verificationMethod: [method], assertionMethod: [world.key.id] }
    expect((await verify(world, await signed(world))).verified).to.equal(true)
  })

  it('verifies a key that stands in assertionMethod itself', async () => {
    const world = await aWorld()
    const { id, publicKeyMultibase } = world.key
    world.documents[ISSUER] = {
      id: ISSUER,
      assertionMethod: { id, type: 'Multikey', controller: ISSUER, publicKeyMultibase },
    }
    expect((await verify(world, await signed(world))).verified).to.equal(true)
  })
})
