import { expect } from 'chai'
import {
  APPEAL_DAYS,
  type Appeal,
  convene,
  type Decided,
  fileAppeal,
  rule,
  unmetIn,
  withdrawAppeal,
} from '../../server/appeal/appeal.js'
import { drawBelow, seededRandom } from '../../server/rating/index.js'
import { emptySeats } from '../../server/review/panel.js'
import { decidedName, openAppeal, readersOf, type Submission } from '../../server/review/submission.js'
import { Conflict, Invalid, NotFound } from '../../server/shared/errors.js'
import { AT, accepted, daysLater, inReview, locked } from '../review/aSubmission.js'

/** Judged by two who agree on these levels. */
function decided(...levels: string[]): Submission {
  const panel = accepted(inReview(), 'bo', 'cy')
  return locked(locked(panel, 'bo', ...levels), 'cy', ...levels)
}
const notYet = () => decided('partly', 'met')
const bothUnmet = () => decided('partly', 'none')

const filing = (...criterionIds: string[]) => ({
  appealId: 'claim-1-appeal',
  earnerId: 'ada',
  grounds: criterionIds.map(criterionId => ({ criterionId, reason: 'See page two.' })),
  at: daysLater(1),
})
const filed = (submission: Decided = notYet(), ...ids: string[]): Appeal =>
  fileAppeal(submission, filing(...(ids.length > 0 ? ids : ['seeing']))).state

const found = (...levels: string[]) => {
  const { decision, reviews } = decided(...levels)
  return { ...decision!, reviewerIds: reviews.map(({ reviewerId }) => reviewerId), at: daysLater(9) }
}

describe('an appeal', () => {
  it('is filed against criteria that were not met, with a reason for each', () => {
    const { state, events } = fileAppeal(notYet(), filing('seeing'))
    expect(state).to.include({ state: 'filed', submissionId: 'claim-1', earnerId: 'ada' })
    expect(events.map(({ name }) => name)).to.deep.equal(['appealFiled'])
    expect(unmetIn(bothUnmet().decision!)).to.deep.equal(['seeing', 'acting'])
  })

  it('is refused for a criterion that was met, for an unknown one, and without any reason', () => {
    for (const ids of [['acting'], ['seeing', 'acting'], ['nonsense'], []])
      expect(() => fileAppeal(notYet(), filing(...ids)), ids.join()).to.throw(Invalid)
    const empty = { ...filing('seeing'), grounds: [{ criterionId: 'seeing', reason: '  ' }] }
    expect(() => fileAppeal(notYet(), empty)).to.throw(Invalid)
  })

  it('is refused to anybody else, against what is earned and against what is not decided', () => {
    expect(() => fileAppeal(notYet(), { ...filing('seeing'), earnerId: 'eve' })).to.throw(NotFound)
    expect(() => fileAppeal(decided('met', 'met'), filing('seeing'))).to.throw(Conflict)
    expect(() => fileAppeal(inReview(), filing('seeing'))).to.throw(Conflict)
  })

  it('may be filed on the last day of its window, and not after', () => {
    const at = (days: number) => ({ ...filing('seeing'), at: daysLater(days) })
    expect(fileAppeal(notYet(), at(APPEAL_DAYS)).state.state).to.equal('filed')
    expect(() => fileAppeal(notYet(), at(APPEAL_DAYS + 0.001))).to.throw(Conflict)
  })

  it('overturns the decision when the fresh panel finds everything met that was not', () => {
    const { state, events } = rule(filed(), notYet().decision!, found('met', 'strong'))
    expect(state.state).to.equal('overturned')
    expect(state.ruling!.overturned).to.deep.equal(['seeing'])
    expect(events.map(({ name }) => name)).to.deep.equal(['appealOverturned'])
  })

  it('never takes away what was met: level and all', () => {
    const { state } = rule(filed(), notYet().decision!, found('strong', 'none'))
    expect(state.state).to.equal('overturned')
    expect(state.ruling!.scores).to.deep.equal([
      { criterionId: 'seeing', levelId: 'strong' },
      { criterionId: 'acting', levelId: 'met' },
    ])
  })

  it('upholds it while anything is still not met, and keeps what the fresh panel found met', () => {
    const { state, events } = rule(filed(bothUnmet()), bothUnmet().decision!, found('met', 'none'))
    expect(state.state).to.equal('upheld')
    expect(events).to.have.length(1)
    expect(events[0]).to.deep.include({ name: 'appealUpheld', overturned: ['seeing'] })
    expect(state.ruling!.scores).to.deep.equal([
      { criterionId: 'seeing', levelId: 'met' },
      { criterionId: 'acting', levelId: 'none' },
    ])
  })

  it('may be withdrawn by its earner until it is decided', () => {
    expect(() => withdrawAppeal(filed(), 'eve', AT)).to.throw(NotFound)
    expect(withdrawAppeal(convene(filed(), AT), 'ada', AT).state.state).to.equal('withdrawn')
    const { state } = rule(filed(), notYet().decision!, found('met', 'met'))
    expect(() => withdrawAppeal(state, 'ada', AT)).to.throw(Conflict)
  })

  it('reaches no illegal state, in whatever order things happen', () => {
    const from: Record<string, string[]> = {
      filed: ['filed', 'panel', 'upheld', 'overturned', 'withdrawn'],
      panel: ['panel', 'upheld', 'overturned', 'withdrawn'],
    }
    const first = bothUnmet().decision!
    const findings = [found('met', 'met'), found('none', 'none'), found('met', 'none'), found('none', 'strong')]
    for (let seed = 0; seed < 500; seed++) {
      const random = seededRandom(seed)
      let appeal = filed(bothUnmet())
      let ended = 0
      for (let step = 0; step < 8; step++) {
        const acts = [
          () => ({ state: convene(appeal, AT), events: [] }),
          () => withdrawAppeal(appeal, 'ada', AT),
          () => rule(appeal, first, findings[drawBelow(random, findings.length)]!),
        ]
        try {
          const { state, events } = acts[drawBelow(random, acts.length)]!()
          expect(from[appeal.state] ?? [appeal.state]).to.include(state.state)
          ended += events.length
          appeal = state
        } catch (error) {
          expect(error).to.be.instanceOf(Conflict)
        }
        expect(appeal.ruling !== undefined).to.equal(['upheld', 'overturned'].includes(appeal.state))
      }
      expect(ended, `seed ${seed}`).to.be.at.most(1)
    }
  })
})

describe('a submission before a fresh panel', () => {
  const fresh = () => openAppeal(notYet(), readersOf([notYet()]), daysLater(1))

  it('is the same work, byte for byte, and nothing of what was said about it', () => {
    const { state, events } = fresh()
    const { content, contentDigest, evidence, carriedOver } = notYet()
    expect(state).to.deep.include({ content, contentDigest, evidence, carriedOver })
    expect(state).to.deep.include({ id: 'claim-1-appeal', state: 'inReview', reviews: [], submittedAt: daysLater(1) })
    expect(state.decision).to.equal(undefined)
    expect(events.map(({ name }) => name)).to.deep.equal(['appealOpened'])
    expect(emptySeats(state)).to.deep.equal({ seat: 'panel', count: 2 })
  })

  it('keeps out everyone who said yes to reading it before', () => {
    expect(fresh().state.appeal!.excluded).to.have.members(['bo', 'cy'])
    expect(decidedName(fresh().state)).to.equal('appealDecided')
    expect(decidedName(notYet())).to.equal('submissionDecided')
  })

  it('is opened only of what is decided', () => {
    expect(() => openAppeal(inReview(), [], AT)).to.throw(Conflict)
  })
})
