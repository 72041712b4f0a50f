import { expect } from 'chai'
import { ADA, type AwardHouse, aDecision, anAwardHouse, BASE_URL } from './anAwardHouse.js'
import { verify } from './verify.js'

const credentialOf = ({ signed }: { signed: { json: string } }) => JSON.parse(signed.json)

describe('issuing an award', () => {
  let house: AwardHouse
  before(async () => {
    house = await anAwardHouse()
  })
  after(() => house.close())

  const awardsOf = async (submissionId: string) =>
    (await house.award.ofPerson(ADA.id, { limit: 100 })).filter(award => award.submissionId === submissionId)

  it('happens once when the decision is delivered fifty times at once', async () => {
    await Promise.all(Array.from({ length: 50 }, () => house.decide(aDecision({ submissionId: 'fifty' }))))
    const [award, ...more] = await awardsOf('fifty')
    expect(more).to.deep.equal([])
    await house.relay.drain()
    expect(house.notices.filter(({ href }) => href === `/badges/${award!.id}`)).to.have.length(1)
  })

  it('does not happen when the submission has not earned it yet', async () => {
    await house.decide(aDecision({ submissionId: 'not-yet', outcome: 'notYet' }))
    expect(await awardsOf('not-yet')).to.deep.equal([])
  })

  it('happens after all when the process died between the decision and the award, and then once', async () => {
    const { submission } = house.deps.neighbours
    house.deps.neighbours.submission = async () => {
      throw new Error('the process died here')
    }
    await house.decide(aDecision({ submissionId: 'crash' })).catch(() => {})
    house.deps.neighbours.submission = submission
    await house.decide(aDecision({ submissionId: 'crash' }))
    await house.decide(aDecision({ submissionId: 'crash' }))
    expect(await awardsOf('crash')).to.have.length(1)
  })

  it('signs results, credits, panel, status and a salted hash, but neither evidence nor names', async () => {
    const award = await house.issued('signed')
    const credential = credentialOf(award)
    const { credentialSubject: subject, credentialStatus: status } = credential
    expect(credential.id).to.equal(`${BASE_URL}/credentials/${award.id}`)
    expect(subject.result).to.have.length(1)
    expect(subject.creditsEarned).to.equal(1)
    expect(subject.source.name).to.equal('2 independent reviewers')
    expect(subject.identifier[0]).to.include({ hashed: true, identityType: 'emailAddress' })
    expect(status.statusListIndex).to.equal(String(award.status.index))
    expect(credential).to.not.have.property('evidence')
    for (const secret of [ADA.email, ADA.name, 'What I saw', 'r1']) expect(award.signed.json).to.not.include(secret)
  })

  it('gives two awards of one person hashes that do not tell they are the same', async () => {
    const hashIn = async (submissionId: string): Promise<string> =>
      credentialOf(await house.issued(submissionId)).credentialSubject.identifier[0].identityHash
    expect(await hashIn('one')).to.not.equal(await hashIn('other'))
  })

  it('verifies through the same public documents that strangers read', async () => {
    const report = await verify(house, await house.issued('verified'))
    expect(report.checks.filter(({ outcome }) => outcome === 'failed' || outcome === 'unknown')).to.deep.equal([])
    expect(report.verified).to.equal(true)
  })

  it('ends its validity after the months that the micro-credential says', async () => {
    house.version.anatomy = { ...house.version.anatomy, validityMonths: 36 }
    const award = await house.issued('valid')
    expect(award.validUntil?.toISOString().slice(0, 10)).to.equal('2029-03-02')
    const now = house.clock.now()
    house.clock.set(new Date('2029-04-03T09:00:00Z'))
    expect((await verify(house, award)).status).to.equal('expired')
    house.clock.set(now)
  })

  it('keeps secret keys sealed in the database', async () => {
    await house.issued('sealed')
    const keys = await house.database.connection.collection('issuerkeys').find().toArray()
    expect(keys).to.have.length(1)
    // Every Ed25519 secret key as a Multikey begins so.
    expect(JSON.stringify(keys)).to.not.include('"z3u2')
    expect(Buffer.from(keys[0]!.sealedSecret, 'base64').toString('latin1')).to.not.include('z3u2')
  })
})
