import { expect } from 'chai'
import {
  buildCredential,
  generateRsaKey,
  issuerProfile,
  type SignedCredential,
  signCredential,
  signCredentialToken,
} from '../../../server/openbadges/index.js'
import { anAward, ISSUER, NOW } from '../support/anAward.js'
import { type Change, type Draft, OTHER } from '../support/forging.js'
import { aWorld, codes, objections, signed, verify, type World } from '../support/world.js'

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
      (world: World) => signed(world, { validFrom: new Date('2026-01-01T00:00:00Z') }),
    ]
    for (const answer of answers) {
      const report = await refreshing(answer)
      expect(report.verified).to.equal(true)
      expect(codes(report)).to.include('refresh-unavailable')
      expect(report.credential).to.include({ name: anAward().achievement.name })
    }
  })

  it('may be a token', async () => {
    const key = { ...(await generateRsaKey()), id: `${ISSUER}#rs` }
    const newer = (world: World) => signed(world, { validFrom: new Date('2026-02-20T00:00:00Z') })
    const published = await refreshing(async world => {
      world.documents[ISSUER] = issuerProfile({ id: ISSUER, name: 'Fjordskolen network' }, [world.key, key])
      return signCredentialToken(await newer(world), key)
    })
    expect(published.verified).to.equal(true)
    expect(published.credential).to.include({ validFrom: '2026-02-20T00:00:00Z' })
    const stranger = await refreshing(async world => signCredentialToken(await newer(world), key))
    expect(codes(stranger)).to.include('refresh-unavailable')
  })

  it('is rejected where it changes the id or the issuer', async () => {
    const another = await refreshing(world => signed(world, { id: 'https://staffroom.example/credentials/other' }))
    expect(objections(another)).to.deep.equal(['refresh-identity-changed'])
    const elsewhere = await refreshing(world => signed(world, { issuer: { id: OTHER, name: 'Elsewhere' } }))
    expect(objections(elsewhere)).to.deep.equal(['refresh-identity-changed'])
  })

  it('is judged for itself: one that has expired is expired', async () => {
    const report = await refreshing(world => signed(world, { validUntil: new Date('2026-02-28T00:00:00Z') }))
    expect(report.status).to.equal('expired')
  })
})
