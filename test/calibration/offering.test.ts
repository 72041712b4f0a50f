import { expect } from 'chai'
import type { Person } from '../../server/account/index.js'
import type { Submission } from '../../server/review/index.js'
import { ANATOMY, allAt, aReviewHouse, type House } from '../review/aReviewHouse.js'

const DAY_MS = 24 * 3600 * 1000

describe('an anchor among the offers of a reviewer', () => {
  let house: House
  let bo: Person
  let given: Submission
  let count = 0
  const settings = { capacity: 30, languages: ['en' as const], subjects: [ANATOMY.subjects[0]!] }

  beforeEach(async () => {
    house = await aReviewHouse()
    bo = house.reviewers.get('bo')!
    for (const { id } of house.reviewers.values()) await house.rooms.review.saveReviewerSettings(id, settings)
    const { submissionId } = await house.submitted(await house.anEarner())
    given = await house.rooms.review.submission(submissionId)
  })
  afterEach(() => house.close())

  const offer = (over: { reviewerId?: string; submissionId?: string } = {}) =>
    house.rooms.review.offerAnchor({
      anchor: { setId: 'set', anchorId: `anchor-${++count}` },
      reviewerId: bo.id,
      microCredentialId: given.microCredentialId,
      microCredentialVersion: given.microCredentialVersion,
      evidence: given.evidence,
      ...over,
    })

  /** For what reasons reviewers, of whom none knows more than another, were asked: for anchors, or for real work. */
  async function reasons(isAnchor: boolean): Promise<string[]> {
    const all = await house.rooms.review.submissionsAfter('', 500)
    const asked = all.filter(({ anchor }) => (anchor !== undefined) === isAnchor).flatMap(({ reviews }) => reviews)
    return asked.flatMap(({ why }) => why.map(({ reason }) => reason))
  }

  it('gives the reasons that a submission would give', async () => {
    for (let i = 0; i < 2; i++) await house.submitted(await house.anEarner())
    for (let i = 0; i < 16; i++) await offer()
    const [real, anchors] = [new Set(await reasons(false)), new Set(await reasons(true))]
    expect(real).to.include('subject')
    expect([...anchors].sort()).to.deep.equal([...real].sort())
  })

  it('does not say that they read a language that they do not', async () => {
    await house.rooms.review.saveReviewerSettings(bo.id, { ...settings, languages: ['nb'] })
    expect(await offer()).to.equal('offered')
    expect(await reasons(true)).not.to.include('language')
  })

  it('waits while they are away or have enough to do', async () => {
    const [from, until] = [-1, 1].map(days => new Date(house.clock.now().getTime() + days * DAY_MS))
    await house.rooms.review.saveReviewerSettings(bo.id, { ...settings, away: { from: from!, until: until! } })
    expect(await offer()).to.equal('later')
    const load = given.reviews.some(({ reviewerId }) => reviewerId === bo.id) ? 1 : 0
    await house.rooms.review.saveReviewerSettings(bo.id, { ...settings, capacity: load + 1 })
    expect(await offer()).to.equal('offered')
    expect(await offer()).to.equal('later')
  })

  it('is never the work of somebody whose work they may not judge, or have judged', async () => {
    const [panelist] = await house.acceptAll(given.id)
    await house.lock(given.id, panelist!, allAt('met'))
    expect(await offer({ reviewerId: panelist!.id, submissionId: given.id })).to.equal('unfit')
    const colleague = await house.join('colleague', 'northgate1', 'member', 'reviewer')
    expect(await offer({ reviewerId: colleague.id, submissionId: given.id })).to.equal('unfit')
    expect(await offer({ reviewerId: given.earnerId, submissionId: given.id })).to.equal('unfit')
    expect(await offer({ reviewerId: colleague.id })).to.equal('offered')
  })
})
