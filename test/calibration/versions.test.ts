import { expect } from 'chai'
import {
  answerAnchor,
  askToRecalibrate,
  type Calibration,
  lapse,
  newCalibration,
  nextAnchor,
  noteSeeded,
  pauseReviewer,
  standingOf,
  startAttempt,
} from '../../server/calibration/calibration.js'
import {
  anchorIn,
  type CalibrationSet,
  putVariant,
  rewritten,
  settleSet,
} from '../../server/calibration/calibrationSet.js'
import { pairsMet } from '../../server/calibration/pairs.js'
import { drawVersions, evidenceShown, versionScores } from '../../server/calibration/versions.js'
import type { Evidence } from '../../server/review/index.js'
import { AT, anOpenSet, RUBRIC, scores } from './aSet.js'

const VARIANT = { texts: { e1: 'As somebody else would put it.' }, addedBy: 'author', addedAt: AT }
const PIECE: Evidence = {
  ...{ id: 'e1', requirementId: 'seen', kind: 'text', number: 1, form: 'response', name: 'Text 1', text: 'Plainly.' },
}

/** Every anchor in two versions. */
function twofold(set: CalibrationSet, group = 'one group'): CalibrationSet {
  const anchors = set.anchors.map(anchor => ({ ...anchor, evidence: [PIECE], variant: VARIANT }))
  return { ...set, anchors, group }
}

function through(set: CalibrationSet, begun: Calibration): Calibration {
  const next = nextAnchor(begun, set)
  if (!next) return begun
  return through(set, answerAnchor(begun, set, { anchorId: next.id, scores: scores('met', 'met'), at: AT }, RUBRIC))
}

const started = (set: CalibrationSet, reviewerId = 'reviewer') => startAttempt(newCalibration(set, reviewerId), set, AT)
const drawnOf = ({ drawn = [] }: Calibration) => new Map(drawn.map(({ anchorId, version }) => [anchorId, version]))

describe('the versions of an anchor', () => {
  const set = twofold(anOpenSet({ test: 10, queue: 4 }))

  it('are drawn by lot, as many of the one as of the other', () => {
    const counts = ['ada', 'bo', 'cy', 'di'].map(id => {
      const versions = [...drawnOf(started(set, id)).values()]
      return versions.filter(version => version === 'variant').length
    })
    expect(counts).to.deep.equal([5, 5, 5, 5])
  })

  it('differ between reviewers, and each anchor comes in both', () => {
    const first = Array.from({ length: 40 }, (_, index) => drawnOf(started(set, `r${index}`)).get('a0'))
    const variants = first.filter(version => version === 'variant').length
    expect(variants).to.be.within(10, 30)
  })

  it('are shown as drawn, and the same ever after', () => {
    const done = through(set, started(set))
    const drawn = drawnOf(done)
    for (const anchor of set.anchors.filter(({ use }) => use === 'test')) {
      const text = evidenceShown(anchor, done)[0]!.text
      expect(text).to.equal(drawn.get(anchor.id) === 'variant' ? VARIANT.texts.e1 : PIECE.text)
    }
    const again = startAttempt({ ...done, attempts: done.attempts }, set, AT)
    for (const [anchorId, version] of drawn) expect(drawnOf(again).get(anchorId)).to.equal(version)
  })

  it('are never both met: what was scored before it had a second version stays what it was', () => {
    const before = through(anOpenSet(), started(anOpenSet()))
    const after = startAttempt(before, twofold(anOpenSet()), AT)
    expect(after.drawn).to.equal(undefined)
  })

  it('are not drawn where no group is named, nor in training, whose answers are told', () => {
    const { group: _none, ...nobody } = set
    expect(started(nobody).drawn).to.equal(undefined)
    expect([...drawnOf(started(set)).keys()]).not.to.include('t1')
    expect(evidenceShown(set.anchors.find(({ id }) => id === 't1')!, started(set))[0]!.text).to.equal(PIECE.text)
  })

  it('are kept from what an earner gave', () => {
    const given = { ...anOpenSet(), anchors: anOpenSet().anchors.map(each => ({ ...each, submissionId: 's' })) }
    expect(() => putVariant(given, 'a0', VARIANT)).to.throw('not rewritten')
    expect(() => putVariant(set, 'elsewhere', VARIANT)).to.throw('No such anchor')
  })

  it('end when the group is taken back', () => {
    const { tolerance, seedRate, pauseDays } = set
    expect(settleSet(set, { tolerance, seedRate, pauseDays }).group).to.equal(undefined)
  })
})

describe('what the versions show', () => {
  const set = twofold(anOpenSet({ queue: 2 }))

  it('is how far below the agreed level each score lay, the test first, then the queue', () => {
    const drawn = drawVersions(through(set, started(set)), set, ['q0'], AT)
    const seeded = noteSeeded(drawn, { anchorId: 'q0', reviewId: 'r', scores: scores('none', 'none'), at: AT })
    const found = versionScores(set, seeded, RUBRIC)
    expect(found).to.have.length(2 * 6)
    // Agreed on q0: met and partly.
    expect(found.slice(-2).map(({ anchorId, criterionId, below }) => [anchorId, criterionId, below])).to.deep.equal([
      ['q0', 'seeing', 2],
      ['q0', 'acting', 1],
    ])
    expect(
      found.every(({ anchorId, isVariant }) => (drawnOf(seeded).get(anchorId) === 'variant') === isVariant),
    ).to.equal(true)
  })

  it('counts an anchor once, whatever was said of it later', () => {
    const done = through(set, started(set))
    const twice = through(set, startAttempt({ ...done }, set, AT))
    expect(twice.attempts).to.have.length(2)
    expect(versionScores(set, twice, RUBRIC)).to.deep.equal(versionScores(set, done, RUBRIC))
  })

  it('leaves out anchors that were taken away, and training', () => {
    const done = through(set, started(set))
    const fewer = { ...set, anchors: set.anchors.filter(({ id }) => id !== 'a0') }
    const ids = versionScores(fewer, done, RUBRIC).map(({ anchorId }) => anchorId)
    expect(new Set(ids)).to.deep.equal(new Set(['a1', 'a2', 'a3', 'a4'].filter(id => ids.includes(id))))
    expect(ids).not.to.include('a0').and.not.to.include('t1')
  })
})

