import { expect } from 'chai'
import {
  buildCredential,
  buildEndorsement,
  buildStatusList,
  didDocument,
  generateIssuerKey,
  hashIdentity,
  issuerProfile,
  signCredential,
} from '../../server/openbadges/index.js'
import type { JsonObject } from '../../server/openbadges/json.js'
import { ISSUER, NOW } from './support/anAward.js'
import { anAwardInFull } from './support/everything.js'
import { referenceVerifies } from './support/oracle.js'
import { hasSchemas, schema } from './support/schemas.js'
import { verifierCoreSays } from './support/verifierCore.js'
import { aWorld, codes, objections, verify } from './support/world.js'

const LIST = 'https://staffroom.example/status/1'
const ENDORSER = 'https://endorser.example/issuers/1'

async function aFullWorld() {
  const world = await aWorld()
  const list = {
    id: LIST,
    issuer: { id: ISSUER, name: 'Fjordskolen network' },
    validFrom: NOW,
    revoked: [],
    purpose: 'revocation' as const,
  }
  world.documents[LIST] = await signCredential(await buildStatusList(list), world.key, NOW)
  const key = await generateIssuerKey(ENDORSER)
  world.documents[ENDORSER] = issuerProfile({ id: ENDORSER, name: 'A university' }, [key])
  const endorse = (endorsed: string) =>
    signCredential(
      buildEndorsement({
        id: 'https://endorser.example/endorsements/1',
        name: 'Endorsement',
        issuer: { id: ENDORSER, name: 'A university' },
        endorsed,
        comment: 'Sound',
        validFrom: NOW,
        validUntil: new Date('2031-01-01T00:00:00Z'),
      }),
      key,
      NOW,
    )
  return { world, endorse }
}

