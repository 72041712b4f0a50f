import type { Anchor } from '../calibration/index.js'
import { submissionIdOf } from '../review/index.js'
import type { Rubric } from '../shared/rubric.js'
import { assessmentLearnersOwnAnchors } from './content/anchors/assessmentLearnersOwn.js'
import { PAUSE_DAYS, READ_ALIKE, readings, underWay } from './content/fairness.js'
import type { DemoAnchor, DemoReading } from './content/types.js'
import type { Telling } from './house.js'
import type { Moment } from './moment.js'
import { readerOf } from './readingAnchors.js'

const CALIBRATED = 'assessment-learners-own'
const GIVEN_BY = 'signe'
const WRITTEN_DAYS_AGO = 150
const OPENED_DAYS_AGO = 142
const GIVEN_DAYS_AGO = 26

/** The authors of one micro-credential agree on anchors, an earner gives a submission, and reviewers calibrate. */
export function calibrating({ rooms, network, cast, calendar }: Telling): Moment[] {
  const { calibration } = rooms
  const { key, slug, author, anatomy } = network.microCredentials.find(each => each.key === CALIBRATED)!
  const who = () => ({ slug, personId: cast.id('person', author) })
  const on = (daysAgo: number, by: string, happens: Moment['happens']): Moment => ({
    at: calendar.some(daysAgo, by, `calibration ${key}`),
    happens,
    quiet: true,
  })

  async function write(): Promise<void> {
    for (const { use, texts, agreed } of assessmentLearnersOwnAnchors) {
      const pieces = Object.entries(texts).map(([requirementId, text]) => ({ requirementId, text }))
      await calibration.settingUp.writeAnchor(who(), { use, pieces, agreed: asScores(agreed, anatomy.rubric) })
    }
    const { anchors, tolerance, seedRate } = (await calibration.settingUp.read(who())).set
    for (const anchor of anchors) await writeAgain(anchor)
    await calibration.settingUp.settle(who(), { tolerance, seedRate, pauseDays: PAUSE_DAYS, group: READ_ALIKE })
  }

  /** The same as if by somebody else. */
  async function writeAgain({ id, evidence }: Anchor): Promise<void> {
    const plain = evidence.map(({ text = '' }) => text)
    const { signs } = assessmentLearnersOwnAnchors.find(({ texts }) => Object.values(texts).includes(plain[0]!))!
    if (!signs) return
    const texts = evidence.map((piece, index) => [piece.id, inOtherWords(plain[index]!, signs)])
    await calibration.settingUp.writeVariant(who(), id, Object.fromEntries(texts))
  }

  async function give(): Promise<void> {
    const claimId = cast.id('claim', `${GIVEN_BY} ${key}`)
    await calibration.giving.give({ submissionId: submissionIdOf(claimId, 1), earnerId: cast.id('person', GIVEN_BY) })
  }

  function reader(reading: DemoReading) {
    const read = readerOf(reading, anatomy.rubric)
    /** Scores what is asked, near enough to pass, until `most` are scored. */
    return async (most = Number.POSITIVE_INFINITY): Promise<void> => {
      const { set } = await calibration.settingUp.read(who())
      const whose = { setId: set.id, reviewerId: cast.id('person', reading.by) }
      await calibration.start(whose)
      const { calibration: drawn } = await calibration.read(whose)
      for (let scored = 0; scored < most; scored++) {
        const next = await calibration.next(whose)
        if (!next) return
        await calibration.answer({ ...whose, anchorId: next.id, scores: read(next, drawn!) })
      }
    }
  }

  function reviewer(reading: DemoReading): Moment[] {
    const { by, calibrated } = reading
    const score = reader(reading)
    const [first, again] = calibrated
    const moments = calibrated.map(daysAgo => on(daysAgo, by, () => score()))
    if (again !== undefined) moments.push(pauseAfter(first!, by))
    if (by !== underWay.by) return moments
    return [...moments, pauseAfter(again!, by), on(underWay.daysAgo, by, () => score(underWay.answered))]
  }

  /** The house looks every day; this is the day on which it finds that this one has paused for long enough. */
  const pauseAfter = (daysAgo: number, by: string): Moment => ({
    at: calendar.evening(daysAgo - PAUSE_DAYS - 1, by),
    happens: calibration.notePauses,
  })

  return [
    on(WRITTEN_DAYS_AGO, author, write),
    on(OPENED_DAYS_AGO, author, () => calibration.settingUp.open(who())),
    on(GIVEN_DAYS_AGO, GIVEN_BY, give),
    ...readings.flatMap(reviewer),
  ]
}

const asScores = (agreed: DemoAnchor['agreed'], rubric: Rubric) =>
  rubric.map(({ id }) => ({ criterionId: id, levelId: agreed[id]![0], reason: agreed[id]![1] }))

const inOtherWords = (text: string, signs: [string, string][]) =>
  signs.reduce((changed, [plain, other]) => changed.replace(plain, () => other), text)
