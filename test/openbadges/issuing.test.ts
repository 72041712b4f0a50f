import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey'
import { expect } from 'chai'
import {
  buildCredential,
  buildStatusList,
  credentialJson,
  didDocument,
  generateIssuerKey,
  hashIdentity,
  issuerProfile,
  keepAchievement,
  signCredential,
} from '../../server/openbadges/index.js'
import { anAward, ISSUER, NOW } from './support/anAward.js'
import { referenceIssues, referenceVerifies } from './support/oracle.js'
import { hasSchemas, schema } from './support/schemas.js'
import { verifierCoreSays } from './support/verifierCore.js'
import { aWorld, objections, signed, verify } from './support/world.js'

const STATUS = {
  id: 'https://staffroom.example/status/1#94567',
  statusListCredential: 'https://staffroom.example/status/1',
  statusListIndex: 94567,
}

describe('building a credential', () => {
  it('writes it as JSON does, also where many share their achievement', async () => {
    const { key } = await aWorld()
    const achievement = keepAchievement({ ...anAward().achievement, description: 'A "$&" and a \\ on two\nlines' })
    for (const id of ['https://staffroom.example/credentials/1', 'https://staffroom.example/credentials/2']) {
      const credential = await signCredential(buildCredential(anAward({ id, achievement })), key, NOW)
      expect(credentialJson(credential)).to.equal(JSON.stringify(credential))
    }
    const alone = await signCredential(buildCredential(anAward()), key, NOW)
    expect(credentialJson(alone)).to.equal(JSON.stringify(alone))
  })

  it('hashes an identity as the standard does', () => {
    const vector = 'sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399'
    expect(hashIdentity('a@example.com', 'Kosher')).to.equal(vector)
  })

  it('names the holder only by a salted hash of the case-folded address', () => {
    const credential = buildCredential(anAward())
    expect(JSON.stringify(credential)).not.to.match(/ada@/i)
    expect(credential.credentialSubject).to.deep.include({
      identifier: [
        {
          type: 'IdentityObject',
          hashed: true,
          identityHash: hashIdentity('ada@example.com', 'Kosher'),
          identityType: 'emailAddress',
          salt: 'Kosher',
        },
      ],
    })
  })

  it("meets 1EdTech's formal schema, signed, in full and at its barest", async function () {
    if (!hasSchemas) this.skip()
    const validate = schema('ob_v3p0_achievementcredential_schema')
    const world = await aWorld()
    const bare = anAward({
      evidence: [],
      results: [],
      creditsEarned: undefined,
      source: undefined,
      narrative: undefined,
    })
    bare.achievement = { ...bare.achievement, alignments: [], rubric: [], tags: undefined, imageId: undefined }
    const full = anAward({ status: STATUS, validUntil: new Date('2031-02-01T00:00:00Z') })
    for (const award of [bare, full]) {
      validate(await signCredential(buildCredential(award), world.key, NOW))
      expect(validate.errors ?? []).to.deep.equal([])
    }
  })

  it('writes each fact of the award where the standard wants it', () => {
    const { credentialSubject, ...credential } = buildCredential(anAward({ status: STATUS }))
    expect(credential).to.deep.include({
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
      ],
      validFrom: '2026-02-01T09:30:00Z',
      credentialStatus: {
        id: STATUS.id,
        type: 'BitstringStatusListEntry',
        statusPurpose: 'revocation',
        statusListIndex: '94567',
        statusListCredential: STATUS.statusListCredential,
      },
    })
    expect(credentialSubject).to.deep.include({
      creditsEarned: 1.5,
      source: {
        id: 'https://staffroom.example/panels/9',
        name: 'Review panel',
        description: 'Two reviewers, blind',
        type: ['Profile'],
      },
      result: ['noticing', 'acting'].map(name => ({
        type: ['Result'],
        resultDescription: `https://staffroom.example/criteria/${name}`,
        achievedLevel: `https://staffroom.example/criteria/${name}/3`,
      })),
    })
  })
})

