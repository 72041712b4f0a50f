import { expect } from 'chai'
import {
  buildCredential,
  FetchFailed,
  FetchRefused,
  generateIssuerKey,
  issuerProfile,
  signCredential,
} from '../../../server/openbadges/index.js'
import { encodeBase58 } from '../../../server/openbadges/multibase.js'
import { anAward, ISSUER, NOW } from '../support/anAward.js'
import { type Draft, OTHER } from '../support/forging.js'
import { aWorld, objections, Redirect, signed, verify, type World } from '../support/world.js'

describe('an issuer that does not answer for the key is rejected', () => {
  it('rejects a key of somebody else', async () => {
    const world = await aWorld()
    const key = await generateIssuerKey(OTHER)
    world.documents[OTHER] = issuerProfile({ id: OTHER, name: 'Elsewhere' }, [key])
    const report = await verify(world, await signCredential(buildCredential(anAward()), key, NOW))
    expect(objections(report)).to.deep.equal(['issuer-controller-mismatch'])
  })

  it('rejects a key that claims the issuer but that the issuer does not list', async () => {
    const world = await aWorld()
    const report = await verify(
      world,
      await signCredential(buildCredential(anAward()), await generateIssuerKey(ISSUER), NOW),
    )
    expect(report.outcome).to.equal('not-verified')
    expect(objections(report)).to.deep.equal(['issuer-key-not-listed'])
  })

  it('rejects a listed key whose controller is another', async () => {
    const world = await aWorld()
    const credential = await signed(world)
    const profile: Draft = world.documents[ISSUER]
    profile.verificationMethod[0].controller = OTHER
    expect(objections(await verify(world, credential))).to.deep.equal(['issuer-controller-mismatch'])
  })

  it('rejects a key that is listed for something else', async () => {
    const world = await aWorld()
    const profile: Draft = world.documents[ISSUER]
    Object.assign(profile, { assertionMethod: [], authentication: [world.key.id] })
    expect(objections(await verify(world, await signed(world)))).to.deep.equal(['issuer-key-not-for-credentials'])
  })

  it('rejects a listed id with another key in it', async () => {
    const world = await aWorld()
    const profile: Draft = world.documents[ISSUER]
    profile.verificationMethod[0].publicKeyMultibase = (await generateIssuerKey(ISSUER)).publicKeyMultibase
    expect(objections(await verify(world, await signed(world)))).to.deep.equal(['proof-tampered'])
  })

  it('rejects a key that cannot be read, or that is of another kind or length', async () => {
    const raw = Array<number>(32).fill(7)
    const x25519 = encodeBase58(Uint8Array.from([0xec, 0x01, ...raw]))
    const long = encodeBase58(Uint8Array.from([0xed, 0x01, ...raw, 7]))
    for (const publicKeyMultibase of ['z6Mk', 'word', '', x25519, long]) {
      const world = await aWorld()
      const profile: Draft = world.documents[ISSUER]
      profile.verificationMethod[0].publicKeyMultibase = publicKeyMultibase
      expect(objections(await verify(world, await signed(world)))).to.deep.equal(['issuer-key-malformed'])
    }
  })

  describe('where the key has an address of its own', () => {
    const ADDRESS = 'https://staffroom.example/keys/1'
    /** A credential signed with a key at that address, and what stands there and in the issuer's profile. */
    async function signedWith(address: string, change: (profile: Draft, method: Draft) => unknown) {
      const world = await aWorld()
      const key = { ...world.key, id: address }
      const method = { id: address, type: 'Multikey', controller: ISSUER, publicKeyMultibase: key.publicKeyMultibase }
      const profile: Draft = world.documents[ISSUER]
      Object.assign(profile, { verificationMethod: [], assertionMethod: [] })
      world.documents[address.split('#')[0]!] = method
      change(profile, method)
      return verify(world, await signCredential(buildCredential(anAward()), key, NOW))
    }
    const refersTo = (profile: Draft, { id }: Draft) => profile.assertionMethod.push(id)

    it('accepts one that the issuer refers to, or lists, wherever it stands', async () => {
      for (const address of [ADDRESS, `${ADDRESS}#key`, 'https://keys.example/of/staffroom']) {
        expect((await signedWith(address, refersTo)).outcome).to.equal('verified')
        const listed = await signedWith(address, (profile, method) => {
          profile.verificationMethod.push(method)
          refersTo(profile, method)
        })
        expect(listed.outcome).to.equal('verified')
      }
    })

    it('rejects one that only says that it is of this issuer', async () => {
      expect(objections(await signedWith(ADDRESS, () => undefined))).to.deep.equal(['issuer-key-not-listed'])
      const elsewhere = await signedWith('https://evil.example/keys/1', () => undefined)
      expect(objections(elsewhere)).to.deep.equal(['issuer-controller-mismatch'])
    })

    it('rejects one that the issuer refers to for something else, or that is of another controller', async () => {
      const login = await signedWith(ADDRESS, (profile, { id }) => Object.assign(profile, { authentication: [id] }))
      expect(objections(login)).to.deep.equal(['issuer-key-not-listed'])
      const another = await signedWith(ADDRESS, (profile, method) => {
        refersTo(profile, method)
        method.controller = OTHER
      })
      expect(objections(another)).to.deep.equal(['issuer-controller-mismatch'])
    })

    it('rejects one that was revoked, where it stands', async () => {
      const revoked = await signedWith(ADDRESS, (profile, method) => {
        refersTo(profile, method)
        method.revoked = '2026-02-01T00:00:00Z'
      })
      expect(objections(revoked)).to.deep.equal(['issuer-key-revoked'])
    })

    it('does not know of one that cannot be fetched', async () => {
      const world = await aWorld()
      const profile: Draft = world.documents[ISSUER]
      profile.assertionMethod.push(ADDRESS)
      const credential = await signCredential(buildCredential(anAward()), { ...world.key, id: ADDRESS }, NOW)
      expect((await verify(world, credential)).outcome).to.equal('unknown')
    })
  })

  const keyOf = (world: World): Draft => (world.documents[ISSUER] as Draft).verificationMethod[0]
  const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000).toISOString()
  const later = new Date('2026-06-01T00:00:00Z')

  it('rejects all that a revoked key signed, whatever date its proof claims', async () => {
    const world = await aWorld()
    const credential = await signed(world)
    for (const revoked of [at(-1), at(1), 'some day']) {
      keyOf(world).revoked = revoked
      expect(objections(await verify(world, credential, { now: later })), revoked).to.deep.equal(['issuer-key-revoked'])
    }
  })

  it('accepts what a key signed that will be revoked', async () => {
    const world = await aWorld()
    keyOf(world).revoked = at(1)
    expect((await verify(world, await signed(world))).verified).to.equal(true)
  })

  it('rejects what was signed with a key after it expired, and accepts what was signed before', async () => {
    const world = await aWorld()
    const credential = await signed(world)
    keyOf(world).expires = at(-1)
    expect(objections(await verify(world, credential))).to.deep.equal(['issuer-key-expired'])
    keyOf(world).expires = at(1)
    expect((await verify(world, credential, { now: later })).verified).to.equal(true)
    keyOf(world).expires = 'some day'
    expect(objections(await verify(world, credential))).to.deep.equal(['issuer-key-expired'])
  })

  for (const [member, code] of [
    ['revoked', 'issuer-key-revoked'],
    ['expires', 'issuer-key-expired'],
  ] as const) {
    it(`goes by the present for a key with ${member} where a proof does not say when it was made`, async () => {
      const world = await aWorld()
      const profile: Draft = world.documents[ISSUER]
      const { proof, ...credential } = await signed(world)
      const { created: _left, ...undated } = proof[0]!
      profile.verificationMethod[0][member] = '2026-02-28T00:00:00Z'
      expect(objections(await verify(world, { ...credential, proof: [undated] }))).to.deep.equal([code])
    })
  }

  it('rejects a proof from the future under a key that has ended by now', async () => {
    const world = await aWorld()
    const profile: Draft = world.documents[ISSUER]
    profile.verificationMethod[0].revoked = '2026-02-28T00:00:00Z'
    const credential = await signCredential(buildCredential(anAward()), world.key, new Date('2027-01-01T00:00:00Z'))
    expect(objections(await verify(world, credential))).to.deep.equal(['issuer-key-revoked'])
  })

  it('rejects a profile that is about somebody else', async () => {
    const world = await aWorld()
    const profile: Draft = world.documents[ISSUER]
    profile.id = OTHER
    expect(objections(await verify(world, await signed(world)))).to.deep.equal(['issuer-document-invalid'])
  })

  it('rejects a did:key whose fragment is another key', async () => {
    const world = await aWorld()
    const did = `did:key:${(await generateIssuerKey('x')).publicKeyMultibase}`
    const key = await generateIssuerKey(did)
    const award = anAward({ issuer: { id: did, name: 'Elsewhere' } })
    expect(objections(await verify(world, await signCredential(buildCredential(award), key, NOW)))).to.deep.equal([
      'issuer-key-not-listed',
    ])
  })

  it('does not know of an issuer that it cannot reach, or will not', async () => {
    const world = await aWorld()
    const credential = await signed(world)
    for (const [error, code] of [
      [new FetchFailed('It took too long.'), 'issuer-unreachable'],
      [new FetchRefused('It is a private address.'), 'issuer-fetch-refused'],
    ] as const) {
      world.documents[ISSUER] = () => error
      const report = await verify(world, credential)
      expect(report).to.include({ verified: false, outcome: 'unknown', status: 'unknown' })
      expect(objections(report)).to.deep.equal(['proof-not-checkable', code])
    }
  })

  it('does not know of an issuer under a method that it cannot look up', async () => {
    const world = await aWorld()
    const did = 'did:ion:abc'
    const award = anAward({ issuer: { id: did, name: 'Elsewhere' } })
    const report = await verify(world, await signCredential(buildCredential(award), await generateIssuerKey(did), NOW))
    expect(report.outcome).to.equal('unknown')
    expect(objections(report)).to.include('issuer-method-unsupported')
  })

  it('does not look up a did:web that would lead elsewhere', async () => {
    const world = await aWorld()
    for (const did of [
      'did:web:evil.example/x',
      'did:web:user@evil.example',
      'did:web:evil.example:..%2f',
      'did:web:[::1]',
    ]) {
      const award = anAward({ issuer: { id: did, name: 'Elsewhere' } })
      await verify(world, await signCredential(buildCredential(award), await generateIssuerKey(did), NOW))
    }
    expect(
      world.fetched.filter(url => !/^https:\/\/evil\.example\/[A-Za-z0-9%.-]*(\/did\.json)?$/.test(url)),
    ).to.deep.equal([])
  })

  it('lets an error of our own through, instead of blaming the badge', async () => {
    const world = await aWorld()
    const credential = await signed(world)
    world.documents[ISSUER] = () => new TypeError('a bug')
    const outcome = await verify(world, credential).then(
      () => 'reported',
      (error: Error) => error.message,
    )
    expect(outcome).to.equal('a bug')
  })

  it('does not take the word of another site that the issuer redirects to', async () => {
    const world = await aWorld()
    const profile = world.documents[ISSUER]
    const credential = await signed(world)
    const [elsewhere, beside] = ['https://evil.example/profile', ISSUER.replace('://', '://www.')]
    Object.assign(world.documents, { [elsewhere]: profile, [beside]: profile, [ISSUER]: new Redirect(elsewhere) })
    const report = await verify(world, credential)
    expect(report.outcome).to.equal('unknown')
    expect(objections(report)).to.deep.equal(['proof-not-checkable', 'issuer-unreachable'])
    world.documents[ISSUER] = new Redirect(beside)
    expect((await verify(world, credential)).verified).to.equal(true)
  })
})
