import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect } from 'chai'
import {
  buildCredential,
  buildStatusList,
  FetchFailed,
  FetchRefused,
  generateIssuerKey,
  issuerProfile,
  type SignedCredential,
  STATUS_LIST_LENGTH,
  signCredential,
  type UnsignedCredential,
} from '../../server/openbadges/index.js'
import { anAward, ISSUER, NOW } from './support/anAward.js'
import { aWorld, codes, objections, signed, verify, type World } from './support/world.js'

type Change = (credential: Draft) => unknown
/** A credential as loosely as a forger sees it. */
// biome-ignore lint/suspicious/noExplicitAny: a forger respects no types
type Draft = any

const OB3 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
const VC2 = 'https://www.w3.org/ns/credentials/v2'
const LIST = 'https://staffroom.example/status/1'
const status = (over: object = {}) => ({ id: `${LIST}#7`, statusListCredential: LIST, statusListIndex: 7, ...over })
const other = 'https://elsewhere.example/issuers/1'

/** Changed after it was signed. */
async function tampered(change: Change, over: Parameters<typeof signed>[1] = {}) {
  const world = await aWorld()
  const credential: Draft = structuredClone(await signed(world, over))
  change(credential)
  return verify(world, credential)
}

/** Changed first and then signed properly by the issuer. */
async function issued(change: Change, world?: World) {
  const at = world ?? (await aWorld())
  const credential: Draft = structuredClone(buildCredential(anAward()))
  change(credential)
  return verify(at, await signCredential(credential as UnsignedCredential, at.key, NOW))
}

describe('what was changed after signing is rejected', () => {
  const changes: Record<string, Change> = {
    'a tampered name': c => {
      c.name = 'Grander'
    },
    'a tampered salt': c => {
      c.credentialSubject.identifier[0].salt = 'Pepper'
    },
    'tampered evidence': c => {
      c.evidence[0].narrative = 'They rewrote everything.'
    },
    'removed evidence': c => {
      c.evidence.pop()
    },
    'an achieved level that was raised': c => {
      c.credentialSubject.result[0].achievedLevel = 'https://staffroom.example/criteria/noticing/9'
    },
    'credits that were raised': c => {
      c.credentialSubject.creditsEarned = 15
    },
    'an extended validity': c => {
      c.validUntil = '2040-01-01T00:00:00Z'
    },
    'another credential id': c => {
      c.id = 'https://staffroom.example/credentials/8'
    },
    'a tampered proof.created': c => {
      c.proof[0].created = '2026-02-27T12:00:00Z'
    },
    'a status that was removed': c => {
      delete c.credentialStatus
    },
  }
  for (const [name, change] of Object.entries(changes)) {
    it(`rejects ${name}`, async () => {
      const report = await tampered(change, { status: status() })
      expect(report).to.include({ verified: false, outcome: 'not-verified', status: 'unknown' })
      expect(objections(report)).to.deep.equal(['proof-tampered'])
    })
  }
})

