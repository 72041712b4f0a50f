import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey'
import { cryptosuite as eddsa } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import * as vc from '@digitalbazaar/vc'
import { expect } from 'chai'
import { CompactSign } from 'jose'
import { clrCredential } from '../../server/openbadges/classes.js'
import { CLR_2, FIRST_CLR_2 } from '../../server/openbadges/clrContext.js'
import { CREDENTIALS_V1, CREDENTIALS_V2, OPEN_BADGES_3 } from '../../server/openbadges/contexts.js'
import {
  buildCredential,
  extractBadge,
  generateRsaKey,
  MAX_CONTENTS,
  type SignedCredential,
  signCredential,
  signCredentialToken,
  type UnsignedCredential,
  type VerificationReport,
  verifyBadge,
} from '../../server/openbadges/index.js'
import { signingKey } from '../../server/openbadges/keys.js'
import { anAward, ISSUER, NOW } from './support/anAward.js'
import type { Draft } from './support/forging.js'
import { bytes } from './support/images.js'
import { loader } from './support/oracle.js'
import { hasSchemas, schema } from './support/schemas.js'
import { aWorld, codes, objections, signed, type World } from './support/world.js'

const FIRST_OPEN_BADGES_3 = 'https://purl.imsglobal.org/spec/ob/v3p0/context.json'
const DATA_INTEGRITY = 'https://w3id.org/security/data-integrity/v2'
const HOLDER = 'did:web:ada.example'
const HOLDER_DOCUMENT = 'https://ada.example/.well-known/did.json'

const verify = (world: World, document: object | string): Promise<VerificationReport> =>
  verifyBadge(extractBadge(bytes(typeof document === 'string' ? document : JSON.stringify(document))), {
    now: NOW,
    fetchJson: world.fetchJson,
  })

const id = (n: number) => `https://staffroom.example/credentials/${n}`
const reasonOf = (report: VerificationReport, code: string) =>
  report.checks.find(each => each.code === code)?.because?.code

function aTranscript(credentials: object[]): Draft {
  return {
    '@context': [CREDENTIALS_V2, CLR_2, OPEN_BADGES_3],
    id: 'https://staffroom.example/transcripts/1',
    type: ['VerifiableCredential', 'ClrCredential'],
    name: 'Transcript',
    issuer: { id: ISSUER, type: ['Profile'], name: 'Fjordskolen network' },
    validFrom: '2026-02-20T00:00:00Z',
    credentialSubject: {
      type: ['ClrSubject'],
      id: HOLDER,
      verifiableCredential: credentials,
      association: [{ type: 'Association', associationType: 'precedes', sourceId: id(1), targetId: id(2) }],
    },
  }
}

async function aSignedTranscript(
  world: World,
  credentials: object[],
  change: (transcript: Draft) => unknown = () => {},
) {
  const transcript = aTranscript(credentials)
  change(transcript)
  return signCredential(transcript as UnsignedCredential, world.key, NOW)
}

