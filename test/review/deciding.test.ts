import { expect } from 'chai'
import type { Person } from '../../server/account/index.js'
import type { Role } from '../../server/organization/index.js'
import { eventRelay } from '../../server/platform/eventRelay.js'
import { silentLog } from '../../server/platform/log.js'
import type { SubmissionDecided } from '../../server/review/index.js'
import { Conflict, Forbidden, NotFound } from '../../server/shared/errors.js'
import { aPerson } from '../support/aPerson.js'
import { allAt, aReviewHouse, type House } from './aReviewHouse.js'

describe('deciding, on the real database', () => {
  let house: House
  let ada: Person
  let decisions: SubmissionDecided[]

  before(async () => {
    house = await aReviewHouse(['bo', 'cy', 'di', 'ed'])
    house.relay.react({ submissionDecided: async (event: SubmissionDecided) => void decisions.push(event) })
  })
  after(() => house.close())
  beforeEach(async () => {
    decisions = []
    ada = await house.anEarner()
  })

  it('asks two reviewers, neither of them the earner nor a colleague', async () => {
    const [school] = await house.rooms.organization.membershipsOf(ada.id)
    const colleague = await house.join('colleague', school!.slug, 'member', 'reviewer')
    const { submissionId } = await house.submitted(ada)
    const { reviews, state } = await house.rooms.review.submission(submissionId)
    const asked = reviews.map(({ reviewerId }) => reviewerId)
    expect(state).to.equal('inReview')
    expect(asked).to.have.length(2)
    expect(asked).not.to.include(colleague.id)
    expect(asked).not.to.include(ada.id)
  })

  it('asks nobody who works in another team of the earner’s school, or whose team the earner’s school has', async () => {
    const school = await house.school('divided')
    const teamOf = async (slug: string) => {
      const details = { slug, name: slug, kind: 'team' as const, country: 'NO', description: '', parentId: school.id }
      const { id: organizationId } = await house.rooms.organization.add(details)
      return (person: Person, ...roles: Role[]) =>
        house.rooms.organization.addMember({ organizationId, personId: person.id, roles })
    }
    const [intoOne, intoOther] = [await teamOf('team-7'), await teamOf('team-8')]
    const colleague = await house.rooms.account.addPerson(aPerson({ handle: 'team-mate' }))
    await intoOther(colleague, 'member', 'reviewer')
    const [ofTheTeam, ofTheSchool] = [
      await house.rooms.account.addPerson(aPerson({ handle: 'seven' })),
      await house.join('eight', 'divided', 'member'),
    ]
    await intoOne(ofTheTeam, 'member')
    for (const earner of [ofTheTeam, ofTheSchool]) {
      const { submissionId } = await house.submitted(earner)
      const asking = house.rooms.review.offerTo({ submissionId, reviewerId: colleague.id })
      expect(await asking.catch(error => error), earner.handle).to.be.an.instanceOf(Forbidden)
      const { reviews } = await house.rooms.review.submission(submissionId)
      expect(reviews.map(({ reviewerId }) => reviewerId)).not.to.include(colleague.id)
    }
  })

  it('makes one decision, one award and one closed claim of fifty final reviews at the same moment', async () => {
    const { claimId, submissionId } = await house.submitted(ada)
    const [first, second] = await house.acceptAll(submissionId)
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        house.lock(submissionId, index % 2 === 0 ? first! : second!, allAt('met'), `Copy ${index}`),
      ),
    )
    await house.drain()

    expect(decisions).to.have.length(1)
    const { timeline, state } = await house.rooms.review.submission(submissionId)
    expect(state).to.equal('decided')
    expect(timeline.filter(({ name }) => name === 'submissionDecided')).to.have.length(1)
    expect(timeline.filter(({ name }) => name === 'reviewLocked')).to.have.length(2)
    expect(await house.rooms.award.ofPerson(ada.id, { limit: 10 })).to.have.length(1)
    expect((await house.rooms.claim.get(claimId)).state).to.equal('earned')
  })

  it('loses no decision, and makes no second award, when the process dies before the relay delivers', async () => {
    const { claimId, submissionId } = await house.submitted(ada)
    const [first, second] = await house.acceptAll(submissionId)
    await house.lock(submissionId, first!, allAt('met'))
    await house.lock(submissionId, second!, allAt('met'))

    // Written, and not delivered: another process finds it, and dies in the middle of its reactions.
    const { clock, database } = house
    const dying = eventRelay(database.connection, { clock, log: silentLog })
    dying.react(house.rooms.claim.reactions)
    dying.react(house.rooms.award.reactions)
    dying.react({ submissionDecided: () => Promise.reject(new Error('killed')) })
    await dying.drain()
    expect(await house.rooms.award.ofPerson(ada.id, { limit: 10 })).to.have.length(1)

    clock.advance(60_000)
    await house.drain()
    expect(decisions).to.have.length(1)
    expect(await house.rooms.award.ofPerson(ada.id, { limit: 10 })).to.have.length(1)
    expect((await house.rooms.claim.get(claimId)).state).to.equal('earned')
  })

  it('asks a third when two differ, and follows the third', async () => {
    const { submissionId } = await house.submitted(ada)
    const [first, second] = await house.acceptAll(submissionId)
    await house.lock(submissionId, first!, allAt('met'))
    await house.lock(submissionId, second!, allAt('met', 'met', 'partly'))
    await house.drain()
    expect(decisions).to.deep.equal([])

    const [third] = await house.acceptAll(submissionId)
    expect([first!.id, second!.id]).not.to.include(third!.id)
    await house.lock(submissionId, third!, allAt('deep', 'met', 'met'))
    await house.drain()
    expect(decisions[0]).to.include({ outcome: 'earned' })
    expect(decisions[0]!.reviewerIds).to.have.length(3)
  })

  it('opens a new draft after "not yet" that keeps what is met and what was written', async () => {
    const { claimId, submissionId } = await house.submitted(ada)
    const [first, second] = await house.acceptAll(submissionId)
    for (const reviewer of [first!, second!]) await house.lock(submissionId, reviewer, allAt('met', 'deep', 'not-yet'))
    await house.drain()

    const claim = await house.rooms.claim.get(claimId)
    expect(claim).to.include({ state: 'drafting', number: 2 })
    expect(claim.carriedOver.map(({ levelId }) => levelId)).to.deep.equal(['met', 'deep'])
    expect(claim.draft.responses.map(({ requirementId }) => requirementId)).to.include('seen')

    await house.rooms.claim.submit({ claimId, personId: ada.id })
    await house.drain()
    const again = await house.acceptAll(`${claimId}-2`)
    for (const reviewer of again) await house.lock(`${claimId}-2`, reviewer, allAt('met').slice(2))
    await house.drain()
    expect(decisions.at(-1)).to.include({ outcome: 'earned', number: 2 })
    expect(decisions.at(-1)!.scores.map(({ levelId }) => levelId)).to.deep.equal(['met', 'deep', 'met'])
  })

  it('offers to somebody else what was declined or left to lie', async () => {
    const { submissionId } = await house.submitted(ada)
    const [one, two] = (await house.rooms.review.submission(submissionId)).reviews
    await house.rooms.review.decline({ reviewId: one!.id, reviewerId: one!.reviewerId, reason: '' })
    await house.drain()
    house.clock.advance(3 * 24 * 3600 * 1000)
    await house.rooms.review.attend()
    await house.drain()
    const { reviews } = await house.rooms.review.submission(submissionId)
    expect(reviews.find(({ id }) => id === one!.id)!.state).to.equal('declined')
    expect(reviews.find(({ id }) => id === two!.id)!.state).to.equal('expired')
    expect(reviews.length).to.be.at.least(4)
    expect(new Set(reviews.map(({ reviewerId }) => reviewerId)).size).to.equal(reviews.length)
  })

  it('waits visibly when nobody may be asked, and asks as soon as somebody may', async () => {
    const wanderer = await house.aWanderer()
    const { submissionId } = await house.submitted(wanderer)
    expect((await house.rooms.review.submission(submissionId)).waitingSince).to.be.instanceOf(Date)

    await house.join('late', 'school-of-late', 'reviewer')
    await house.rooms.review.attend()
    const { reviews, waitingSince } = await house.rooms.review.submission(submissionId)
    expect(reviews).to.have.length(1)
    // The second seat is still empty.
    expect(waitingSince).to.be.instanceOf(Date)
  })

  it('never asks again about the work of somebody from whose work one stepped aside', async () => {
    const { claimId, submissionId } = await house.submitted(ada)
    const { reviews } = await house.rooms.review.submission(submissionId)
    const { id: reviewId, reviewerId } = reviews[0]!
    await house.rooms.review.recuse({ reviewId, reviewerId, reason: 'I know this class.' })
    const whose = { claimId, personId: ada.id }
    await house.rooms.claim.withdraw(whose)
    await house.rooms.claim.reopen(whose)
    await house.rooms.claim.submit(whose)
    await house.drain()
    const second = await house.rooms.review.submission(`${claimId}-2`)
    expect(second.reviews).to.have.length(2)
    expect(second.reviews.map(review => review.reviewerId)).not.to.include(reviewerId)
  })

  it('sends back what did not arrive whole, with everything that was written', async () => {
    const { claim, artefact } = house.rooms
    const begun = await house.complete(await claim.begin({ personId: ada.id, slug: 'looking-at-student-work' }))
    const [file] = await artefact.ofOwner(ada.id)
    await house.files.remove(file!.digest!)
    await claim.submit({ claimId: begun.id, personId: ada.id })
    await house.drain()
    expect((await house.rooms.review.submission(`${begun.id}-1`)).problems).to.deep.equal([
      'review.problem.fileMissing',
    ])
    const after = await claim.get(begun.id)
    expect(after).to.include({ state: 'drafting', number: 2 })
    expect(after.draft).to.deep.equal(begun.draft)
  })

  it('keeps the frozen copy whatever becomes of the journal', async () => {
    const { artefact, review } = house.rooms
    const { submissionId } = await house.submitted(ada)
    const before = await review.submission(submissionId)
    const [file] = await artefact.ofOwner(ada.id)
    await artefact.remove(file!)
    house.clock.advance(3 * 24 * 3600 * 1000)
    await house.drain()
    const after = await review.submission(submissionId)
    expect(after.contentDigest).to.equal(before.contentDigest)
    const { digest } = after.evidence.find(({ kind }) => kind === 'file')!
    expect((await house.files.read(digest!)).toString()).to.include('page two')
  })

  it('withdraws from reviewers, but not once it is decided', async () => {
    const { claimId, submissionId } = await house.submitted(ada)
    const [first, second] = await house.acceptAll(submissionId)
    await house.lock(submissionId, first!, allAt('met'))
    await house.lock(submissionId, second!, allAt('met'))
    const failure = await house.rooms.claim.withdraw({ claimId, personId: ada.id }).catch(error => error)
    expect(failure).to.be.instanceOf(Conflict)
    await house.drain()
    expect((await house.rooms.claim.get(claimId)).state).to.equal('earned')
  })

  it('lets a coordinator ask somebody by name, but nobody who may not judge it', async () => {
    const wanderer = await house.aWanderer()
    const { submissionId } = await house.submitted(wanderer)
    const other = await house.join('other', 'southgate', 'reviewer')
    const colleague = house.reviewers.get('bo')!
    const { review } = house.rooms
    const refused = await review.offerTo({ submissionId, reviewerId: colleague.id }).catch(error => error)
    expect(refused.name).to.equal('Forbidden')
    const reviewId = await review.offerTo({ submissionId, reviewerId: other.id })
    await review.accept({ reviewId, reviewerId: other.id })
    expect((await review.submission(submissionId)).reviews[0]).to.include({ state: 'accepted', reviewerId: other.id })
  })

  it('knows no review of somebody else', async () => {
    const { submissionId } = await house.submitted(ada)
    const { reviews } = await house.rooms.review.submission(submissionId)
    const theirs = { reviewId: reviews[0]!.id, reviewerId: ada.id }
    expect(await house.rooms.review.accept(theirs).catch(error => error)).to.be.instanceOf(NotFound)
  })
})