describe('the pairs behind a figure', () => {
  const set = twofold(anOpenSet())

  it('are told with the level that was chosen, the agreed one, and the version that was met', () => {
    const done = through(set, started(set))
    const pairs = pairsMet(set, done, RUBRIC)
    expect(pairs).to.have.length(5)
    expect(pairs[0]!.told).to.deep.equal([{ plain: PIECE.text, variant: VARIANT.texts.e1 }])
    const variants = pairs.filter(({ met }) => met === 'variant').length
    expect(variants).to.equal([...drawnOf(done).values()].filter(version => version === 'variant').length)
    for (const { judged } of pairs)
      for (const { agreed, given, isSame } of judged) expect(isSame).to.equal(agreed === given)
  })

  it('leave out what both tell alike, and those written again since', () => {
    const done = through(set, started(set))
    expect(pairsMet({ ...set, anchors: set.anchors.filter(({ id }) => id !== 'a0') }, done, RUBRIC)).to.have.length(4)
    const alike = set.anchors.map(each => ({ ...each, variant: { ...VARIANT, texts: { e1: ' Plainly. ' } } }))
    expect(pairsMet({ ...set, anchors: alike }, done, RUBRIC)[0]!.told).to.deep.equal([])
  })
})

describe('an anchor that is written again', () => {
  const LATER = new Date(AT.getTime() + 3600 * 1000)
  const set = twofold(anOpenSet())
  const known = anchorIn(set, 'a0')
  const other = { ...known, evidence: [{ ...PIECE, text: 'Plainly, and at more length.' }] }
  const withAnchor = (anchor: typeof known) => ({
    ...set,
    anchors: set.anchors.map(each => (each.id === anchor.id ? anchor : each)),
  })
  const idsIn = (house: CalibrationSet, done: Calibration) =>
    versionScores(house, done, RUBRIC).map(({ anchorId }) => anchorId)

  it('keeps its other version where only what was agreed changes', () => {
    const changed = { ...known, agreed: known.agreed.map(each => ({ ...each, reason: 'Said better.' })) }
    expect(rewritten(known, changed).variant).to.deep.equal(VARIANT)
    expect(rewritten(known, changed).agreed[0]!.reason).to.equal('Said better.')
  })

  it('keeps it where a browser only sends other line ends', () => {
    const sent = { ...known, evidence: [{ ...PIECE, text: '  Plainly.\r\n' }] }
    expect(rewritten(known, sent).variant).to.deep.equal(VARIANT)
  })

  it('sets its other version aside with the texts that it belonged to, and keeps it to begin again from', () => {
    const once = rewritten(known, other)
    expect(once.variant).to.equal(undefined)
    expect(once.variantAside).to.deep.equal(VARIANT)
    expect(rewritten(once, { ...other, use: 'queue' }).variantAside).to.deep.equal(VARIANT)
    expect(evidenceShown(once, started(set))[0]!.text).to.equal('Plainly, and at more length.')
  })

  it('is not compared by what was scored of other texts, nor by what was drawn before both were written', () => {
    const done = through(set, started(set))
    expect(idsIn(set, done)).to.include('a0')
    const onlyOne = withAnchor(rewritten(known, other))
    expect(idsIn(onlyOne, done)).not.to.include('a0')
    const both = putVariant(onlyOne, 'a0', { ...VARIANT, texts: { e1: 'At more length, by another.' }, addedAt: LATER })
    expect(anchorIn(both, 'a0').variantAside).to.equal(undefined)
    expect(idsIn(both, done)).not.to.include('a0')
    const fresh = startAttempt(newCalibration(both, 'fresh'), both, LATER)
    expect(idsIn(both, through(both, fresh))).to.include('a0')
  })

  it('stays compared where the other version is kept word for word', () => {
    const done = through(set, started(set))
    expect(idsIn(putVariant(set, 'a0', { ...VARIANT, addedAt: LATER }), done)).to.include('a0')
    const changed = putVariant(set, 'a0', { ...VARIANT, texts: { e1: 'Put otherwise.' }, addedAt: LATER })
    expect(idsIn(changed, done)).not.to.include('a0')
  })
})

describe('a reviewer whom a coordinator has put aside', () => {
  const set = anOpenSet()
  const calibrated: Calibration = { ...newCalibration(set, 'reviewer'), calibratedAt: AT }

  it('is not asked, and does not calibrate until that ends', () => {
    const paused = pauseReviewer(calibrated, AT)
    expect(paused.calibratedAt).to.equal(undefined)
    expect(standingOf(paused)).to.equal('paused')
    expect(() => startAttempt(paused, set, AT)).to.throw('put this reviewer aside')
    expect(pauseReviewer(paused, AT)).to.equal(paused)
  })

  it('calibrates again before being asked as before', () => {
    const asked = askToRecalibrate(pauseReviewer(calibrated, AT), AT)
    expect(standingOf(asked)).to.equal('lapsed')
    expect(asked.lapse).to.deep.equal({ why: 'leaning', at: AT })
    expect(standingOf(startAttempt(asked, set, AT))).to.equal('underWay')
    expect(lapse(asked, 'pause', AT)).to.equal(asked)
  })
})