describe('a proof that is not one is rejected', () => {
  const changes: Record<string, [Change, string]> = {
    'a corrupt proof': [
      c => {
        c.proof[0].proofValue = c.proof[0].proofValue.replace(/.$/, (l: string) => (l === '2' ? '3' : '2'))
      },
      'proof-tampered',
    ],
    'a proof value that is no multibase': [
      c => {
        c.proof[0].proofValue = 'hello'
      },
      'proof-tampered',
    ],
    'an empty proof value': [
      c => {
        c.proof[0].proofValue = ''
      },
      'proof-tampered',
    ],
    'a proof without a value': [
      c => {
        delete c.proof[0].proofValue
      },
      'proof-malformed',
    ],
    'a proof without a verification method': [
      c => {
        delete c.proof[0].verificationMethod
      },
      'proof-malformed',
    ],
    'a missing proof': [
      c => {
        delete c.proof
      },
      'proof-missing',
    ],
    'an empty list of proofs': [
      c => {
        c.proof = []
      },
      'proof-missing',
    ],
    'an empty proof': [
      c => {
        c.proof = [{}]
      },
      'structure-invalid',
    ],
    'a wrong purpose': [
      c => {
        c.proof[0].proofPurpose = 'authentication'
      },
      'proof-purpose-wrong',
    ],
    'a missing purpose': [
      c => {
        delete c.proof[0].proofPurpose
      },
      'proof-purpose-wrong',
    ],
    'a suite that does not exist': [
      c => {
        c.proof[0].cryptosuite = 'eddsa-rdfc-2023'
      },
      'proof-suite-wrong',
    ],
    'a proof type that does not exist': [
      c => {
        c.proof[0].type = 'DataIntegrity'
      },
      'proof-suite-wrong',
    ],
    'an undefined term in the proof': [
      c => {
        c.proof[0].invented = 'word'
      },
      'undefined-term',
    ],
    'a proof that has expired': [
      c => {
        c.proof[0].expires = '2026-02-28T00:00:00Z'
      },
      'proof-expired',
    ],
  }
  for (const [name, [change, code]] of Object.entries(changes)) {
    it(`rejects ${name}`, async () => {
      const report = await tampered(change)
      expect(report.outcome).to.equal('not-verified')
      expect(objections(report)).to.include(code)
    })
  }

  it('does not claim to know of a suite that it cannot check', async () => {
    const report = await tampered(c => {
      c.proof[0].cryptosuite = 'ecdsa-rdfc-2019'
    })
    expect(report).to.include({ verified: false, outcome: 'unknown' })
    expect(objections(report)).to.deep.equal(['proof-suite-unsupported'])
  })

  it('accepts a credential of which one proof is right', async () => {
    const report = await tampered(c => {
      c.proof = [{ ...c.proof[0], proofValue: `${c.proof[0].proofValue}1` }, c.proof[0]]
    })
    expect(report.verified).to.equal(true)
  })

  it('rejects a credential of which several proofs are wrong', async () => {
    const report = await tampered(c => {
      c.proof = [c.proof[0], c.proof[0]]
      c.name = 'Grander'
    })
    expect(objections(report)).to.deep.equal(['proof-tampered'])
  })
})

describe('undefined terms are rejected, since no signature covers them', () => {
  const places: Record<string, Change> = {
    'at the top': c => {
      c.invented = 'word'
    },
    'in the subject': c => {
      c.credentialSubject.invented = 'word'
    },
    'in the achievement': c => {
      c.credentialSubject.achievement.invented = 'word'
    },
    'in a rubric level': c => {
      c.credentialSubject.achievement.resultDescription[0].rubricCriterionLevel[0].invented = 'word'
    },
    'in a result': c => {
      c.credentialSubject.result[0].invented = 'word'
    },
    'in a piece of evidence': c => {
      c.evidence[1].invented = 'word'
    },
    'in the issuer': c => {
      c.issuer.invented = 'word'
    },
    'as a type': c => {
      c.evidence[0].type.push('Invented')
    },
  }
  for (const [place, change] of Object.entries(places)) {
    it(`rejects one ${place}`, async () => {
      const report = await tampered(change)
      expect(report.outcome).to.equal('not-verified')
      expect(objections(report)).to.deep.equal(['undefined-term'])
    })
  }

  it('names the word', async () => {
    const report = await tampered(c => {
      c.evidence[0].invented = 'word'
    })
    expect(report.checks.find(({ code }) => code === 'undefined-term')?.values).to.deep.equal({ term: 'invented' })
  })

  it('rejects JSON-LD keywords and nulls, which vanish before signing', async () => {
    const changes: Change[] = [
      c => {
        c.evidence[0]['@index'] = 'added'
      },
      c => {
        c['@graph'] = []
      },
      c => {
        c['@reverse'] = {}
      },
      c => {
        c.name = { '@value': 'Formative', '@language': 'en' }
      },
      c => {
        c.description = null
      },
      c => {
        c.evidence.push(null)
      },
    ]
    for (const change of changes) expect(objections(await tampered(change))).to.include('structure-invalid')
  })

  it('rejects nesting that no badge needs', async () => {
    const deep = await tampered(c => {
      for (let i = 0, at = c.issuer; i < 100; i++) at = at.parentOrg = { id: 'urn:x:1', type: ['Profile'] }
    })
    expect(objections(deep)).to.include('structure-invalid')
  })
})

