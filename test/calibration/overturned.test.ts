import { expect } from 'chai'
import { agreementWith } from '../../server/calibration/agreement.js'
import { type Calibration, newCalibration, noteOverturned } from '../../server/calibration/calibration.js'
import { type SeedingDeps, seeding } from '../../server/calibration/seeding.js'
import { accepted, daysLater, inReview, locked } from '../review/aSubmission.js'
import { AT, anOpenSet, RUBRIC, scores } from './aSet.js'

const set = anOpenSet()
const calibrated = (reviewerId: string): Calibration => ({
  ...newCalibration(set, reviewerId),
  calibratedAt: AT,
  lastReviewAt: AT,
})

const APPEAL = {
  ...{ appealId: 'claim-1-appeal', submissionId: 'claim-1', microCredentialId: 'mc', microCredentialVersion: 1 },
  ...{ overturned: ['seeing'], scores: scores('met', 'met'), at: daysLater(20) },
}

/** The room's reaction over calibrations in memory: Bo had said "not met", Cy had not. */
async function afterAppeal(event = APPEAL): Promise<Map<string, Calibration>> {
  const known = new Map(['bo', 'cy', 'ed'].map(id => [`set.${id}`, calibrated(id)]))
  const split = locked(locked(accepted(inReview(), 'bo', 'cy'), 'bo', 'partly', 'met'), 'cy', 'met', 'met')
  const deps = {
    jobs: { handle() {} },
    calibrations: {
      find: async (id: string) => known.get(id),
      save: async (calibration: Calibration) => void known.set(calibration.id, calibration),
    },
    openSetFor: async () => set,
    rubricOf: async () => RUBRIC,
    submission: async () => split,
    now: () => AT,
  }
  const { appealOverturned } = seeding(deps as unknown as SeedingDeps)
  await appealOverturned(event)
  await appealOverturned(event)
  return known
}

describe('a decision overturned on appeal', () => {
  it('is noted once for whoever had said "not met", and for nobody else', async () => {
    const known = await afterAppeal()
    expect(known.get('set.bo')!.seeded).to.have.length(1)
    expect(known.get('set.cy')!.seeded).to.deep.equal([])
    expect(known.get('set.ed')!.seeded).to.deep.equal([])
  })

  it('counts like an anchor, hits as well as misses', async () => {
    const { seeded } = (await afterAppeal()).get('set.bo')!
    expect(agreementWith(set.anchors, seeded, RUBRIC)).to.include({ judgements: 2, exact: 0.5 })
  })

  it('is no new review, and nothing where the first panel was right', async () => {
    const bo = (await afterAppeal()).get('set.bo')!
    expect(bo.lastReviewAt).to.deep.equal(AT)
    expect(noteOverturned(bo, bo.seeded[0]!)).to.equal(bo)
    expect((await afterAppeal({ ...APPEAL, overturned: [] })).get('set.bo')!.seeded).to.deep.equal([])
  })
})
