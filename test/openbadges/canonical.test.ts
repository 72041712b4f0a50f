import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { expect } from 'chai'
import { canonicalForm, fastCanonicalForm } from '../../server/openbadges/canonical/canonicalForm.js'
import { constant } from '../../server/openbadges/canonical/constant.js'
import { loadContext } from '../../server/openbadges/contexts.js'
import {
  buildCredential,
  buildTranscript,
  keepAchievement,
  type SignedCredential,
} from '../../server/openbadges/index.js'
import { anAward } from './support/anAward.js'
import { hostile } from './support/hostile.js'
import { random, randomCredential } from './support/randomCredential.js'

const isSlow = process.env.STAFFROOM_SLOW === '1'
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000)
const CREDENTIALS = isSlow ? 10_000 : 1_000
const ATTACKS = isSlow ? 10_000 : 500

/** What the library says: its canonical form, or undefined where it refuses. */
async function libraryForm(document: object): Promise<string | undefined> {
  return cryptosuite.canonize(document, { documentLoader: loadContext }).catch(() => undefined)
}

async function ownForm(document: Record<string, unknown>): Promise<string | undefined> {
  return canonicalForm(document).catch(() => undefined)
}

describe(`the canonical form (seed ${SEED})`, function () {
  this.timeout(isSlow ? 3_600_000 : 120_000)

  it('of a credential of ours is found the fast way', async () => {
    const credential = buildCredential(anAward())
    expect(fastCanonicalForm(credential))
      .to.be.a('string')
      .that.equals(await libraryForm(credential))
  })

  it(`is that of the library, byte for byte, for ${CREDENTIALS} random credentials`, async () => {
    const next = random(SEED)
    let fast = 0
    for (let n = 0; n < CREDENTIALS; n++) {
      const credential = randomCredential(next)
      if (fastCanonicalForm(credential) !== undefined) fast++
      if ((await ownForm(credential)) !== (await libraryForm(credential)))
        expect.fail(`credential ${n}: ${JSON.stringify(credential)}`)
    }
    expect(fast / CREDENTIALS, 'found the fast way').to.be.above(0.5)
  })

  it(`is never found where the library refuses, in ${ATTACKS} hostile documents`, async () => {
    const next = random(SEED + 1)
    for (let n = 0; n < ATTACKS; n++) await agree(hostile(randomCredential(next), next), n)
  })

  it('is left to the library where two blank nodes look alike', async () => {
    const twin = { type: ['Evidence'], name: 'Twin' }
    const credential = { ...buildCredential(anAward()), evidence: [twin, { ...twin }] }
    expect(fastCanonicalForm(credential)).to.equal(undefined)
    expect(await ownForm(credential))
      .to.be.a('string')
      .that.equals(await libraryForm(credential))
  })

  it('is that of the library with any number of twins, in lists, in one another and in several credentials', async () => {
    const twins = (count: number, more: object = {}) =>
      Array.from({ length: count }, () => ({ type: ['Evidence'], name: 'Twin', ...more }))
    const credential = buildCredential(anAward())
    const inner = { ...credential, id: 'urn:uuid:9e9b9c3e-7a5c-4d6f-8f4e-0e1d2c3b4a59', evidence: twins(3) }
    for (const document of [
      { ...credential, evidence: [...twins(7), ...twins(2, { description: 'Another' })] },
      {
        ...credential,
        evidence: twins(2),
        credentialSubject: { ...(credential.credentialSubject as object), result: [] },
      },
      buildTranscript({
        id: 'urn:uuid:0e9b9c3e-7a5c-4d6f-8f4e-0e1d2c3b4a59',
        name: 'Transcript',
        issuer: anAward().issuer,
        recipient: { email: 'ada@staffroom.example', salt: 'salt' },
        validFrom: anAward().validFrom,
        credentials: [credential, inner].map(each => ({ ...each, proof: [] })) as unknown as SignedCredential[],
        associations: [],
      }),
    ]) {
      expect(fastCanonicalForm(document)).to.equal(undefined)
      expect(await ownForm(document))
        .to.be.a('string')
        .that.equals(await libraryForm(document))
    }
  })

  it('says once what stands twice', async () => {
    const credential = buildCredential(anAward())
    const issuer = credential.issuer as { id: string }
    const subject = credential.credentialSubject as { achievement: object }
    const achievement = { ...subject.achievement, creator: issuer, tag: ['again', 'again'] }
    const repeating = { ...credential, credentialSubject: { ...subject, achievement } }
    expect(fastCanonicalForm(repeating))
      .to.be.a('string')
      .that.equals(await libraryForm(repeating))
  })

  it('is not found for an empty graph, which the library drops and therefore refuses', async () => {
    const credential = { ...buildCredential(anAward()), proof: {} }
    expect(await libraryForm(credential)).to.equal(undefined)
    expect(fastCanonicalForm(credential)).to.equal(undefined)
  })

  it('leaves an empty list that stands twice to the library, which writes it twice', async () => {
    const credential = buildCredential(anAward())
    const subject = credential.credentialSubject as { achievement: object }
    const empty = { id: 'https://a.example/1', type: ['ResultDescription'], allowedValue: [] }
    const achievement = { ...subject.achievement, resultDescription: [empty, { ...empty }] }
    const repeating = { ...credential, credentialSubject: { ...subject, achievement } }
    expect(fastCanonicalForm(repeating)).to.equal(undefined)
    expect(await ownForm(repeating))
      .to.be.a('string')
      .that.equals(await libraryForm(repeating))
  })

  it('is the same with an achievement that is kept, whatever it shares with the rest', async () => {
    const next = random(SEED + 2)
    for (let n = 0; n < 100; n++) {
      const credential = randomCredential(next) as { credentialSubject: { achievement: object } }
      const subject = credential.credentialSubject
      const kept = constant(structuredClone(subject.achievement))
      const whole = { ...credential, credentialSubject: { ...subject, achievement: kept } }
      expect(fastCanonicalForm(whole), `${n}`).to.equal(fastCanonicalForm(credential))
      expect(fastCanonicalForm(whole), `${n} again`).to.equal(fastCanonicalForm(credential))
    }
  })

  it('of awards of a kept achievement is that of the library, and the achievement can no longer change', async () => {
    const { achievement } = anAward()
    keepAchievement(achievement)
    for (const id of ['https://a.example/1', 'https://a.example/2', achievement.id]) {
      const credential = buildCredential({ ...anAward(), id, achievement })
      expect(fastCanonicalForm(credential))
        .to.be.a('string')
        .that.equals(await libraryForm(credential))
    }
    expect(() => {
      achievement.rubric[0]!.levels[0]!.name = 'Another'
    }).to.throw(TypeError)
  })

  it('does not outlive the document that it was made of', async () => {
    const credential = buildCredential(anAward())
    const before = fastCanonicalForm(credential)
    ;(credential.issuer as { name: string }).name = 'Somebody else'
    expect(fastCanonicalForm(credential)).not.to.equal(before)
  })

  async function agree(document: Record<string, unknown>, n: number) {
    const own = fastCanonicalForm(document)
    if (own !== undefined && own !== (await libraryForm(document)))
      expect.fail(`attack ${n}: ${JSON.stringify(document)}`)
  }
})