describe('contexts that could change what words mean are rejected', () => {
  const contexts: Record<string, [Change, string]> = {
    'an inline context': [c => c['@context'].push({ name: 'https://evil.example/name' }), 'context-inline'],
    'an inline context in place of all': [
      c => {
        c['@context'] = { '@vocab': 'https://evil.example/' }
      },
      'context-missing',
    ],
    'a nested inline context': [
      c => {
        c.credentialSubject['@context'] = { name: 'https://evil.example/name' }
      },
      'context-inline',
    ],
    'a nested null context': [
      c => {
        c.evidence[0]['@context'] = null
      },
      'context-inline',
    ],
    'a nested known context': [
      c => {
        c.evidence[0]['@context'] = [VC2, OB3]
      },
      'context-inline',
    ],
    'the W3C context dropped': [
      c => {
        c['@context'] = [OB3]
      },
      'context-missing',
    ],
    'the Open Badges context dropped': [
      c => {
        c['@context'] = [VC2]
      },
      'context-missing',
    ],
    'all contexts dropped': [
      c => {
        delete c['@context']
      },
      'context-missing',
    ],
    'reordered contexts': [c => c['@context'].reverse(), 'context-order'],
    'a context between the two': [
      c => c['@context'].splice(1, 0, 'https://w3id.org/security/multikey/v1'),
      'context-order',
    ],
    'an unknown context': [c => c['@context'].push('https://evil.example/context.json'), 'context-unknown'],
    'a context that gives a meaning to any word': [
      c => c['@context'].push('https://www.w3.org/ns/credentials/undefined-terms/v2'),
      'context-unknown',
    ],
    'a context that redefines protected words': [
      c => c['@context'].push('https://www.w3.org/2018/credentials/v1'),
      'context-redefined',
    ],
  }
  for (const [name, [change, code]] of Object.entries(contexts)) {
    it(`rejects ${name}`, async () => {
      const report = await tampered(change)
      expect(report.outcome).to.equal('not-verified')
      expect(objections(report)).to.deep.equal([code])
    })
  }

  it('says that it cannot check version 1 of the data model', async () => {
    const report = await tampered(c => {
      c['@context'][0] = 'https://www.w3.org/2018/credentials/v1'
    })
    expect(report).to.include({ verified: false, outcome: 'unknown' })
    expect(objections(report)).to.include('format-data-model-1')
  })
})

