import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey'
import { cryptosuite as ecdsa } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite'
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey'
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020'
import { cryptosuite as eddsa } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import * as vc from '@digitalbazaar/vc'
import { expect } from 'chai'
import { CREDENTIALS_V1 } from '../../server/openbadges/contexts.js'
import { buildCredential, generateIssuerKey } from '../../server/openbadges/index.js'
import { encodeBase58 } from '../../server/openbadges/multibase.js'
import { anAward, ISSUER, NOW } from './support/anAward.js'
import type { Draft } from './support/forging.js'
import { loader } from './support/oracle.js'
import { aWorld, objections, verify, type World } from './support/world.js'

const DATA_INTEGRITY = 'https://w3id.org/security/data-integrity/v2'
const ED25519_2020 = 'https://w3id.org/security/suites/ed25519-2020/v1'
type Curve = 'P-256' | 'P-384'
interface Made {
  issuer?: string
  change?: (credential: Draft) => unknown
}

/** Publishes a key under the issuer's address, or the issuer's did:key. */
function publish(world: World, controller: string, method: object): void {
  const { id } = method as { id: string }
  world.documents[controller] = { id: controller, verificationMethod: [method], assertionMethod: [id] }
}

/** A credential that Digital Bazaar's libraries signed, as other issuers do. */
async function issuedElsewhere(world: World, suite: object, { issuer = ISSUER, change }: Made = {}): Promise<Draft> {
  const credential: Draft = structuredClone(buildCredential(anAward()))
  credential.issuer.id = issuer
  change?.(credential)
  return vc.issue({ credential, suite, documentLoader: loader(world.documents) })
}

async function withEcdsa(curve: Curve, made: Made = {}) {
  const world = await aWorld()
  const controller = made.issuer ?? ISSUER
  const key = await EcdsaMultikey.generate({ curve, controller })
  const id = `${controller}#${key.publicKeyMultibase}`
  key.id = id
  publish(world, controller, { id, type: 'Multikey', controller, publicKeyMultibase: key.publicKeyMultibase })
  const suite = new DataIntegrityProof({ cryptosuite: ecdsa, signer: key.signer(), date: NOW })
  return { world, key, credential: await issuedElsewhere(world, suite, made) }
}

async function withEd25519(suiteOf: (signer: object) => object, made: Made = {}) {
  const world = await aWorld()
  const key = await Ed25519Multikey.generate({ controller: ISSUER })
  const id = `${ISSUER}#${key.publicKeyMultibase}`
  key.id = id
  publish(world, ISSUER, {
    id,
    type: 'Ed25519VerificationKey2020',
    controller: ISSUER,
    publicKeyMultibase: key.publicKeyMultibase,
  })
  return { world, credential: await issuedElsewhere(world, suiteOf(key.signer()), made) }
}

