import { expect } from 'chai'
import {
  FetchFailed,
  FetchRefused,
  type LegacyDocument,
  verifyBadge,
  verifyLegacyInChild,
} from '../../server/openbadges/index.js'
import { NOW } from './support/anAward.js'
import { aPng } from './support/images.js'
import { codes, objections } from './support/world.js'

const AT = 'https://old.example'
const ASSERTION = `${AT}/assertions/1.json`
const CONTEXT = 'https://w3id.org/openbadges/v1'
const HASH = 'sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399'

const assertion = (over: object = {}) => ({
  '@context': CONTEXT,
  type: 'Assertion',
  id: ASSERTION,
  uid: 'a-1',
  recipient: { type: 'email', identity: HASH, hashed: true, salt: 'Kosher' },
  issuedOn: '2014-05-01T00:00:00Z',
  badge: `${AT}/badge.json`,
  verify: { type: 'hosted', url: ASSERTION },
  ...over,
})
const badgeClass = {
  '@context': CONTEXT,
  type: 'BadgeClass',
  id: `${AT}/badge.json`,
  name: 'Web maker',
  description: 'Made a page',
  image: `${AT}/badge.png`,
  criteria: `${AT}/criteria`,
  issuer: `${AT}/issuer.json`,
}
const issuer = { '@context': CONTEXT, type: 'Issuer', id: `${AT}/issuer.json`, name: 'Old school', url: AT }

/** A web of OB 1.1 documents, with some of them replaced. */
function aWeb(over: Record<string, unknown> = {}) {
  const documents: Record<string, unknown> = {
    [ASSERTION]: assertion(),
    [badgeClass.id]: badgeClass,
    [issuer.id]: issuer,
    [badgeClass.image]: aPng(),
    ...over,
  }
  const fetched: string[] = []
  const fetchFile = async (url: string): Promise<LegacyDocument> => {
    fetched.push(url)
    const document = documents[url]
    if (document instanceof Error) throw document
    if (document === undefined) throw new FetchFailed('Not found', 404)
    if (document instanceof Uint8Array) return { status: 200, contentType: 'image/png', bytes: document }
    return { status: 200, contentType: 'application/json', bytes: Buffer.from(JSON.stringify(document)) }
  }
  return { documents, fetched, fetchFile }
}

function verify(badge: object, web = aWeb(), asked: { now?: Date; expectedRecipient?: string } = {}) {
  const verifyLegacy = (input: unknown) => verifyLegacyInChild(input, { fetchFile: web.fetchFile })
  const fetchJson = async () => {
    throw new FetchFailed('Nothing else is fetched')
  }
  const input = { kind: 'ob1-json', assertion: { ...badge }, container: 'text', text: '' } as const
  return verifyBadge(input, { now: NOW, fetchJson, verifyLegacy, ...asked })
}

describe('an Open Badges 1.1 badge', () => {
  it('verifies where its issuer hosts the same', async () => {
    const report = await verify(assertion(), aWeb(), { expectedRecipient: 'a@example.com' })
    expect(objections(report)).to.deep.equal([])
    expect(report).to.include({ verified: true, status: 'active' })
    expect(report.issuer).to.deep.equal({ id: issuer.id, name: 'Old school', url: AT })
    expect(codes(report)).to.include.members(['format-open-badges-1', 'hosted-unchanged', 'recipient-matches'])
  })

  it('is rejected where it differs from what the issuer hosts', async () => {
    const report = await verify(assertion({ uid: 'a-2' }))
    expect(report.outcome).to.equal('not-verified')
    expect(objections(report)).to.deep.equal(['hosted-differs'])
  })

  it('is rejected where it is hosted at another origin than its issuer', async () => {
    const elsewhere = 'https://evil.example/1.json'
    const forged = assertion({ id: elsewhere, verify: { type: 'hosted', url: elsewhere } })
    const report = await verify(forged, aWeb({ [elsewhere]: forged }))
    expect(report.outcome).to.equal('not-verified')
    expect(objections(report)).to.deep.equal(['hosted-origin-mismatch'])
  })

  it('is rejected where the issuer has withdrawn it', async () => {
    const report = await verify(assertion(), aWeb({ [ASSERTION]: new FetchFailed('Gone', 410) }))
    expect(report).to.include({ outcome: 'not-verified', status: 'revoked' })
    expect(objections(report)).to.deep.equal(['hosted-gone'])
  })

  it('is rejected once it has expired, and before it was issued', async () => {
    const expiring = assertion({ expires: '2020-01-01' })
    const expired = await verify(expiring, aWeb({ [ASSERTION]: expiring }))
    expect(objections(expired)).to.deep.equal(['period-expired'])
    expect(objections(await verify(assertion(), aWeb(), { now: new Date('2013-01-01') }))).to.deep.equal([
      'period-not-yet-valid',
    ])
  })

  it('is rejected for another recipient', async () => {
    const report = await verify(assertion(), aWeb(), { expectedRecipient: 'eve@example.com' })
    expect(objections(report)).to.deep.equal(['recipient-mismatch'])
  })

  it('is rejected where its structure is wrong, with the field', async () => {
    const report = await verify(assertion({ issuedOn: 'whenever' }))
    expect(report.outcome).to.equal('not-verified')
    expect(report.checks.find(({ code }) => code === 'legacy-structure-invalid')?.values).to.include({
      field: 'assertion.issuedOn',
    })
  })

  it('is unknown where something it needs cannot be fetched', async () => {
    for (const missing of [new FetchFailed('Not found', 404), new FetchRefused('It is a private address.')]) {
      const report = await verify(assertion(), aWeb({ [badgeClass.id]: missing }))
      expect(report).to.include({ verified: false, outcome: 'unknown' })
      expect(objections(report)).to.deep.equal(['legacy-document-unreachable'])
    }
  })

  it('is unknown where nothing here checks such badges', async () => {
    const input = { kind: 'ob1-json', assertion: assertion(), container: 'text', text: '' } as const
    const report = await verifyBadge(input, { now: NOW, fetchJson: async () => ({ document: null }) })
    expect(report.outcome).to.equal('unknown')
    expect(objections(report)).to.deep.equal(['legacy-unavailable'])
  })
})

