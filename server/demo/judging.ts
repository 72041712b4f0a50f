import type { DemoReview, DemoSubmission } from './content/types.js'
import type { Telling } from './house.js'
import type { Moment } from './moment.js'
import { nameOf, seat } from './pursuing.js'

/** Within what the house allows: three days to answer, ten to judge. */
const DAYS_TO_ANSWER = [1, 2] as const
const DAYS_TO_JUDGE = [6, 9] as const
const DAYS_UNTIL_RULING_ACCEPTED = 11
const DRAFTED_DAYS_AGO = 1

/** The day on which both had judged. */
export const decidedDaysAgo = ({ daysAgo }: DemoSubmission): number => daysAgo - DAYS_TO_JUDGE[1]

/** Reviewers accept, write and lock; where two disagree, a third is asked. */
export const judging = (telling: Telling): Moment[] =>
  telling.network.submissions.flatMap(submission => {
    const { ends, reviews, asked = [] } = submission
    const answered = asked.filter(({ accepted }) => accepted)
    if (ends !== 'adjudication') return panel(telling, submission, [...reviews, ...answered])
    return [...panel(telling, submission, reviews), ...answered.map(each => ruling(telling, submission, each))]
  })

function panel(telling: Telling, submission: DemoSubmission, seated: DemoReview[]): Moment[] {
  return seated.flatMap((review, seat) => {
    const { by, levels } = review
    const { on, accept, draft, lock } = judgeOf(telling, submission, by)
    const accepted: Moment = { ...on(submission.daysAgo - DAYS_TO_ANSWER[seat]!, accept), quiet: true }
    if (submission.reviews.includes(review))
      return [accepted, on(submission.daysAgo - DAYS_TO_JUDGE[seat]!, () => lock(levels))]
    return levels.length > 0 ? [accepted, on(DRAFTED_DAYS_AGO, () => draft(levels))] : [accepted]
  })
}

function ruling(telling: Telling, submission: DemoSubmission, { by }: DemoReview): Moment {
  const { on, accept } = judgeOf(telling, submission, by)
  return on(submission.daysAgo - DAYS_UNTIL_RULING_ACCEPTED, accept)
}

function judgeOf(telling: Telling, submission: DemoSubmission, by: string) {
  const { rooms, cast, calendar } = telling
  const { ends, reviews, asked = [] } = submission
  const name = `${by} ${nameOf(submission)}`
  const whose = () => ({ reviewId: cast.id('review', name), reviewerId: cast.id('person', by) })
  type Judgements = DemoReview['levels']

  async function lock(judgements: Judgements): Promise<void> {
    const { id } = await rooms.review.lock({ ...whose(), judgements, note: '' })
    const opensRuling = ends === 'adjudication' && by === reviews.at(-1)!.by
    // At once, before the house hears of the disagreement and asks somebody by itself.
    if (opensRuling) await seat(telling, submission, id, asked)
  }

  return {
    on: (daysAgo: number, happens: Moment['happens']): Moment => ({ at: calendar.some(daysAgo, by, name), happens }),
    accept: () => rooms.review.accept(whose()),
    draft: (judgements: Judgements) => rooms.review.saveDraft({ ...whose(), judgements, note: '' }),
    lock,
  }
}
