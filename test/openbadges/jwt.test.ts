import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { expect } from 'chai'
import { CompactSign, exportJWK } from 'jose'
import { buildCredential, issuerProfile, verifyBadge } from '../../server/openbadges/index.js'
import { encodeBase58 } from '../../server/openbadges/multibase.js'
import { anAward, ISSUER, NOW } from './support/anAward.js'
import type { Draft } from './support/forging.js'
import { aWorld, objections, type World } from './support/world.js'

type Claims = Record<string, unknown>
interface Made {
  claims?: Claims
  /** All that is signed, in place of a credential with its claims. */
  body?: Claims
  header?: Record<string, unknown>
  key?: KeyObject
}

const KID = `${ISSUER}#rs`
const seconds = (date: Date) => date.getTime() / 1000
const compact = (...parts: (object | string)[]) =>
  parts.map(part => Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url')).join('.')

/** An issuer that lists an RSA key, and tokens that it signs with it. */
async function anIssuer(alg: 'RS256' | 'ES256' | 'EdDSA' = 'RS256') {
  const world = await aWorld()
  const { privateKey, publicKey } = pairFor(alg)
  const jwk = await exportJWK(publicKey)
  const method = { id: KID, type: 'JsonWebKey', controller: ISSUER, publicKeyJwk: jwk }
  const profile = issuerProfile({ id: ISSUER, name: 'Fjordskolen network' }, [])
  world.documents[ISSUER] = { ...profile, verificationMethod: [method], assertionMethod: [KID] }
  const sign = ({ claims = {}, body = { ...payload(), ...claims }, header, key = privateKey }: Made = {}) =>
    new CompactSign(Buffer.from(JSON.stringify(body)))
      .setProtectedHeader({ alg, typ: 'JWT', ...(header ?? { kid: KID }) })
      .sign(key)
  return { world, jwk, privateKey, publicKey, sign }
}

function pairFor(alg: 'RS256' | 'ES256' | 'EdDSA') {
  if (alg === 'RS256') return generateKeyPairSync('rsa', { modulusLength: 2048 })
  return alg === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519')
}

function payload(): Claims {
  const award = anAward({ validUntil: new Date('2031-02-01T00:00:00Z') })
  return {
    ...buildCredential(award),
    iss: ISSUER,
    jti: award.id,
    nbf: seconds(award.validFrom),
    exp: seconds(award.validUntil!),
  }
}

function verify(world: World, jwt: string) {
  return verifyBadge({ kind: 'jwt', jwt, container: 'text', text: jwt }, { now: NOW, fetchJson: world.fetchJson })
}

describe('a VC-JWT', () => {
  for (const alg of ['RS256', 'ES256', 'EdDSA'] as const) {
    it(`verifies with ${alg} under a key that the issuer lists`, async () => {
      const { world, sign } = await anIssuer(alg)
      const report = await verify(world, await sign())
      expect(objections(report)).to.deep.equal([])
      expect(report).to.include({ verified: true, status: 'active' })
      expect(report.credential).to.deep.equal(
        buildCredential(anAward({ validUntil: new Date('2031-02-01T00:00:00Z') })),
      )
    })
  }

  it('verifies with the jwk in its header where the issuer lists the same key', async () => {
    const { world, sign, jwk } = await anIssuer()
    expect((await verify(world, await sign({ header: { jwk } }))).verified).to.equal(true)
  })

  it('recognises the key however it is written', async () => {
    const { world, sign, jwk } = await anIssuer()
    const reordered = { use: 'sig', ...Object.fromEntries(Object.entries(jwk).reverse()) }
    expect((await verify(world, await sign({ header: { jwk: reordered } }))).verified).to.equal(true)
  })

  it('verifies with a kid that is the address of a key that the issuer lists', async () => {
    const { world, sign, jwk } = await anIssuer()
    const kid = 'https://staffroom.example/keys/1'
    world.documents[kid] = jwk
    expect((await verify(world, await sign({ header: { kid } }))).verified).to.equal(true)
  })

  it('is rejected when tampered with', async () => {
    const { world, sign } = await anIssuer()
    const [header, , signature] = (await sign()).split('.')
    const report = await verify(world, `${header}.${compact({ ...payload(), name: 'Grander' })}.${signature}`)
    expect(report.outcome).to.equal('not-verified')
    expect(objections(report)).to.deep.equal(['jwt-tampered'])
  })

  it('is rejected with the algorithm none', async () => {
    const { world } = await anIssuer()
    for (const alg of ['none', 'None', 'NONE', '']) {
      const report = await verify(world, `${compact({ alg, typ: 'JWT', kid: KID }, payload())}.`)
      expect(objections(report)).to.deep.equal(['jwt-algorithm-refused'])
    }
    expect(world.fetched).to.deep.equal([])
  })

  it('is rejected when the public key was used as the secret of HS256', async () => {
    const { world, publicKey } = await anIssuer()
    const input = compact({ alg: 'HS256', typ: 'JWT', kid: KID }, payload())
    const secret = publicKey.export({ format: 'pem', type: 'spki' })
    const signature = createHmac('sha256', secret).update(input).digest('base64url')
    expect(objections(await verify(world, `${input}.${signature}`))).to.deep.equal(['jwt-algorithm-refused'])
  })

  it("is rejected with an attacker's jwk", async () => {
    const { world, sign } = await anIssuer()
    const { privateKey, publicKey } = pairFor('RS256')
    const jwk = await exportJWK(publicKey)
    const report = await verify(world, await sign({ key: privateKey, header: { jwk } }))
    expect(report.outcome).to.equal('not-verified')
    expect(objections(report)).to.deep.equal(['issuer-key-not-listed'])
  })

  it('is rejected with a private jwk', async () => {
    const { world, sign, privateKey } = await anIssuer()
    const report = await verify(world, await sign({ header: { jwk: await exportJWK(privateKey) } }))
    expect(objections(report)).to.deep.equal(['jwt-header-invalid'])
  })

  it('is rejected with an unknown kid, and with the kid of somebody else', async () => {
    const { world, sign } = await anIssuer()
    expect(objections(await verify(world, await sign({ header: { kid: `${ISSUER}#other` } })))).to.deep.equal([
      'issuer-key-not-listed',
    ])
    const elsewhere = await sign({ header: { kid: 'https://evil.example/keys/1' } })
    expect(objections(await verify(world, elsewhere))).to.deep.equal(['issuer-controller-mismatch'])
  })

  it('verifies with a kid at which a JWK stands alone or in a set, where the issuer refers to it', async () => {
    const { world, sign, jwk } = await anIssuer()
    const kid = 'https://staffroom.example/keys#key-1'
    const profile: Draft = world.documents[ISSUER]
    Object.assign(profile, { verificationMethod: [], assertionMethod: [kid] })
    const other = await exportJWK(pairFor('RS256').publicKey)
    const sets = [
      jwk,
      {
        keys: [
          { ...other, kid: 'key-2' },
          { ...jwk, kid: 'key-1' },
        ],
      },
      { keys: [{ ...jwk, kid }] },
    ]
    for (const set of sets) {
      world.documents['https://staffroom.example/keys'] = set
      expect((await verify(world, await sign({ header: { kid } }))).outcome).to.equal('verified')
    }
    world.documents['https://staffroom.example/keys'] = { keys: [{ ...other, kid: 'key-1' }] }
    expect(objections(await verify(world, await sign({ header: { kid } })))).to.deep.equal(['jwt-tampered'])
  })

  it('verifies with a kid that is only the name of a key of the issuer', async () => {
    const { world, sign } = await anIssuer()
    for (const kid of ['rs', '#rs'])
      expect((await verify(world, await sign({ header: { kid } }))).outcome).to.equal('verified')
    expect(objections(await verify(world, await sign({ header: { kid: 'other' } })))).to.deep.equal([
      'issuer-key-not-listed',
    ])
  })

  it('is unknown under a key beside the issuer that the issuer does not list', async () => {
    const { world, sign } = await anIssuer()
    const { privateKey, publicKey } = pairFor('RS256')
    const kid = 'https://staffroom.example/uploads/key.json'
    world.documents[kid] = await exportJWK(publicKey)
    const report = await verify(world, await sign({ key: privateKey, header: { kid } }))
    expect(report).to.include({ verified: false, outcome: 'unknown' })
    expect(objections(report)).to.include('issuer-key-unbound')
  })

  it('is rejected with another key of the right name', async () => {
    const { world, sign } = await anIssuer()
    const report = await verify(world, await sign({ key: pairFor('RS256').privateKey }))
    expect(objections(report)).to.deep.equal(['jwt-tampered'])
  })

  it('is rejected with a key of another type than the algorithm', async () => {
    const { world } = await anIssuer('ES256')
    const { privateKey } = pairFor('RS256')
    const jwt = await new CompactSign(Buffer.from(JSON.stringify(payload())))
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: KID })
      .sign(privateKey)
    expect(objections(await verify(world, jwt))).to.deep.equal(['jwt-tampered'])
  })

  for (const [claim, value] of Object.entries({
    iss: 'https://evil.example',
    jti: 'urn:uuid:other',
    sub: 'did:example:eve',
    nbf: 0,
    exp: 9_999_999_999,
  })) {
    it(`is rejected when ${claim} disagrees with the credential`, async () => {
      const { world, sign } = await anIssuer()
      const report = await verify(world, await sign({ claims: { [claim]: value } }))
      expect(report.outcome).to.equal('not-verified')
      expect(report.checks.find(({ code }) => code === 'jwt-claim-mismatch')?.values).to.deep.equal({ claim })
    })
  }

  it('ends when its exp says, where the credential says nothing', async () => {
    const { world, sign } = await anIssuer()
    const validUntil = undefined
    const standing = await verify(world, await sign({ claims: { validUntil } }))
    expect(standing.outcome).to.equal('verified')
    expect(standing.credential).to.include({ validUntil: '2031-02-01T00:00:00Z' })
    const expired = await verify(world, await sign({ claims: { validUntil, exp: seconds(NOW) - 1 } }))
    expect([expired.outcome, expired.status]).to.deep.equal(['not-verified', 'expired'])
    const unreadable = await verify(world, await sign({ claims: { validUntil, exp: '2031' } }))
    expect(objections(unreadable)).to.deep.equal(['jwt-claim-mismatch'])
  })

  it('may round its dates to seconds either way, and by no more', async () => {
    const { world, sign } = await anIssuer()
    const validFrom = '2026-02-01T09:30:00.600Z'
    const from = new Date(validFrom).getTime() / 1000
    for (const nbf of [from, Math.floor(from), Math.ceil(from)])
      expect((await verify(world, await sign({ claims: { validFrom, nbf } }))).outcome).to.equal('verified')
    for (const nbf of [from + 1, from - 1])
      expect(objections(await verify(world, await sign({ claims: { validFrom, nbf } })))).to.deep.equal([
        'jwt-claim-mismatch',
      ])
  })

  describe('of version 1.1 of the data model, in which the credential is a claim', () => {
    const V1 = 'https://www.w3.org/2018/credentials/v1'
    /** As that version writes it; `vc` may leave out what the claims say. */
    function inClaim(change: (vc: Draft, claims: Draft) => unknown = () => undefined): Claims {
      const { validFrom, validUntil, ...vc }: Draft = structuredClone(buildCredential(anAward()))
      const { iss, jti, nbf, exp } = payload() as Draft
      vc['@context'][0] = V1
      const claims = { iss, jti, nbf, exp, sub: 'did:example:ada', vc: { ...vc, issuanceDate: validFrom } }
      claims.vc.credentialSubject.id = claims.sub
      claims.vc.expirationDate = '2031-02-01T00:00:00Z'
      change(claims.vc, claims)
      return claims
    }
    async function judged(change?: (vc: Draft, claims: Draft) => unknown) {
      const { world, sign } = await anIssuer()
      return verify(world, await sign({ body: inClaim(change) }))
    }

    it('verifies, and is reported on as the credential that it is', async () => {
      const report = await judged()
      expect(objections(report)).to.deep.equal([])
      expect(report).to.include({ outcome: 'verified', status: 'active' })
      expect(report.credential).to.include({ id: anAward().id, issuanceDate: '2026-02-01T09:30:00Z' })
      expect(report.issuer).to.include({ id: ISSUER, name: 'Fjordskolen network' })
    })

    it('says what its claims say, where it leaves that out', async () => {
      const report = await judged(vc => {
        for (const name of ['id', 'issuanceDate', 'expirationDate']) delete vc[name]
        delete vc.credentialSubject.id
      })
      expect(report.outcome).to.equal('verified')
      expect(report.credential).to.deep.equal({ ...(inClaim().vc as object) })
    })

    it('is rejected where it disagrees with its claims', async () => {
      const changes: Record<string, (vc: Draft) => unknown> = {
        iss: vc => {
          vc.issuer.id = 'https://evil.example'
        },
        jti: vc => {
          vc.id = 'urn:uuid:other'
        },
        sub: vc => {
          vc.credentialSubject.id = 'did:example:eve'
        },
        nbf: vc => {
          vc.issuanceDate = '2026-02-02T09:30:00Z'
        },
        exp: vc => {
          vc.expirationDate = '2041-02-01T00:00:00Z'
        },
      }
      for (const [claim, change] of Object.entries(changes)) {
        const report = await judged(change)
        expect(report.outcome, claim).to.equal('not-verified')
        expect(report.checks.find(({ code }) => code === 'jwt-claim-mismatch')?.values, claim).to.deep.equal({ claim })
      }
    })

    it('is the one beside it, where there are two', async () => {
      const { world, sign } = await anIssuer()
      const report = await verify(
        world,
        await sign({ claims: { vc: { ...(inClaim().vc as object), name: 'Grander' } } }),
      )
      expect(report.credential).to.include({ name: payload().name })
    })
  })

  it('is rejected without the claims that the standard requires', async () => {
    const { world, sign } = await anIssuer()
    for (const claim of ['iss', 'jti', 'nbf', 'exp']) {
      expect(objections(await verify(world, await sign({ claims: { [claim]: undefined } }))), claim).to.deep.equal([
        'jwt-claim-mismatch',
      ])
    }
  })

  it('may say that it is a credential in the words of either version of the data model', async () => {
    const { world, sign } = await anIssuer()
    for (const header of [{ typ: 'vc+jwt' }, { typ: 'vc+jwt', cty: 'vc' }, { typ: 'vc+ld+json+jwt' }]) {
      const report = await verify(world, await sign({ header: { kid: KID, ...header } }))
      expect(report.verified, JSON.stringify(header)).to.equal(true)
    }
  })

  it('verifies with the jwk in its header that a did:key is made of, and with no other', async () => {
    const { world, sign, privateKey, publicKey } = await anIssuer('EdDSA')
    const raw = Buffer.from((await exportJWK(publicKey)).x!, 'base64url')
    const id = `did:key:${encodeBase58(Buffer.concat([Buffer.from([0xed, 1]), raw]))}`
    const claims = { issuer: { ...(payload().issuer as object), id }, iss: id }
    const own = await sign({ claims, key: privateKey, header: { jwk: await exportJWK(publicKey) } })
    expect((await verify(world, own)).verified).to.equal(true)
    const thief = pairFor('EdDSA')
    const forged = await sign({ claims, key: thief.privateKey, header: { jwk: await exportJWK(thief.publicKey) } })
    const report = await verify(world, forged)
    expect([report.outcome, objections(report)]).to.deep.equal(['not-verified', ['issuer-key-not-listed']])
  })

  it('is rejected with extra members in its header', async () => {
    const { world, sign } = await anIssuer()
    for (const extra of [
      { jku: 'https://evil.example/keys' },
      { x5u: 'https://evil.example/cert' },
      { cty: 'JWT' },
      { typ: 'JOSE' },
    ]) {
      const report = await verify(world, await sign({ header: { kid: KID, ...extra } }))
      expect(objections(report), JSON.stringify(extra)).to.deep.equal(['jwt-header-invalid'])
    }
  })

  it('is rejected with neither or both of kid and jwk', async () => {
    const { world, sign, jwk } = await anIssuer()
    for (const header of [{}, { kid: KID, jwk }]) {
      expect(objections(await verify(world, await sign({ header })))).to.deep.equal(['jwt-header-invalid'])
    }
  })

  it('is rejected where its credential is not one', async () => {
    const { world, sign } = await anIssuer()
    const report = await verify(world, await sign({ claims: { credentialSubject: { type: ['AchievementSubject'] } } }))
    expect(objections(report)).to.include('structure-invalid')
  })

  it('is rejected once it has expired', async () => {
    const { world, sign } = await anIssuer()
    const validUntil = '2026-02-28T00:00:00Z'
    const report = await verify(world, await sign({ claims: { validUntil, exp: seconds(new Date(validUntil)) } }))
    expect(report.status).to.equal('expired')
  })

  it('is rejected where it is no token', async () => {
    const world = await aWorld()
    for (const jwt of [
      'a.b.c',
      '..',
      `${compact('[]', '[]')}.`,
      `${compact({ alg: 'RS256' }, { hello: 'world' })}.c2ln`,
    ]) {
      expect(objections(await verify(world, jwt)), jwt).to.deep.equal(['jwt-malformed'])
    }
  })
})
