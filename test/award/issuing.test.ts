import { expect } from 'chai'
import { type VerificationReport, verifyBadge } from '../../server/openbadges/index.js'
import { ADA, type AwardHouse, aDecision, anAwardHouse, BASE_URL } from './anAwardHouse.js'

describe('issuing an award', () => {
  let house: AwardHouse
  beforeEach(async () => {
    house = await anAwardHouse()
  })
  afterEach(() => house.close())

  const credentialOf = ({ signed }: { signed: { json: string } }) => JSON.parse(signed.json)

  it('happens once when the decision is delivered fifty times at once', async () => {
    await Promise.all(Array.from({ length: 50 }, () => house.decide(aDecision())))
    expect(await house.award.ofPerson(ADA.id, { limit: 10 })).to.have.length(1)
    await house.relay.drain()
    expect(house.notices.map(({ messageKey }) => messageKey)).to.deep.equal(['award.notice.issued'])
  })

  it('does not happen when the submission has not earned it yet', async () => {
    await house.decide(aDecision({ outcome: 'notYet' }))
    expect(await house.award.ofPerson(ADA.id, { limit: 10 })).to.deep.equal([])
  })

  it('signs results, credits, panel, status and a salted hash, but neither evidence nor names', async () => {
    const award = await house.issued()
    const credential = credentialOf(award)
    const { credentialSubject: subject, credentialStatus: status } = credential
    expect(credential.id).to.equal(`${BASE_URL}/credentials/${award.id}`)
    expect(subject.result).to.have.length(1)
    expect(subject.creditsEarned).to.equal(1)
    expect(subject.source.name).to.equal('2 independent reviewers')
    expect(subject.identifier[0]).to.include({ hashed: true, identityType: 'emailAddress' })
    expect(status.statusListIndex).to.equal(String(award.status.index))
    expect(credential).to.not.have.property('evidence')
    expect(award.signed.json).to.not.include(ADA.email).and.not.include(ADA.name).and.not.include('What I saw')
  })

  it('verifies through the same public documents that strangers read', async () => {
    expect((await verify(house, await house.issued())).verified).to.equal(true)
  })

  it('ends its validity after the months that the micro-credential says', async () => {
    await house.close()
    house = await anAwardHouse({ anatomy: { validityMonths: 36 } })
    const award = await house.issued()
    expect(award.validUntil).to.deep.equal(new Date('2029-03-02T09:00:00Z'))
    expect(credentialOf(award).validUntil).to.equal('2029-03-02T09:00:00Z')
    house.clock.set(new Date('2029-03-03T09:00:00Z'))
    expect((await verify(house, award)).status).to.equal('expired')
  })

  it('issues again after a crash between the decision and the award, and not twice', async () => {
    const failing = house.deps.neighbours.submission
    house.deps.neighbours.submission = async () => {
      throw new Error('the process died here')
    }
    await house.decide(aDecision()).catch(() => {})
    house.deps.neighbours.submission = failing
    await house.decide(aDecision())
    await house.decide(aDecision())
    expect(await house.award.ofPerson(ADA.id, { limit: 10 })).to.have.length(1)
  })

  it('keeps the private key out of the database in the clear', async () => {
    await house.issued()
    const keys = await house.database.connection.collection('issuerkeys').find().toArray()
    expect(keys).to.have.length(1)
    expect(JSON.stringify(keys)).to.not.match(/z3u2/)
  })
})

export async function verify(house: AwardHouse, award: { signed: { json: string } }): Promise<VerificationReport> {
  const fetchJson = async (url: string) => ({
    document: JSON.parse((await house.award.documentAt(url, undefined)).json),
  })
  const credential = JSON.parse(award.signed.json)
  return verifyBadge(
    { kind: 'ob3-json', credential, container: 'text', text: '' },
    { now: house.clock.now(), fetchJson },
  )
}
