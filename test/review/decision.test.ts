import { expect } from 'chai'
import {
  concur,
  criteriaToJudge,
  decideByAgreement,
  decideByRuling,
  type Judgement,
} from '../../server/review/decision.js'
import { isMet, type Rubric } from '../../server/shared/rubric.js'
import { judged, RUBRIC } from './aSubmission.js'

const LEVELS = RUBRIC[0]!.levels.map(({ id }) => id)
const allReviews: Judgement[][] = LEVELS.flatMap(seeing => LEVELS.map(acting => judged(seeing, acting)))
const metBy = (review: Judgement[]) => RUBRIC.map((criterion, index) => isMet(criterion, review[index]!.levelId))
const rank = (levelId: string) => LEVELS.indexOf(levelId)

describe('the decision rule', () => {
  it('finds that two reviewers concur exactly when they say the same of met on every criterion', () => {
    for (const one of allReviews)
      for (const other of allReviews)
        expect(concur(RUBRIC, one, other)).to.equal(String(metBy(one)) === String(metBy(other)))
  })

  it('earns, of all pairs that concur, exactly those that meet every criterion', () => {
    for (const one of allReviews)
      for (const other of allReviews.filter(review => concur(RUBRIC, one, review))) {
        const { outcome } = decideByAgreement(RUBRIC, [], [one, other])
        expect(outcome).to.equal(metBy(one).every(Boolean) ? 'earned' : 'notYet')
      }
  })

  it('lets the lower level stand where two who concur chose different ones', () => {
    for (const one of allReviews)
      for (const other of allReviews.filter(review => concur(RUBRIC, one, review))) {
        const { scores } = decideByAgreement(RUBRIC, [], [one, other])
        scores.forEach(({ levelId }, index) => {
          const lower = Math.min(rank(one[index]!.levelId), rank(other[index]!.levelId))
          expect(rank(levelId)).to.equal(lower)
        })
      }
  })

  it('follows the adjudicator on every criterion, whatever the panel said', () => {
    for (const ruling of allReviews) {
      const { outcome, scores, by } = decideByRuling(RUBRIC, [], ruling, [
        judged('none', 'strong'),
        judged('strong', 'none'),
      ])
      expect(by).to.equal('adjudication')
      expect(scores.map(({ levelId }) => levelId)).to.deep.equal(ruling.map(({ levelId }) => levelId))
      expect(outcome).to.equal(metBy(ruling).every(Boolean) ? 'earned' : 'notYet')
    }
  })

  it('counts criteria carried over as met, at the level reached then, and asks nobody about them', () => {
    const carriedOver = [{ criterionId: 'seeing', levelId: 'strong' }]
    expect(criteriaToJudge(RUBRIC, carriedOver).map(({ id }) => id)).to.deep.equal(['acting'])

    const rest = [{ criterionId: 'acting', levelId: 'met', comment: 'Now taught.' }]
    const { outcome, scores, feedback } = decideByAgreement(RUBRIC, carriedOver, [rest, rest])

    expect(outcome).to.equal('earned')
    expect(scores).to.deep.equal([
      { criterionId: 'seeing', levelId: 'strong' },
      { criterionId: 'acting', levelId: 'met' },
    ])
    expect(feedback[0]).to.include({ met: true, carriedOver: true })
  })

  it('gives the earner both reviewers’ comments where they concur', () => {
    const { feedback } = decideByAgreement(RUBRIC, [], [judged('met', 'none'), judged('strong', 'partly')])
    expect(feedback.map(({ comments }) => comments)).to.deep.equal([
      ['Because met', 'Because strong'],
      ['Because none', 'Because partly'],
    ])
  })

  it('spares the earner comments that the ruling contradicts', () => {
    const panel = [judged('met', 'none'), judged('partly', 'met')]
    const { feedback } = decideByRuling(RUBRIC, [], judged('strong', 'partly'), panel)
    expect(feedback.map(({ comments }) => comments)).to.deep.equal([
      ['Because strong', 'Because met'],
      ['Because partly', 'Because none'],
    ])
  })

  it('takes a level that the rubric does not have for not met', () => {
    const unknown = judged('splendid', 'met')
    const rubric: Rubric = RUBRIC
    expect(concur(rubric, unknown, judged('none', 'met'))).to.equal(true)
    expect(concur(rubric, unknown, judged('met', 'met'))).to.equal(false)
  })
})
