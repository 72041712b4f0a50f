import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect } from 'chai'
import { CompactSign, exportJWK } from 'jose'
import {
  buildStatusList,
  FetchFailed,
  FetchRefused,
  generateIssuerKey,
  issuerProfile,
  STATUS_LIST_LENGTH,
  signCredential,
  type UnsignedCredential,
} from '../../../server/openbadges/index.js'
import { anAward, ISSUER, NOW } from '../support/anAward.js'
import { type Change, type Draft, issued, LIST, OTHER, status } from '../support/forging.js'
import { aWorld, codes, objections, signed, verify, type World } from '../support/world.js'

describe('what has been revoked, or cannot be shown not to be, is rejected', () => {
  interface Listing {
    key?: World['key']
    revoked?: number[]
    purpose?: 'revocation' | 'suspension'
    issuer?: string
    id?: string
    change?: Change
  }
  const aList = ({ revoked = [], purpose = 'revocation', issuer = ISSUER, id = LIST }: Listing): Promise<Draft> =>
    buildStatusList({
      id,
      issuer: { id: issuer, name: 'Fjordskolen' },
      validFrom: new Date('2026-01-01T00:00:00Z'),
      revoked,
      purpose,
    })
  async function withList(
    listing: Listing,
    entry: Partial<ReturnType<typeof status>> & { purpose?: 'revocation' | 'suspension' } = {},
  ) {
    const world = await aWorld()
    const { key = world.key, change } = listing
    const list = await aList(listing)
    change?.(list)
    world.documents[LIST] = await signCredential(list as UnsignedCredential, key, NOW)
    return { world, credential: await signed(world, { status: status(entry) }) }
  }
  async function checked(listing: Listing, entry: Parameters<typeof withList>[1] = {}) {
    const { world, credential } = await withList(listing, entry)
    return verify(world, credential)
  }
  const encoded = (bits: Uint8Array) => `u${gzipSync(bits).toString('base64url')}`

  it('accepts one that is not revoked among others that are', async () => {
    const report = await checked({ revoked: [6, 8, 0, STATUS_LIST_LENGTH - 1] })
    expect(report).to.include({ verified: true, status: 'active' })
    expect(codes(report)).to.include('status-active')
  })

  it('rejects a revoked credential, at either end of the list and within', async () => {
    for (const statusListIndex of [0, 7, STATUS_LIST_LENGTH - 1]) {
      const report = await checked({ revoked: [statusListIndex] }, { statusListIndex })
      expect(report).to.include({ outcome: 'not-verified', status: 'revoked' })
      expect(objections(report)).to.deep.equal(['status-revoked'])
    }
  })

  it('tells a suspended credential from a revoked one', async () => {
    const report = await checked({ revoked: [7], purpose: 'suspension' }, { purpose: 'suspension' })
    expect(report).to.include({ outcome: 'not-verified', status: 'suspended' })
    expect(objections(report)).to.deep.equal(['status-suspended'])
  })

  it('does not know the status when the list is missing or cannot be fetched', async () => {
    const { world, credential } = await withList({})
    for (const [answer, code] of [
      [undefined, 'status-unreachable'],
      [() => new FetchFailed('It took too long.'), 'status-unreachable'],
      [() => new FetchRefused('It is a private address.'), 'status-fetch-refused'],
    ] as const) {
      world.documents[LIST] = answer
      const report = await verify(world, credential)
      expect(report).to.include({ verified: false, outcome: 'unknown', status: 'unknown' })
      expect(objections(report)).to.deep.equal([code])
    }
  })

  it('rejects a forged list', async () => {
    const { world, credential } = await withList({ revoked: [7] })
    const list: Draft = world.documents[LIST]
    list.credentialSubject.encodedList = encoded(new Uint8Array(STATUS_LIST_LENGTH / 8))
    expect(objections(await verify(world, credential))).to.deep.equal(['status-list-forged'])
  })

  it('rejects a list without a signature', async () => {
    const { world, credential } = await withList({})
    const list: Draft = world.documents[LIST]
    delete list.proof
    expect(objections(await verify(world, credential))).to.deep.equal(['status-list-forged'])
  })

  it("rejects another issuer's list", async () => {
    const key = await generateIssuerKey(OTHER)
    const { world, credential } = await withList({ key, issuer: OTHER })
    world.documents[OTHER] = issuerProfile({ id: OTHER, name: 'Elsewhere' }, [key])
    expect(objections(await verify(world, credential))).to.deep.equal(['status-list-other-issuer'])
  })

  it('rejects another list of the same issuer', async () => {
    expect(objections(await checked({ id: 'https://staffroom.example/status/2' }))).to.deep.equal([
      'status-list-other-id',
    ])
  })

  it('rejects a list for another purpose', async () => {
    expect(objections(await checked({ purpose: 'suspension' }))).to.deep.equal(['status-purpose-mismatch'])
  })

  it('rejects a list that is too short to hide anyone', async () => {
    const short = await checked({
      change: list => {
        list.credentialSubject.encodedList = encoded(new Uint8Array(STATUS_LIST_LENGTH / 8 - 1))
      },
    })
    expect(objections(short)).to.deep.equal(['status-list-short'])
  })

  it('rejects an index beyond the list, and one that is no index', async () => {
    const beyond = await checked({}, { statusListIndex: STATUS_LIST_LENGTH })
    expect(objections(beyond)).to.deep.equal(['status-index-out-of-range'])
    for (const statusListIndex of [-1, 0.5, Number.NaN]) {
      expect(objections(await checked({}, { statusListIndex }))).to.deep.equal(['status-entry-invalid'])
    }
  })

  it('does not inflate a gzip bomb', async () => {
    const bomb = encoded(new Uint8Array(200 * 1024 * 1024))
    const before = process.memoryUsage().arrayBuffers
    const report = await checked({
      change: list => {
        list.credentialSubject.encodedList = bomb
      },
    })
    expect(objections(report)).to.deep.equal(['status-list-oversized'])
    expect(process.memoryUsage().arrayBuffers - before).to.be.below(50 * 1024 * 1024)
  })

  it('rejects a list that cannot be read', async () => {
    for (const encodedList of ['', 'u', 'uAAAA', 'H4sIAAAA', 'z2222']) {
      const report = await checked({
        change: list => {
          list.credentialSubject.encodedList = encodedList
        },
      })
      expect(objections(report), encodedList).to.deep.equal(['status-list-invalid'])
    }
  })

  it('rejects a list that is no list', async () => {
    const { world, credential } = await withList({})
    for (const document of [null, 'list', [], {}, await signed(world)]) {
      world.documents[LIST] = document
      expect(objections(await verify(world, credential))).to.deep.equal(['status-list-invalid'])
    }
  })

  it('does not go by a list that is no longer in force', async () => {
    const ended = (list: Draft) => {
      list.validUntil = '2026-02-28T00:00:00Z'
    }
    const endedOnly = (list: Draft) => {
      ended(list)
      delete list.validFrom
    }
    for (const change of [ended, endedOnly]) {
      const report = await checked({ change })
      expect(report.outcome).to.equal('unknown')
      expect(objections(report)).to.deep.equal(['status-list-outdated'])
    }
  })

  it('rejects several status objects, which the standard does not allow', async () => {
    const report = await issued(c => {
      c.credentialStatus = [{ id: `${LIST}#7`, type: 'BitstringStatusListEntry' }]
    })
    expect(objections(report)).to.deep.equal(['structure-invalid'])
  })

  it('does not know a status of another kind or purpose', async () => {
    const world = await aWorld()
    const message = await issued(c => {
      c.credentialStatus = {
        id: `${LIST}#7`,
        type: 'BitstringStatusListEntry',
        statusPurpose: 'message',
        statusListIndex: '7',
        statusListCredential: LIST,
      }
    }, world)
    expect(message.outcome).to.equal('unknown')
    expect(objections(message)).to.deep.equal(['status-purpose-unsupported'])
  })

  describe('on a list that is a token', () => {
    const KID = `${ISSUER}#rs`
    async function onToken(revoked: number[], claims: object = {}, key?: KeyObject) {
      const world = await aWorld()
      const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
      const method = { id: KID, type: 'JsonWebKey', controller: ISSUER, publicKeyJwk: await exportJWK(publicKey) }
      const profile: Draft = world.documents[ISSUER]
      profile.verificationMethod.push(method)
      profile.assertionMethod.push(KID)
      const list = await aList({ revoked })
      world.documents[LIST] = await new CompactSign(Buffer.from(JSON.stringify({ ...list, ...claims })))
        .setProtectedHeader({ alg: 'RS256', typ: 'vc+jwt', kid: KID })
        .sign(key ?? privateKey)
      return verify(world, await signed(world, { status: status() }))
    }

    it('accepts what is not revoked there, and rejects what is', async () => {
      expect(await onToken([6])).to.include({ outcome: 'verified', status: 'active' })
      expect(await onToken([7])).to.include({ outcome: 'not-verified', status: 'revoked' })
    })

    it('may repeat what it says in claims, but not say something else in them', async () => {
      expect((await onToken([], { iss: ISSUER, jti: LIST })).outcome).to.equal('verified')
      expect(objections(await onToken([], { iss: OTHER }))).to.deep.equal(['status-list-forged'])
    })

    it('rejects one that somebody else signed, and one that has expired', async () => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
      expect(objections(await onToken([], {}, privateKey))).to.deep.equal(['status-list-forged'])
      const over = Math.floor(NOW.getTime() / 1000) - 60
      expect(objections(await onToken([], { exp: over }))).to.deep.equal(['status-list-outdated'])
    })
  })

  it('asks nobody about the status of a forgery', async () => {
    const world = await aWorld()
    const credential = { ...(await signed(world, { status: status() })), name: 'Grander' }
    await verify(world, credential)
    expect(world.fetched).to.deep.equal([ISSUER])
  })

  describe('on a 1EdTech revocation list', () => {
    const revocationList = { id: 'https://staffroom.example/revocations', type: '1EdTechRevocationList' }
    async function listed(list: unknown) {
      const world = await aWorld()
      world.documents[revocationList.id] = list
      return issued(c => {
        c['@context'].push('https://purl.imsglobal.org/spec/ob/v3p0/extensions.json')
        c.credentialStatus = revocationList
      }, world)
    }
    const id = anAward().id

    it('accepts one that is not on it', async () => {
      const report = await listed({
        id: revocationList.id,
        issuer: ISSUER,
        revokedCredential: [{ id: 'urn:other' }, { id, revoked: false }],
      })
      expect(report).to.include({ verified: true, status: 'active' })
    })

    it('rejects one that is, with or without the word', async () => {
      for (const entry of [{ id }, { id, revoked: true }, { id, revocationReason: 'In error' }]) {
        const report = await listed({
          id: revocationList.id,
          issuer: ISSUER,
          revokedCredential: [{ id: 'urn:other' }, entry],
        })
        expect(report).to.include({ outcome: 'not-verified', status: 'revoked' })
      }
    })

    it('reads an entry that stands alone, as JSON-LD lets it', async () => {
      const list = { id: revocationList.id, issuer: ISSUER }
      expect((await listed({ ...list, revokedCredential: { id } })).status).to.equal('revoked')
      expect((await listed({ ...list, revokedCredential: { id: 'urn:other' } })).status).to.equal('active')
    })

    it("rejects another issuer's list and what is no list", async () => {
      expect(objections(await listed({ issuer: OTHER, revokedCredential: [] }))).to.deep.equal([
        'status-list-other-issuer',
      ])
      expect(objections(await listed({ issuer: ISSUER }))).to.deep.equal(['status-list-invalid'])
    })
  })
})