describe('signing a credential', () => {
  it('is accepted by the reference implementation under an HTTPS issuer', async () => {
    const world = await aWorld()
    const result = await referenceVerifies(await signed(world, { status: STATUS }), world.documents)
    expect(result.error?.errors ?? result.error).to.equal(undefined)
    expect(result.verified).to.equal(true)
  })

  it('is accepted by the reference implementation under a did:web', async () => {
    const did = 'did:web:staffroom.example'
    const key = await generateIssuerKey(did)
    const award = anAward({ issuer: { id: did, name: 'Staffroom' } })
    const credential = await signCredential(buildCredential(award), key, NOW)
    expect(await referenceVerifies(credential, { [did]: didDocument(did, [key]) })).to.include({ verified: true })
  })

  it('is no longer accepted by the reference implementation once changed', async () => {
    const world = await aWorld()
    const credential = { ...(await signed(world)), name: 'Another' }
    expect(await referenceVerifies(credential, world.documents)).to.include({ verified: false })
  })

  it("is accepted by the Digital Credentials Consortium's verifier, status list included", async () => {
    const did = 'did:web:staffroom.example:consortium'
    const key = await generateIssuerKey(did)
    const issuer = { id: did, name: 'Staffroom' }
    // That verifier goes by the real clock.
    const validFrom = new Date('2025-01-01T00:00:00Z')
    const credential = await signCredential(buildCredential(anAward({ issuer, validFrom, status: STATUS })), key, NOW)
    const listing = async (revoked: number[]) =>
      signCredential(
        await buildStatusList({ id: STATUS.statusListCredential, issuer, validFrom, revoked, purpose: 'revocation' }),
        key,
        NOW,
      )
    const documents = { 'https://staffroom.example/consortium/did.json': didDocument(did, [key]) }
    const fine = await verifierCoreSays(credential, { ...documents, [STATUS.statusListCredential]: await listing([3]) })
    expect(fine).to.include({ valid_signature: true, expiration: true, revocation_status: true })
    const revoked = await verifierCoreSays(credential, {
      ...documents,
      [STATUS.statusListCredential]: await listing([94567]),
    })
    expect(revoked).to.include({ valid_signature: true, revocation_status: false })
    const tampered = await verifierCoreSays({ ...credential, name: 'Another' }, documents)
    expect(tampered).to.include({ valid_signature: false })
  })

  it('refuses a word that no standard defines, rather than leave it unsigned', async () => {
    const { key } = await aWorld()
    const credential = { ...buildCredential(anAward()), invented: 'word' }
    const refused = await signCredential(credential, key, NOW).then(
      () => 'signed',
      () => 'refused',
    )
    expect(refused).to.equal('refused')
  })

  it('makes keys that the reference implementation reads and signs the same with', async () => {
    const key = await generateIssuerKey(ISSUER)
    const pair = await Ed25519Multikey.from({ ...key, controller: ISSUER, type: 'Multikey' })
    const documents = { [ISSUER]: issuerProfile({ id: ISSUER, name: 'Fjordskolen network' }, [key]) }
    const credential = buildCredential(anAward())
    const theirs = (await referenceIssues(credential, pair.signer(), documents)) as { proof: object }
    const ours = await signCredential(credential, key, NOW)
    expect(theirs.proof).to.deep.equal(ours.proof[0])
  })
})

describe("another implementation's credential", () => {
  it('verifies here when it was issued under a did:key', async () => {
    const world = await aWorld()
    const pair = await Ed25519Multikey.generate({})
    const did = `did:key:${pair.publicKeyMultibase}`
    const named = await Ed25519Multikey.from({
      ...pair,
      id: `${did}#${pair.publicKeyMultibase}`,
      controller: did,
      type: 'Multikey',
    })
    const unsigned = buildCredential(anAward({ issuer: { id: did, name: 'Elsewhere' } }))
    const report = await verify(world, await referenceIssues(unsigned, named.signer(), {}))
    expect(objections(report)).to.deep.equal([])
    expect(report.verified).to.equal(true)
    expect(world.fetched).to.deep.equal([])
  })
})
