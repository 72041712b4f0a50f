import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { buildCredential, signCredential } from '../../../server/openbadges/index.js'
import { anAward, NOW } from '../support/anAward.js'
import { type Draft, issued } from '../support/forging.js'
import { aWorld, codes, objections, signed, verify } from '../support/world.js'

describe('whom it is about', () => {
  it('rejects a subject without id or identifier', async () => {
    for (const identifier of [undefined, []]) {
      const report = await issued(c => {
        if (identifier) c.credentialSubject.identifier = identifier
        else delete c.credentialSubject.identifier
      })
      expect(report.outcome).to.equal('not-verified')
      expect(objections(report)).to.deep.equal(['subject-unidentified'])
    }
  })

  it('rejects a recipient whose hash does not match', async () => {
    const world = await aWorld()
    const report = await verify(world, await signed(world), { expectedRecipient: 'eve@example.com' })
    expect(report).to.include({ verified: false, outcome: 'not-verified' })
    expect(objections(report)).to.deep.equal(['recipient-mismatch'])
  })

  it('recognises the recipient in any case', async () => {
    const world = await aWorld()
    for (const expectedRecipient of ['ada@example.com', 'ADA@example.com', ' Ada@Example.com ']) {
      const report = await verify(world, await signed(world), { expectedRecipient })
      expect(report.verified, expectedRecipient).to.equal(true)
      expect(codes(report)).to.include('recipient-matches')
    }
  })

  it('reads hashes in MD5 and in upper case, and identities that are not hashed', async () => {
    const md5 = `md5$${createHash('md5').update('ada@example.comKosher').digest('hex').toUpperCase()}`
    for (const identity of [
      { hashed: true, identityHash: md5, salt: 'Kosher' },
      { hashed: false, identityHash: 'Ada@example.com' },
    ]) {
      const world = await aWorld()
      const credential: Draft = structuredClone(buildCredential(anAward()))
      credential.credentialSubject.identifier = { type: 'IdentityObject', identityType: 'emailAddress', ...identity }
      const report = await verify(world, await signCredential(credential, world.key, NOW), {
        expectedRecipient: 'ada@example.com',
      })
      expect(codes(report)).to.include('recipient-matches')
    }
  })

  it('does not know whether an address is that of an id', async () => {
    const world = await aWorld()
    const credential: Draft = structuredClone(buildCredential(anAward()))
    credential.credentialSubject.id = 'did:example:ada'
    delete credential.credentialSubject.identifier
    const report = await verify(world, await signCredential(credential, world.key, NOW), {
      expectedRecipient: 'ada@example.com',
    })
    expect(report.outcome).to.equal('unknown')
    expect(objections(report)).to.deep.equal(['recipient-not-comparable'])
  })
})