describe('a transcript (CLR 2.0)', () => {
  let world: World
  let two: SignedCredential[]
  before(async () => {
    world = await aWorld()
    two = [await signed(world, { id: id(1) }), await signed(world, { id: id(2) })]
  })

  it('verifies where it and all that it holds do, and says so of each', async () => {
    const report = await verify(world, await aSignedTranscript(world, two))
    expect(objections(report)).to.deep.equal([])
    expect(codes(report)).to.include('format-learner-record').and.include('contents-valid')
    expect(report.contents?.map(({ outcome }) => outcome)).to.deep.equal(['verified', 'verified'])
  })

  it("meets 1EdTech's schema", async function () {
    if (!hasSchemas) this.skip()
    const validate = schema('ce_clr_v2p0_clrcredential_schema')
    validate(await aSignedTranscript(world, two))
    expect(validate.errors ?? []).to.deep.equal([])
  })

  it('may say that it holds only a part', async () => {
    const report = await verify(
      world,
      await aSignedTranscript(world, two, transcript => {
        transcript.partial = true
      }),
    )
    expect(objections(report)).to.deep.equal([])
    const changed: Draft = await aSignedTranscript(world, two, transcript => {
      transcript.partial = true
    })
    changed.partial = false
    expect(objections(await verify(world, changed))).to.deep.equal(['proof-tampered'])
  })

  it('may follow version 1.1 of the data model, and the first context of CLR 2.0', async () => {
    const older = (newer: Draft, contexts: string[], over: object = {}): UnsignedCredential => {
      const { validFrom, ...rest } = structuredClone(newer)
      return { ...rest, '@context': [CREDENTIALS_V1, ...contexts, DATA_INTEGRITY], issuanceDate: validFrom, ...over }
    }
    const badge = await signCredential(older(buildCredential(anAward()), [FIRST_OPEN_BADGES_3]), world.key, NOW)
    const verified = async (over: object = {}) => {
      const transcript = older(aTranscript([badge]), [FIRST_CLR_2, FIRST_OPEN_BADGES_3], over)
      return verify(world, await signCredential(transcript, world.key, NOW))
    }
    const report = await verified()
    expect(objections(report)).to.deep.equal([])
    expect(report).to.include({ outcome: 'verified', status: 'active' })
    expect((await verified({ expirationDate: '2026-02-28T00:00:00Z' })).status).to.equal('expired')
    expect(objections(await verified({ issuanceDate: undefined }))).to.deep.equal(['structure-invalid'])
  })

  it('is rejected where a credential in it was tampered with, although the transcript was signed like that', async () => {
    const report = await verify(world, await aSignedTranscript(world, [two[0]!, { ...two[1]!, name: 'Grander' }]))
    expect(report.outcome).to.equal('not-verified')
    expect(objections(report)).to.deep.equal(['content-invalid'])
    expect(reasonOf(report, 'content-invalid')).to.equal('proof-tampered')
  })

  it('is rejected where it was tampered with itself: one left out, added, or another association', async () => {
    const changes = [
      (t: Draft) => t.credentialSubject.verifiableCredential.pop(),
      (t: Draft) => t.credentialSubject.verifiableCredential.push(two[0]),
      (t: Draft) => {
        t.credentialSubject.association[0].associationType = 'replacedBy'
      },
      (t: Draft) => {
        t.name = 'Another'
      },
    ]
    for (const change of changes) {
      const transcript: Draft = structuredClone(await aSignedTranscript(world, two))
      change(transcript)
      expect(objections(await verify(world, transcript)), String(change)).to.deep.equal(['proof-tampered'])
    }
  })

  it('stands with a credential in it that has expired, and says so', async () => {
    const expired = await signed(world, { id: id(3), validUntil: new Date('2026-02-10T00:00:00Z') })
    const report = await verify(world, await aSignedTranscript(world, [two[0]!, expired]))
    expect(report.verified).to.equal(true)
    expect(codes(report)).to.include('content-expired')
  })

  it('does not know where a credential in it is of an issuer that cannot be reached', async () => {
    const elsewhere = await signCredential(
      buildCredential(anAward({ issuer: { id: 'https://gone.example', name: 'Gone' } })),
      { ...world.key, id: `https://gone.example#${world.key.publicKeyMultibase}` },
      NOW,
    )
    const report = await verify(world, await aSignedTranscript(world, [two[0]!, elsewhere]))
    expect(report.outcome).to.equal('unknown')
    expect(objections(report)).to.deep.equal(['content-unknown'])
  })

  it('is rejected without what the standard requires, or with contexts in another order', async () => {
    const broken: [(t: Draft) => unknown, string][] = [
      [t => delete t.name, 'structure-invalid'],
      [t => delete t.credentialSubject.verifiableCredential, 'structure-invalid'],
      [
        t => Object.assign(t.credentialSubject.association[0], { associationType: 'isBetterThan' }),
        'structure-invalid',
      ],
      [t => t['@context'].splice(1, 2, OPEN_BADGES_3, CLR_2), 'context-order'],
      [t => t['@context'].splice(1, 1), 'context-missing'],
    ]
    for (const [change, code] of broken) {
      const transcript = { ...aTranscript(two), proof: two[0]!.proof }
      change(transcript)
      expect(objections(await verify(world, transcript)), String(change)).to.deep.equal([code])
    }
  })

  /** Each for another achievement, as people hold them. */
  const held = (count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, n) => {
        const achievement = { ...anAward().achievement, id: `${anAward().achievement.id}/${n}` }
        return signed(world, { id: id(100 + n), achievement })
      }),
    )

  it('verifies with as many as a transcript of ours holds', async () => {
    const report = await verify(world, await aSignedTranscript(world, await held(MAX_CONTENTS)))
    expect(objections(report)).to.deep.equal([])
  })

  it('is not fetched for, beyond what we check', async () => {
    const report = await verify(world, await aSignedTranscript(world, await held(MAX_CONTENTS + 1)))
    expect(objections(report)).to.deep.equal(['contents-too-many'])
  })

  it('needs all that an association has', () => {
    const transcript = aTranscript(two)
    delete transcript.credentialSubject.association[0].targetId
    const [problem] = clrCredential(transcript, '')
    expect(problem).to.deep.equal({ path: 'credentialSubject.association[0].targetId', problem: 'required' })
  })
})