describe('a credential that says everything', () => {
  it("meets 1EdTech's formal schema, and our own model of it", async function () {
    const { world, endorse } = await aFullWorld()
    const award = anAwardInFull()
    const credential = await signCredential(
      buildCredential({ ...award, endorsements: { credentials: [await endorse(award.id)] } }),
      world.key,
      NOW,
    )
    expect(objections(await verify(world, credential))).to.deep.equal([])
    if (!hasSchemas) this.skip()
    const validate = schema('ob_v3p0_achievementcredential_schema')
    validate(credential)
    expect(validate.errors ?? []).to.deep.equal([])
  })

  it('is accepted by the reference implementation', async () => {
    const { world } = await aFullWorld()
    const credential = await signCredential(buildCredential(anAwardInFull()), world.key, NOW)
    expect(await referenceVerifies(credential, world.documents)).to.include({ verified: true })
  })

  it("is accepted by the Digital Credentials Consortium's verifier, which looks up issuers by did:web only", async () => {
    const did = 'did:web:staffroom.example:consortium'
    const key = await generateIssuerKey(did)
    const issuer = { ...anAwardInFull().issuer, id: did }
    const list = { id: LIST, issuer, validFrom: NOW, revoked: [], purpose: 'revocation' as const }
    const credential = await signCredential(buildCredential(anAwardInFull({ issuer })), key, NOW)
    const said = await verifierCoreSays(credential, {
      'https://staffroom.example/consortium/did.json': didDocument(did, [key]),
      [LIST]: await signCredential(await buildStatusList(list), key, NOW),
    })
    expect(said).to.include({ valid_signature: true, revocation_status: true, expiration: true })
  })

  it('is accepted with endorsements of the award, the achievement and the issuer, each verified', async () => {
    const { world, endorse } = await aFullWorld()
    const award = anAwardInFull()
    const credential = buildCredential({
      ...award,
      issuer: { ...award.issuer, endorsements: { credentials: [await endorse(award.issuer.id)] } },
      achievement: { ...award.achievement, endorsements: { credentials: [await endorse(award.achievement.id)] } },
      endorsements: { credentials: [await endorse(award.id)] },
    })
    const report = await verify(world, await signCredential(credential, world.key, NOW))
    expect(objections(report)).to.deep.equal([])
    expect(report.checks.find(({ code }) => code === 'endorsements-valid')?.values).to.deep.equal({ count: '3' })
  })

  it('names its holder in several ways, each hashed with a salt of its own unless it is meant to be read', () => {
    const { credentialSubject } = buildCredential(anAwardInFull())
    expect((credentialSubject as JsonObject).identifier).to.deep.equal([
      {
        type: 'IdentityObject',
        hashed: true,
        identityHash: hashIdentity('ada@example.com', 'Kosher'),
        identityType: 'emailAddress',
        salt: 'Kosher',
      },
      {
        type: 'IdentityObject',
        hashed: true,
        identityHash: hashIdentity('sis-77', 'Sel'),
        identityType: 'systemId',
        salt: 'Sel',
      },
      { type: 'IdentityObject', hashed: false, identityHash: 'Ada Ås', identityType: 'name' },
      {
        type: 'IdentityObject',
        hashed: true,
        identityHash: hashIdentity('ada@home.example', 'Grain'),
        identityType: 'emailAddress',
        salt: 'Grain',
      },
    ])
  })

  it('belongs to its holder under each of their addresses', async () => {
    const { world } = await aFullWorld()
    const credential = await signCredential(buildCredential(anAwardInFull()), world.key, NOW)
    for (const expectedRecipient of ['ada@example.com', 'ADA@home.example', 'did:example:ada'])
      expect(codes(await verify(world, credential, { expectedRecipient }))).to.include('recipient-matches')
    expect(codes(await verify(world, credential, { expectedRecipient: 'eve@example.com' }))).to.include(
      'recipient-mismatch',
    )
  })

  it('brings further contexts only for what needs them', () => {
    const contexts = (over: object) => buildCredential(anAwardInFull(over))['@context'].slice(2)
    const extensions = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'
    const terms = 'https://w3id.org/staffroom/terms/v1'
    expect(contexts({})).to.deep.equal([])
    expect(contexts({ refreshService: 'https://staffroom.example/refresh/1' })).to.deep.equal([extensions])
    expect(contexts({ credentialSchemas: ['https://a.example/schema.json'] })).to.deep.equal([extensions])
    expect(contexts({ termsOfUse: [{ mayBeShown: true }] })).to.deep.equal([terms])
  })

  it('signs and verifies with a refresh service, schemas and terms of use, every word of them covered', async function () {
    const { world } = await aFullWorld()
    const award = anAwardInFull({
      refreshService: 'https://staffroom.example/credentials/7f3c',
      credentialSchemas: [
        'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json',
      ],
      termsOfUse: [
        { id: 'https://staffroom.example/terms', mayBeShown: true, mayBeStored: false, statement: 'Ask first' },
      ],
    })
    const credential = await signCredential(buildCredential(award), world.key, NOW)
    expect(objections(await verify(world, credential))).to.deep.equal([])
    expect(await referenceVerifies(credential, world.documents)).to.include({ verified: true })
    for (const change of [{ mayBeStored: true }, { statement: 'No need to ask' }, { id: 'https://evil.example' }]) {
      const [terms] = credential.termsOfUse as JsonObject[]
      const changed = { ...credential, termsOfUse: [{ ...terms, ...change }] }
      expect(objections(await verify(world, changed)), JSON.stringify(change)).to.deep.equal(['proof-tampered'])
    }
    if (!hasSchemas) this.skip()
    const validate = schema('ob_v3p0_achievementcredential_schema')
    validate(credential)
    expect(validate.errors ?? []).to.deep.equal([])
  })
})

describe('an endorsement', () => {
  it("meets 1EdTech's schema", async function () {
    if (!hasSchemas) this.skip()
    const { endorse } = await aFullWorld()
    const validate = schema('ce_ob_v3p0_endorsementcredential_schema')
    validate(await endorse('https://staffroom.example/credentials/7f3c'))
    expect(validate.errors ?? []).to.deep.equal([])
  })
})