describe('an issuer that does not answer for the key is rejected', () => {
  it('rejects a key of somebody else', async () => {
    const world = await aWorld()
    const key = await generateIssuerKey(other)
    world.documents[other] = issuerProfile({ id: other, name: 'Elsewhere' }, [key])
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
    profile.verificationMethod[0].controller = other
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

  it('rejects a key that cannot be read', async () => {
    const world = await aWorld()
    const profile: Draft = world.documents[ISSUER]
    profile.verificationMethod[0].publicKeyMultibase = 'z6Mk'
    expect(objections(await verify(world, await signed(world)))).to.deep.equal(['issuer-key-malformed'])
  })

  it('rejects a key that the issuer has revoked or that has expired', async () => {
    for (const [member, code] of [
      ['revoked', 'issuer-key-revoked'],
      ['expires', 'issuer-key-expired'],
    ] as const) {
      const world = await aWorld()
      const profile: Draft = world.documents[ISSUER]
      profile.verificationMethod[0][member] = '2026-02-28T00:00:00Z'
      expect(objections(await verify(world, await signed(world)))).to.deep.equal([code])
      profile.verificationMethod[0][member] = '2030-01-01T00:00:00Z'
      expect((await verify(world, await signed(world))).verified, member).to.equal(true)
    }
  })

  it('rejects a profile that is about somebody else', async () => {
    const world = await aWorld()
    const profile: Draft = world.documents[ISSUER]
    profile.id = other
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
})

describe('what is out of its time is rejected', () => {
  it('rejects an expired credential', async () => {
    const world = await aWorld()
    const report = await verify(world, await signed(world, { validUntil: new Date('2026-02-28T00:00:00Z') }))
    expect(report).to.include({ outcome: 'not-verified', status: 'expired' })
    expect(objections(report)).to.deep.equal(['period-expired'])
  })

  it('rejects a credential that is not yet valid', async () => {
    const world = await aWorld()
    const report = await verify(world, await signed(world, { validFrom: new Date('2026-03-02T00:00:00Z') }))
    expect(report).to.include({ outcome: 'not-verified', status: 'not-yet-valid' })
    expect(objections(report)).to.deep.equal(['period-not-yet-valid'])
  })

  it('rejects a credential that would end before it begins', async () => {
    const world = await aWorld()
    const report = await verify(world, await signed(world, { validUntil: new Date('2026-01-01T00:00:00Z') }))
    expect(objections(report)).to.deep.equal(['period-inverted'])
  })

  it('rejects dates without a zone, and dates that are in no calendar', async () => {
    for (const validFrom of ['2026-02-01T09:30:00', '2026-02-30T09:30:00Z', '2026-02-01', 'yesterday']) {
      const report = await issued(c => {
        c.validFrom = validFrom
      })
      expect(objections(report), validFrom).to.deep.equal(['structure-invalid'])
    }
  })
})

describe('what has been revoked, or cannot be shown not to be, is rejected', () => {
  interface Listing {
    key?: World['key']
    revoked?: number[]
    purpose?: 'revocation' | 'suspension'
    issuer?: string
    id?: string
    change?: Change
  }
  async function withList(
    listing: Listing,
    entry: Partial<ReturnType<typeof status>> & { purpose?: 'revocation' | 'suspension' } = {},
  ) {
    const world = await aWorld()
    const { key = world.key, revoked = [], purpose = 'revocation', issuer = ISSUER, id = LIST, change } = listing
    const list: Draft = await buildStatusList({
      id,
      issuer: { id: issuer, name: 'Fjordskolen' },
      validFrom: new Date('2026-01-01T00:00:00Z'),
      revoked,
      purpose,
    })
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
    const key = await generateIssuerKey(other)
    const { world, credential } = await withList({ key, issuer: other })
    world.documents[other] = issuerProfile({ id: other, name: 'Elsewhere' }, [key])
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
    const report = await checked({
      change: list => {
        list.validUntil = '2026-02-28T00:00:00Z'
      },
    })
    expect(report.outcome).to.equal('unknown')
    expect(objections(report)).to.deep.equal(['status-list-outdated'])
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

    it("rejects another issuer's list and what is no list", async () => {
      expect(objections(await listed({ issuer: other, revokedCredential: [] }))).to.deep.equal([
        'status-list-other-issuer',
      ])
      expect(objections(await listed({ issuer: ISSUER }))).to.deep.equal(['status-list-invalid'])
    })
  })
})

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

describe('a refreshed copy', () => {
  const service = { id: 'https://staffroom.example/refresh/1', type: '1EdTechCredentialRefresh' }
  const withRefresh: Change = c => {
    c['@context'].push('https://purl.imsglobal.org/spec/ob/v3p0/extensions.json')
    c.refreshService = service
  }
  async function refreshing(answer: (world: World, original: SignedCredential) => Promise<unknown>) {
    const world = await aWorld()
    const draft: Draft = structuredClone(buildCredential(anAward()))
    withRefresh(draft)
    const original = await signCredential(draft, world.key, NOW)
    world.documents[service.id] = await answer(world, original)
    return verify(world, original)
  }

  it('is used where its issuer signed it', async () => {
    const report = await refreshing(world => signed(world, { validFrom: new Date('2026-02-20T00:00:00Z') }))
    expect(report.verified).to.equal(true)
    expect(codes(report)).to.include('refresh-used')
    expect(report.credential).to.include({ validFrom: '2026-02-20T00:00:00Z' })
  })

  it('is not used where it cannot be had or is no good: the original stands', async () => {
    const answers = [
      async () => undefined,
      async () => 'nothing',
      async (_: World, original: SignedCredential) => ({ ...original, name: 'Grander' }),
    ]
    for (const answer of answers) {
      const report = await refreshing(answer)
      expect(report.verified).to.equal(true)
      expect(codes(report)).to.include('refresh-unavailable')
      expect(report.credential).to.include({ name: anAward().achievement.name })
    }
  })

  it('is rejected where it changes the id or the issuer', async () => {
    const another = await refreshing(world => signed(world, { id: 'https://staffroom.example/credentials/other' }))
    expect(objections(another)).to.deep.equal(['refresh-identity-changed'])
    const elsewhere = await refreshing(world => signed(world, { issuer: { id: other, name: 'Elsewhere' } }))
    expect(objections(elsewhere)).to.deep.equal(['refresh-identity-changed'])
  })

  it('is judged for itself: one that has expired is expired', async () => {
    const report = await refreshing(world => signed(world, { validUntil: new Date('2026-02-28T00:00:00Z') }))
    expect(report.status).to.equal('expired')
  })
})

describe('endorsements', () => {
  async function endorsed(
    change: Change = () => {},
    place: (c: Draft, endorsement: unknown) => void = (c, e) => {
      c.endorsement = [e]
    },
  ) {
    const world = await aWorld()
    const key = await generateIssuerKey(other)
    world.documents[other] = issuerProfile({ id: other, name: 'University' }, [key])
    const endorsement = {
      '@context': [VC2, OB3],
      id: 'https://elsewhere.example/endorsements/1',
      type: ['VerifiableCredential', 'EndorsementCredential'],
      name: 'Endorsement',
      issuer: { id: other, type: ['Profile'], name: 'University' },
      validFrom: '2026-02-10T00:00:00Z',
      credentialSubject: { id: anAward().id, type: ['EndorsementSubject'], endorsementComment: 'Sound work' },
    }
    const signedEndorsement: Draft = await signCredential(endorsement, key, NOW)
    change(signedEndorsement)
    const credential: Draft = structuredClone(buildCredential(anAward()))
    place(credential, signedEndorsement)
    return verify(world, await signCredential(credential, world.key, NOW))
  }

  it('are verified as credentials of their own, wherever they stand', async () => {
    const inAchievement = (c: Draft, e: unknown) => {
      c.credentialSubject.achievement.endorsement = [e]
    }
    for (const report of [await endorsed(), await endorsed(undefined, inAchievement)]) {
      expect(objections(report)).to.deep.equal([])
      expect(codes(report)).to.include('endorsements-valid')
    }
  })

  it('are rejected where they were tampered with or have ended', async () => {
    for (const change of [
      (c: Draft) => {
        c.credentialSubject.endorsementComment = 'Outstanding'
      },
      (c: Draft) => {
        delete c.proof
      },
    ]) {
      const report = await endorsed(change)
      expect(report.outcome).to.equal('not-verified')
      expect(objections(report)).to.deep.equal(['endorsement-invalid'])
    }
  })

  it('are rejected where their contexts are not those of the standard', async () => {
    const report = await endorsed(c => c['@context'].reverse())
    expect(objections(report)).to.deep.equal(['context-order'])
  })
})

describe('trust', () => {
  it('says when the issuer is one that this installation trusts, and otherwise leaves it to the reader', async () => {
    const world = await aWorld()
    const credential = await signed(world)
    expect(codes(await verify(world, credential, { trustedIssuers: new Set([ISSUER]) }))).to.include('issuer-trusted')
    expect(codes(await verify(world, credential))).to.include('issuer-trust-open')
  })
})