describe('a presentation', () => {
  let world: World
  let badge: SignedCredential
  let holderKey: Awaited<ReturnType<typeof Ed25519Multikey.generate>>
  beforeEach(async () => {
    world = await aWorld()
    badge = await signed(world)
    holderKey = await Ed25519Multikey.generate({ controller: HOLDER })
    holderKey.id = `${HOLDER}#${holderKey.publicKeyMultibase}`
    const { publicKeyMultibase } = holderKey
    world.documents[HOLDER_DOCUMENT] = {
      id: HOLDER,
      verificationMethod: [{ id: holderKey.id, type: 'Multikey', controller: HOLDER, publicKeyMultibase }],
      authentication: [holderKey.id],
    }
  })

  const presentation = (items: unknown[], over: object = {}): Draft => ({
    '@context': [CREDENTIALS_V2],
    type: ['VerifiablePresentation'],
    verifiableCredential: items,
    ...over,
  })
  /** Signed by Digital Bazaar's library, as wallets do. */
  const presented = (items: object[]): Promise<Draft> =>
    vc.signPresentation({
      presentation: presentation(items, { holder: HOLDER }),
      suite: new DataIntegrityProof({ cryptosuite: eddsa, signer: holderKey.signer(), date: NOW }),
      challenge: 'c',
      documentLoader: loader(world.documents),
    })

  it('of one credential is reported on like the credential, signed or not', async () => {
    const unsigned = await verify(world, presentation([badge]))
    expect(unsigned).to.include({ verified: true, status: 'active' })
    expect(codes(unsigned)).to.include('presentation-unsigned')
    const report = await verify(world, await presented([badge]))
    expect(objections(report)).to.deep.equal([])
    expect(report.checks.find(({ code }) => code === 'presentation-signed')?.values).to.deep.equal({ holder: HOLDER })
    expect(report.issuer?.id).to.equal(ISSUER)
  })

  it('of several verifies where each does', async () => {
    const other = await signed(world, { id: id(2) })
    expect(objections(await verify(world, await presented([badge, other])))).to.deep.equal([])
    const report = await verify(world, presentation([badge, { ...other, name: 'Grander' }]))
    expect(report.outcome).to.equal('not-verified')
    expect(reasonOf(report, 'content-invalid')).to.equal('proof-tampered')
  })

  it('carries tokens, bare or in an envelope', async () => {
    const key = { id: `${ISSUER}/keys/1`, ...(await generateRsaKey()) }
    const profile: Draft = world.documents[ISSUER]
    profile.verificationMethod.push({
      id: key.id,
      type: 'JsonWebKey',
      controller: ISSUER,
      publicKeyJwk: key.publicKeyJwk,
    })
    profile.assertionMethod.push(key.id)
    world.documents[key.id] = key.publicKeyJwk
    const token = await signCredentialToken(buildCredential(anAward()), key)
    const envelope = { id: `data:application/vc+jwt,${token}`, type: ['EnvelopedVerifiableCredential'] }
    for (const item of [token, envelope]) {
      const report = await verify(world, presentation([item]))
      expect(objections(report)).to.deep.equal([])
      expect(codes(report)).to.include('jwt-valid')
    }
  })

  it('is rejected where it was tampered with, or signed by somebody else, or for another purpose', async () => {
    const tampered = { ...(await presented([badge])), holder: 'did:web:eve.example' }
    expect(objections(await verify(world, tampered))).to.deep.equal(['presentation-invalid'])
    const fewer = { ...(await presented([badge, await signed(world, { id: id(2) })])), verifiableCredential: [badge] }
    expect(reasonOf(await verify(world, fewer), 'presentation-invalid')).to.equal('proof-tampered')
    const document: Draft = world.documents[HOLDER_DOCUMENT]
    Object.assign(document, { authentication: [], assertionMethod: [holderKey.id] })
    const report = await verify(world, await presented([badge]))
    expect(reasonOf(report, 'presentation-invalid')).to.equal('issuer-key-not-for-credentials')
  })

  it('is rejected where there is nothing in it', async () => {
    expect(objections(await verify(world, presentation([])))).to.deep.equal(['contents-none'])
  })

  it('is rejected where what it holds is no credential', async () => {
    for (const item of ['a.b.c', 7, { hello: 'world' }, { ...presentation([badge]) }])
      expect((await verify(world, presentation([item]))).outcome, JSON.stringify(item)?.slice(0, 40)).to.equal(
        'not-verified',
      )
  })

  describe('as a token', () => {
    const token = async (payload: object, header: object = {}) => {
      return new CompactSign(Buffer.from(JSON.stringify(payload)))
        .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT', kid: holderKey.id, ...header })
        .sign(signingKey(holderKey))
    }

    it('verifies in the words of both versions of the data model', async () => {
      for (const payload of [
        { iss: HOLDER, vp: presentation([badge]) },
        { iss: HOLDER, ...presentation([badge], { holder: HOLDER }) },
      ]) {
        const report = await verify(world, await token(payload))
        expect(objections(report)).to.deep.equal([])
        expect(codes(report)).to.include('presentation-signed')
      }
    })

    it('is rejected once it has expired, where it was tampered with, and with an algorithm that proves nothing', async () => {
      const payload = { iss: HOLDER, ...presentation([badge]) }
      const expired = await verify(world, await token({ ...payload, exp: NOW.getTime() / 1000 - 60 }))
      expect(objections(expired)).to.deep.equal(['presentation-expired'])
      const [header, , signature] = (await token(payload)).split('.')
      const other = Buffer.from(JSON.stringify({ ...payload, iss: HOLDER, nonce: 'x' })).toString('base64url')
      expect(reasonOf(await verify(world, `${header}.${other}.${signature}`), 'presentation-invalid')).to.equal(
        'jwt-tampered',
      )
      const none = Buffer.from(JSON.stringify({ alg: 'none', kid: holderKey.id })).toString('base64url')
      expect(objections(await verify(world, `${none}.${other}.`))).to.deep.equal(['jwt-algorithm-refused'])
    })
  })
})