describe('an Open Badges 0.5 badge', () => {
  const old = {
    recipient: HASH,
    salt: 'Kosher',
    badge: {
      name: 'Web maker',
      description: 'Made a page',
      image: `${AT}/badge.png`,
      criteria: `${AT}/criteria`,
      issuer: { origin: AT, name: 'Old school' },
    },
  }
  const at = (url: string) => {
    const web = aWeb()
    const verifyLegacy = (input: unknown) => verifyLegacyInChild(input, { fetchFile: web.fetchFile })
    return verifyBadge(
      { url },
      { now: NOW, fetchJson: async () => ({ document: { ...old, issued_on: '2012-01-01' } }), verifyLegacy },
    )
  }

  it("verifies at its issuer's address", async () => {
    const report = await at(`${AT}/1.json`)
    expect(objections(report)).to.deep.equal([])
    expect(report.verified).to.equal(true)
  })

  it('is rejected at another address', async () => {
    expect(objections(await at('https://evil.example/1.json'))).to.deep.equal(['hosted-origin-mismatch'])
  })

  it('is unknown as a mere file: nothing in it shows who made it', async () => {
    const report = await verify({ ...old, issued_on: '2012-01-01' })
    expect(report.outcome).to.equal('unknown')
    expect(objections(report)).to.deep.equal(['not-hosted'])
  })
})

describe('the process that checks Open Badges 1.x', () => {
  it('cannot take us down by crashing', async () => {
    const { recipient, ...crashing } = assertion()
    const web = aWeb({ [ASSERTION]: crashing })
    expect(await verifyLegacyInChild(crashing, web)).to.deep.equal({ outcome: 'crashed' })
    expect(objections(await verify(crashing, web))).to.deep.equal(['legacy-crashed'])
  })

  it('is stopped when it takes too long', async () => {
    const start = performance.now()
    const fetchFile = () => new Promise<LegacyDocument>(() => {})
    expect(await verifyLegacyInChild(assertion(), { fetchFile, timeoutMs: 1000 })).to.deep.equal({
      outcome: 'timed-out',
    })
    expect(performance.now() - start).to.be.below(3000)
  })

  it('is stopped when it takes too much memory', async () => {
    const huge = Buffer.from(`[${'[],'.repeat(5_000_000)}1]`)
    const web = aWeb()
    const fetchFile = async (url: string) =>
      url === badgeClass.id ? { status: 200, contentType: 'application/json', bytes: huge } : web.fetchFile(url)
    expect(await verifyLegacyInChild(assertion(), { fetchFile, memoryMb: 96 })).to.deep.equal({ outcome: 'crashed' })
  })

  it('gets no more documents than a badge needs', async () => {
    const extensions = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [
        `extensions:e${i}`,
        { '@context': `${AT}/extension/${i}`, type: ['Extension'] },
      ]),
    )
    const many = assertion(extensions)
    const web = aWeb({ [ASSERTION]: many })
    expect((await verifyLegacyInChild(many, web)).outcome).not.to.equal('valid')
    expect(web.fetched.length).to.be.at.most(20)
  })

  it('lets an error of our own through, instead of blaming the badge', async () => {
    const fetchFile = async () => {
      throw new TypeError('a bug')
    }
    const outcome = await verifyLegacyInChild(assertion(), { fetchFile }).then(
      () => 'reported',
      (error: Error) => error.message,
    )
    expect(outcome).to.equal('a bug')
  })
})
