import { submissionIdOf } from '../review/index.js'
import type { Rubric } from '../shared/rubric.js'
import { assessmentLearnersOwnAnchors } from './content/anchors/assessmentLearnersOwn.js'
import type { DemoAnchor } from './content/types.js'
import type { Telling } from './house.js'
import type { Moment } from './moment.js'

const CALIBRATED = 'assessment-learners-own'
const GIVEN_BY = 'signe'
const CALIBRATED_REVIEWERS = ['anders', 'sunniva', 'liv', 'daniel', 'leila']
/** In the middle of the test: whoever continues as the reviewer can go on with it. */
const UNDER_WAY = 'hannah'
const ANSWERED_SO_FAR = 3
const WRITTEN_DAYS_AGO = 34
const GIVEN_DAYS_AGO = 26
const OPENED_DAYS_AGO = 24
const UNDER_WAY_DAYS_AGO = 1

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
  }

  async function give(): Promise<void> {
    const claimId = cast.id('claim', `${GIVEN_BY} ${key}`)
    await calibration.giving.give({ submissionId: submissionIdOf(claimId, 1), earnerId: cast.id('person', GIVEN_BY) })
  }

  /** Scores what is asked, near enough to pass, until `most` are scored. */
  async function score(reviewer: string, most = Number.POSITIVE_INFINITY): Promise<void> {
    const { set } = await calibration.settingUp.read(who())
    const whose = { setId: set.id, reviewerId: cast.id('person', reviewer) }
    await calibration.start(whose)
    for (let scored = 0; scored < most; scored++) {
      const next = await calibration.next(whose)
      if (!next) return
      const scores = next.agreed.map(({ criterionId, levelId }) => ({ criterionId, levelId }))
      await calibration.answer({ ...whose, anchorId: next.id, scores })
    }
  }

  return [
    on(WRITTEN_DAYS_AGO, author, write),
    on(GIVEN_DAYS_AGO, GIVEN_BY, give),
    on(OPENED_DAYS_AGO, author, () => calibration.settingUp.open(who())),
    ...CALIBRATED_REVIEWERS.map((reviewer, index) => on(OPENED_DAYS_AGO - 2 - index, reviewer, () => score(reviewer))),
    on(UNDER_WAY_DAYS_AGO, UNDER_WAY, () => score(UNDER_WAY, ANSWERED_SO_FAR)),
  ]
}

const asScores = (agreed: DemoAnchor['agreed'], rubric: Rubric) =>
  rubric.map(({ id }) => ({ criterionId: id, levelId: agreed[id]![0], reason: agreed[id]![1] }))
