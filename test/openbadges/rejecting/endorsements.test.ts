import { expect } from 'chai'
import {
  buildCredential,
  buildStatusList,
  generateIssuerKey,
  issuerProfile,
  signCredential,
} from '../../../server/openbadges/index.js'
import { anAward, NOW } from '../support/anAward.js'
import { type Change, type Draft, OB3, OTHER, VC2 } from '../support/forging.js'
import { aWorld, codes, objections, verify } from '../support/world.js'

const LIST = 'https://elsewhere.example/status/1'

describe('endorsements', () => {
  async function endorsed(
    change: Change = () => {},
    place: (c: Draft, endorsement: unknown) => void = (c, e) => {
      c.endorsement = [e]
    },
    about = anAward().id,
    revoked?: boolean,
    more: object = {},
  ) {
    const world = await aWorld()
    const key = await generateIssuerKey(OTHER)
    world.documents[OTHER] = issuerProfile({ id: OTHER, name: 'University' }, [key])
    const endorsement = {
      '@context': [VC2, OB3],
      id: 'https://elsewhere.example/endorsements/1',
      type: ['VerifiableCredential', 'EndorsementCredential'],
      name: 'Endorsement',
      issuer: { id: OTHER, type: ['Profile'], name: 'University' },
      validFrom: '2026-02-10T00:00:00Z',
      credentialSubject: { id: about, type: ['EndorsementSubject'], endorsementComment: 'Sound work' },
      ...more,
    }
    if (revoked !== undefined) {
      const issuer = { id: OTHER, name: 'University' }
      const list = { id: LIST, issuer, validFrom: NOW, revoked: revoked ? [7] : [8], purpose: 'revocation' as const }
      world.documents[LIST] = await signCredential(await buildStatusList(list), key, NOW)
    }
    const status = {
      ...{ id: `${LIST}#7`, type: 'BitstringStatusListEntry', statusPurpose: 'revocation', statusListIndex: '7' },
      statusListCredential: LIST,
    }
    const signedEndorsement: Draft = await signCredential(
      revoked === undefined ? endorsement : { ...endorsement, credentialStatus: status },
      key,
      NOW,
    )
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

  it('are judged by the newer copy that their endorser offers', async () => {
    const SERVICE = 'https://elsewhere.example/endorsements/1/newest'
    const EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'
    async function refreshing(newer: object) {
      const world = await aWorld()
      const key = await generateIssuerKey(OTHER)
      world.documents[OTHER] = issuerProfile({ id: OTHER, name: 'University' }, [key])
      const endorsement = {
        '@context': [VC2, OB3, EXTENSIONS],
        id: 'https://elsewhere.example/endorsements/1',
        type: ['VerifiableCredential', 'EndorsementCredential'],
        name: 'Endorsement',
        issuer: { id: OTHER, type: ['Profile'], name: 'University' },
        validFrom: '2026-02-10T00:00:00Z',
        refreshService: { id: SERVICE, type: '1EdTechCredentialRefresh' },
        credentialSubject: { id: anAward().id, type: ['EndorsementSubject'] },
      }
      world.documents[SERVICE] = await signCredential({ ...endorsement, ...newer }, key, NOW)
      const credential: Draft = structuredClone(buildCredential(anAward()))
      credential.endorsement = [await signCredential(endorsement, key, NOW)]
      return verify(world, await signCredential(credential, world.key, NOW))
    }
    const still = await refreshing({ validFrom: '2026-02-20T00:00:00Z' })
    expect(still.outcome).to.equal('verified')
    expect(codes(still)).to.include('endorsements-valid')
    const over = await refreshing({ validFrom: '2026-02-20T00:00:00Z', validUntil: '2026-02-21T00:00:00Z' })
    expect(over.outcome).to.equal('verified')
    expect(codes(over)).to.include('endorsement-expired').and.not.include('endorsements-valid')
    const another = await refreshing({ id: 'https://elsewhere.example/endorsements/2' })
    expect(objections(another)).to.deep.equal(['endorsement-invalid'])
  })

  it('are rejected where they were tampered with', async () => {
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

  it('do not count where they are about something else, and leave the badge as it is', async () => {
    const report = await endorsed(
      undefined,
      (c, e) => {
        c.endorsement = [e]
      },
      'https://elsewhere.example/credentials/another',
    )
    expect(report.outcome).to.equal('verified')
    expect(codes(report)).to.include('endorsement-of-other').and.not.include('endorsements-valid')
  })

  it('do not count where their endorser took them back, and leave the badge as it is', async () => {
    for (const revoked of [true, false]) {
      const report = await endorsed(undefined, undefined, undefined, revoked)
      expect(report, JSON.stringify(report.checks)).to.include({ outcome: 'verified', status: 'active' })
      expect(codes(report)).to.include(revoked ? 'endorsement-withdrawn' : 'endorsements-valid')
    }
  })

  it('count no more once they have expired, and say nothing against the badge', async () => {
    const report = await endorsed(undefined, undefined, undefined, undefined, { validUntil: '2026-02-20T00:00:00Z' })
    expect(report.verified).to.equal(true)
    expect(codes(report)).to.include('endorsement-expired').and.not.include('endorsements-valid')
  })

  it('are rejected where their contexts are not those of the standard', async () => {
    const report = await endorsed(c => c['@context'].reverse())
    expect(objections(report)).to.deep.equal(['context-order'])
  })
})
