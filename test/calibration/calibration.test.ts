import { expect } from 'chai'
import {
  answerAnchor,
  type Calibration,
  hasPaused,
  lapse,
  nextAnchor,
  noteOffered,
  noteSeeded,
  standingOf,
  startAttempt,
  TEST_SIZE,
} from '../../server/calibration/calibration.js'
import {
  type CalibrationSet,
  isWanting,
  missingAnchors,
  newSet,
  openSet,
  putAnchor,
  removeAnchor,
} from '../../server/calibration/calibrationSet.js'
import { chanceOfAtMost, hasDrifted } from '../../server/calibration/drift.js'
import { rubricDigestOf } from '../../server/calibration/rubricDigest.js'
import { unseenAnchor } from '../../server/calibration/seeding.js'
import { seededRandom } from '../../server/rating/index.js'
import type { Score } from '../../server/shared/rubric.js'
import { ABOUT, AT, agreedOn, anAnchor, anOpenSet, begun, RUBRIC, scores } from './aSet.js'

const DAY = 24 * 3600 * 1000
const later = (days: number) => new Date(AT.getTime() + days * DAY)

/** Scores all that is asked, each anchor as `choose` says. */
function through(calibration: Calibration, set: CalibrationSet, choose: (anchorId: string) => Score[]): Calibration {
  const next = nextAnchor(calibration, set)
  if (!next) return calibration
  const answered = answerAnchor(calibration, set, { anchorId: next.id, scores: choose(next.id), at: AT }, RUBRIC)
  return through(answered, set, choose)
}

const asAgreed = (set: CalibrationSet) => (id: string) => agreedOn(set.anchors.find(anchor => anchor.id === id)!)

describe('a calibration set', () => {
  it('says how many anchors of each use are wanting', () => {
    const set = { ...newSet(ABOUT), anchors: [anAnchor('a'), anAnchor('t', 'training')] }
    expect(missingAnchors(set)).to.deep.equal([
      { use: 'training', count: 1 },
      { use: 'test', count: 4 },
    ])
    expect(() => openSet(set)).to.throw('too few')
  })

  it('asks for the agreed level of every criterion', () => {
    const half = { ...anAnchor('a'), agreed: [{ criterionId: 'seeing', levelId: 'met', reason: '' }] }
    expect(() => putAnchor(newSet(ABOUT), half, RUBRIC)).to.throw('Every criterion')
  })

  it('stays open though it lacks an anchor: nobody begins, and who is calibrated stays so', () => {
    const wanting = removeAnchor(anOpenSet(), 'a0')
    expect([wanting.state, isWanting(wanting)]).to.deep.equal(['open', true])
    expect(() => begun(wanting)).to.throw('being replaced')
    expect(isWanting(removeAnchor(anOpenSet({ test: 6 }), 'a0'))).to.equal(false)
  })

  it('belongs to a rubric, whatever else of a version changes', () => {
    expect(rubricDigestOf(structuredClone(RUBRIC))).to.equal(rubricDigestOf(RUBRIC))
    const [first, ...rest] = RUBRIC
    expect(rubricDigestOf([{ ...first!, requiredLevelId: 'strong' }, ...rest])).not.to.equal(rubricDigestOf(RUBRIC))
  })
})

describe('a reviewer who calibrates', () => {
  const set = anOpenSet()

  it('scores the training anchors first, then the test', () => {
    const order: string[] = []
    through(begun(set), set, id => {
      order.push(id)
      return scores('met', 'met')
    })
    expect(order.slice(0, 2)).to.deep.equal(['t1', 't2'])
    expect(order.slice(2).sort()).to.deep.equal(['a0', 'a1', 'a2', 'a3', 'a4'])
  })

  it('may review after choosing the agreed levels', () => {
    const done = through(begun(set), set, asAgreed(set))
    expect(standingOf(done)).to.equal('calibrated')
    expect(done.attempts[0]!.result).to.include({ judgements: 10, exact: 1, kappa: 1, passed: true })
  })

  it('may not after missing the tolerance, and may try again', () => {
    const missed = through(begun(set), set, () => scores('met', 'met'))
    expect(standingOf(missed)).to.equal('notYet')
    expect(missed.calibratedAt).to.equal(undefined)
    const again = startAttempt(missed, set, later(1))
    expect(standingOf(again)).to.equal('underWay')
    expect(standingOf(through(again, set, asAgreed(set)))).to.equal('calibrated')
  })

  it('is within tolerance at exactly the share that is asked', () => {
    const eightOfTen = (id: string) => (id === 'a0' ? scores('strong', 'met') : asAgreed(set)(id))
    expect(through(begun(set), set, eightOfTen).attempts[0]!.result).to.include({ exact: 0.8, passed: true })
    const stricter = { ...set, tolerance: { exactAgreement: 0.81, weightedKappa: 0.6 } }
    expect(through(begun(stricter), stricter, eightOfTen).attempts[0]!.result).to.include({ passed: false })
  })

  it('is measured by the test alone', () => {
    const slipInTraining = (id: string) => (id.startsWith('t') ? scores('none', 'none') : asAgreed(set)(id))
    expect(standingOf(through(begun(set), set, slipInTraining))).to.equal('calibrated')
  })

  it('cannot change an answer after seeing what was agreed', () => {
    const first = answerAnchor(begun(set), set, { anchorId: 't1', scores: scores('none', 'none'), at: AT }, RUBRIC)
    const second = answerAnchor(first, set, { anchorId: 't1', scores: scores('met', 'partly'), at: AT }, RUBRIC)
    expect(second).to.equal(first)
  })

  it('cannot answer an anchor that is not asked, or leave a criterion out', () => {
    const answer = { anchorId: 'elsewhere', scores: scores('met', 'met'), at: AT }
    expect(() => answerAnchor(begun(set), set, answer, RUBRIC)).to.throw('not asked')
    const half = { anchorId: 't1', scores: scores('met', 'met').slice(1), at: AT }
    expect(() => answerAnchor(begun(set), set, half, RUBRIC)).to.throw('level')
  })

  it('gets anchors not seen before, when there are any', () => {
    const large = anOpenSet({ test: 15 })
    const missed = through(begun(large), large, () => scores('none', 'none'))
    const [first, second] = startAttempt(missed, large, later(1)).attempts
    expect(first!.test).to.have.length(TEST_SIZE)
    expect(second!.test.slice(0, 5).filter(id => first!.test.includes(id))).to.deep.equal([])
  })

  it('ends the test when the last anchor asked was taken out meanwhile', () => {
    const larger = anOpenSet({ test: 6 })
    const [gone] = begun(larger).attempts[0]!.test.slice(-1)
    const almost = through(
      begun(larger),
      { ...larger, anchors: larger.anchors.filter(({ id }) => id !== gone) },
      asAgreed(larger),
    )
    expect(almost.attempts[0]!.result).to.include({ judgements: 10, passed: true })
  })

  it('is not passed by a test of which too little is left', () => {
    const less = { ...set, anchors: set.anchors.filter(({ id }) => id !== 'a0') }
    expect(through(begun(set), less, asAgreed(set)).attempts[0]!.result).to.include({ exact: 1, passed: false })
  })

  it('calibrates again after a long pause, counted from the last review', () => {
    const done = through(begun(set), set, asAgreed(set))
    expect(hasPaused(done, 365, later(365))).to.equal(false)
    expect(hasPaused(done, 365, later(366))).to.equal(true)
    expect(hasPaused({ ...done, lastReviewAt: later(100) }, 365, later(366))).to.equal(false)
    const lapsed = lapse(done, 'pause', later(366))
    expect(standingOf(lapsed)).to.equal('lapsed')
    expect(hasPaused(lapsed, 365, later(900))).to.equal(false)
    expect(standingOf(through(startAttempt(lapsed, set, later(400)), set, asAgreed(set)))).to.equal('calibrated')
  })
})