const asDataModel1 =
  (...contexts: string[]) =>
  (credential: Draft) => {
    credential['@context'] = [CREDENTIALS_V1, 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json', ...contexts]
    credential.issuanceDate = credential.validFrom
    credential.expirationDate = '2031-02-01T00:00:00Z'
    delete credential.validFrom
  }

const tamper = (credential: Draft) => ({ ...credential, name: 'Grander' })

describe('a credential signed with ecdsa-rdfc-2019', () => {
  for (const curve of ['P-256', 'P-384'] as const) {
    it(`verifies with ${curve}, and not once changed`, async () => {
      const { world, credential } = await withEcdsa(curve)
      expect(objections(await verify(world, credential))).to.deep.equal([])
      expect(objections(await verify(world, tamper(credential)))).to.deep.equal(['proof-tampered'])
    })

    it(`verifies under a did:key of ${curve}`, async () => {
      const key = await EcdsaMultikey.generate({ curve })
      const did = `did:key:${key.publicKeyMultibase}`
      key.id = `${did}#${key.publicKeyMultibase}`
      key.controller = did
      const world = await aWorld()
      const suite = new DataIntegrityProof({ cryptosuite: ecdsa, signer: key.signer(), date: NOW })
      const credential = await issuedElsewhere(world, suite, { issuer: did })
      expect(objections(await verify(world, credential))).to.deep.equal([])
    })
  }

  it('is rejected under a key of the other curve, or with an Ed25519 key', async () => {
    const { world, credential } = await withEcdsa('P-256')
    const others = [
      (await EcdsaMultikey.generate({ curve: 'P-384' })).publicKeyMultibase,
      (await generateIssuerKey(ISSUER)).publicKeyMultibase,
    ]
    for (const publicKeyMultibase of others) {
      const profile: Draft = world.documents[ISSUER]
      profile.verificationMethod[0].publicKeyMultibase = publicKeyMultibase
      expect(objections(await verify(world, credential))).to.deep.equal(['proof-tampered'])
    }
  })

  it('is rejected under a point that is not on the curve', async () => {
    const { world, credential } = await withEcdsa('P-256')
    const profile: Draft = world.documents[ISSUER]
    for (const bytes of [
      [0x80, 0x24, 2, ...Array<number>(32).fill(0xff)],
      [0x80, 0x24, 2],
      [0x81, 0x24, 2, ...Array<number>(32).fill(1)],
    ]) {
      profile.verificationMethod[0].publicKeyMultibase = encodeBase58(Uint8Array.from(bytes))
      expect(objections(await verify(world, credential))).to.deep.equal(['issuer-key-malformed'])
    }
  })

  it('is rejected where the proof says that it is of another suite', async () => {
    const { world, credential } = await withEcdsa('P-256')
    credential.proof.cryptosuite = 'eddsa-rdfc-2022'
    expect(objections(await verify(world, credential))).to.deep.equal(['proof-tampered'])
  })

  it('verifies with a key that is published as a JWK', async () => {
    const { world, key, credential } = await withEcdsa('P-384')
    const publicKeyJwk = await EcdsaMultikey.toJwk({ keyPair: key })
    publish(world, ISSUER, { id: key.id, type: 'JsonWebKey', controller: ISSUER, publicKeyJwk })
    expect(objections(await verify(world, credential))).to.deep.equal([])
  })
})

describe('a credential signed with Ed25519Signature2020', () => {
  const suite = (signer: object) => new Ed25519Signature2020({ signer, date: NOW.toISOString() })
  const withContext = (credential: Draft) => credential['@context'].push(ED25519_2020)

  it('verifies, and not once changed', async () => {
    const { world, credential } = await withEd25519(suite, { change: withContext })
    expect(credential.proof.type).to.equal('Ed25519Signature2020')
    expect(objections(await verify(world, credential))).to.deep.equal([])
    expect(objections(await verify(world, tamper(credential)))).to.deep.equal(['proof-tampered'])
  })

  it('is rejected without the context that gives its words a meaning', async () => {
    const { world, credential } = await withEd25519(suite, { change: withContext })
    credential['@context'].pop()
    expect(objections(await verify(world, credential))).to.include('undefined-term')
  })

  it('is rejected where it calls itself a data integrity proof', async () => {
    const { world, credential } = await withEd25519(suite, { change: withContext })
    Object.assign(credential.proof, { type: 'DataIntegrityProof', cryptosuite: 'Ed25519Signature2020' })
    expect(objections(await verify(world, credential))).to.deep.equal(['proof-suite-wrong'])
  })
})

describe('a credential of version 1.1 of the W3C data model, as the first badges of OB 3.0 are', () => {
  const suites = {
    'eddsa-rdfc-2022': [
      (signer: object) => new DataIntegrityProof({ cryptosuite: eddsa, signer, date: NOW }),
      DATA_INTEGRITY,
    ],
    Ed25519Signature2020: [
      (signer: object) => new Ed25519Signature2020({ signer, date: NOW.toISOString() }),
      ED25519_2020,
    ],
  } as const
  for (const [name, [suite, context]] of Object.entries(suites)) {
    it(`verifies with ${name}, and not once changed`, async () => {
      const { world, credential } = await withEd25519(suite, { change: asDataModel1(context) })
      expect(objections(await verify(world, credential))).to.deep.equal([])
      expect(objections(await verify(world, tamper(credential)))).to.deep.equal(['proof-tampered'])
    })
  }

  const [suite, context] = suites['eddsa-rdfc-2022']

  it('is rejected once it has expired, and before it is valid, by the dates of that version', async () => {
    const { world, credential } = await withEd25519(suite, { change: asDataModel1(context) })
    expect((await verify(world, credential, { now: new Date('2031-03-01T00:00:00Z') })).status).to.equal('expired')
    expect((await verify(world, credential, { now: new Date('2026-01-01T00:00:00Z') })).status).to.equal(
      'not-yet-valid',
    )
  })

  it('is rejected without the date that this version requires', async () => {
    const { world, credential } = await withEd25519(suite, { change: asDataModel1(context) })
    delete credential.issuanceDate
    const report = await verify(world, credential)
    expect(report.checks.find(({ code }) => code === 'structure-invalid')?.values).to.deep.equal({
      path: 'issuanceDate',
      problem: 'required',
    })
  })

  it('does not smuggle in the dates of the other version', async () => {
    const { world, credential } = await withEd25519(suite, {
      change: c => {
        asDataModel1(context)(c)
        Object.assign(c, { expirationDate: '2026-02-15T00:00:00Z', validUntil: '2040-01-01T00:00:00Z' })
      },
    })
    expect((await verify(world, credential)).status).to.equal('expired')
  })
})

describe('a did:jwk', () => {
  const alphabet = { kty: 'OKP', crv: 'Ed25519' }
  const didOf = (jwk: object) => `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString('base64url')}`

  it('is the key that it is made of, and no other', async () => {
    const world = await aWorld()
    const key = await Ed25519Multikey.generate({})
    const { x } = (await Ed25519Multikey.toJwk({ keyPair: key })) as { x: string }
    const did = didOf({ ...alphabet, x })
    key.id = `${did}#0`
    key.controller = did
    const suite = new DataIntegrityProof({ cryptosuite: eddsa, signer: key.signer(), date: NOW })
    const credential = await issuedElsewhere(world, suite, { issuer: did })
    expect(objections(await verify(world, credential))).to.deep.equal([])
    credential.proof.verificationMethod = `${did}#1`
    expect(objections(await verify(world, credential))).to.deep.equal(['issuer-key-not-listed'])
    const other = didOf({ ...alphabet, x: Buffer.alloc(32, 7).toString('base64url') })
    const forged = { ...credential, issuer: { ...credential.issuer, id: other } }
    forged.proof = { ...credential.proof, verificationMethod: `${other}#0` }
    expect(objections(await verify(world, forged))).to.deep.equal(['proof-tampered'])
  })

  it('is rejected where it is no key', async () => {
    for (const did of [
      'did:jwk:',
      'did:jwk:e30',
      'did:jwk:%',
      didOf({ ...alphabet, x: 'AA' }),
      `did:jwk:${'A'.repeat(5000)}`,
    ]) {
      const world = await aWorld()
      const key = await generateIssuerKey(did)
      const report = await verify(world, {
        ...buildCredential(anAward({ issuer: { id: did, name: 'x' } })),
        proof: [
          {
            type: 'DataIntegrityProof',
            cryptosuite: 'eddsa-rdfc-2022',
            created: '2026-02-01T00:00:00Z',
            proofPurpose: 'assertionMethod',
            verificationMethod: `${did}#0`,
            proofValue: key.publicKeyMultibase,
          },
        ],
      })
      expect(report.outcome, did.slice(0, 40)).to.equal('not-verified')
    }
  })
})