describe('anchors among real reviews', () => {
  const set = anOpenSet({ queue: 6, test: 5 })
  const calibrated = through(begun(set), set, asAgreed(set))
  const seeded = (calibration: Calibration, anchorId: string, given: Score[], reviewId = `r-${anchorId}`) =>
    noteSeeded(calibration, { anchorId, reviewId, scores: given, at: later(10) })

  it('are ones that the reviewer never scored, and those kept back first', () => {
    expect(unseenAnchor(set, calibrated)?.id).to.equal('q0')
    expect(unseenAnchor(set, seeded(calibrated, 'q0', scores('met', 'partly')))?.id).to.equal('q1')
    const all = set.anchors.filter(({ use }) => use === 'queue')
    const used = all.reduce((known, anchor) => seeded(known, anchor.id, agreedOn(anchor)), calibrated)
    expect(unseenAnchor(set, used)).to.equal(undefined)
    expect(unseenAnchor(set, noteOffered(calibrated, 'q0'))?.id).to.equal('q1')
  })

  it('count once, however often it is announced', () => {
    const once = seeded(calibrated, 'q0', scores('met', 'partly'))
    expect(seeded(once, 'q0', scores('met', 'partly'))).to.equal(once)
  })

  it('show a reviewer whose levels have moved, and leave the others alone', () => {
    const queue = set.anchors.filter(({ use }) => use === 'queue')
    const good = queue.reduce((known, anchor) => seeded(known, anchor.id, agreedOn(anchor)), calibrated)
    expect(hasDrifted(good, set, RUBRIC)).to.equal(false)
    const two = queue.slice(0, 2).reduce((known, { id }) => seeded(known, id, scores('none', 'none')), calibrated)
    expect(hasDrifted(two, set, RUBRIC)).to.equal(false)
    const moved = queue.reduce((known, { id }) => seeded(known, id, scores('none', 'none')), calibrated)
    expect(hasDrifted(moved, set, RUBRIC)).to.equal(true)
  })

  it('recall few of those who stay as steady as is asked, and most of the careless', () => {
    const long = anOpenSet({ queue: 20, test: 5 })
    const queue = long.anchors.filter(({ use }) => use === 'queue')
    const random = seededRandom(7)
    const other = { met: 'partly', partly: 'met', none: 'partly', strong: 'met' } as Record<string, string>
    /** Right in this share of judgements, else one level beside it: a little too high as often as too low. */
    const recalled = (share: number) => {
      let known = calibrated
      for (const anchor of queue) {
        const given = agreedOn(anchor).map(score =>
          random() < share ? score : { ...score, levelId: other[score.levelId]! },
        )
        known = seeded(known, anchor.id, given)
        if (hasDrifted(known, long, RUBRIC)) return true
      }
      return false
    }
    const shareOf = (share: number) => Array.from({ length: 400 }, () => recalled(share)).filter(Boolean).length / 400
    expect(shareOf(0.8)).to.be.below(0.08)
    expect(shareOf(0.4)).to.be.above(0.9)
  })

  it('are judged by the chance of so few right ones', () => {
    expect(chanceOfAtMost(10, 10, 0.8)).to.be.closeTo(1, 1e-12)
    expect(chanceOfAtMost(0, 2, 0.5)).to.be.closeTo(0.25, 1e-12)
    expect(chanceOfAtMost(5, 10, 0.8)).to.be.closeTo(0.0328, 1e-4)
  })
})
