import { submissionIdOf } from '../review/index.js'
import type { DemoReview, DemoSubmission } from './content/types.js'
import type { Telling } from './house.js'
import { artefactsOf } from './journalling.js'
import type { Moment } from './moment.js'

const DAYS_BEFORE_SUBMITTING = { begin: 6, write: 3 }
const DAYS_UNTIL_WITHDRAWAL = 2

export const nameOf = ({ by, microCredential }: DemoSubmission): string => `${by} ${microCredential}`

/** Claims are begun, written and submitted; some stay drafts, one is taken back. */
export const pursuing = (telling: Telling): Moment[] =>
  telling.network.submissions.flatMap(submission => {
    const { by, daysAgo, ends } = submission
    const pursuit = pursuitOf(telling, submission)
    const on = (day: number, happens: Moment['happens']): Moment => ({
      at: telling.calendar.some(day, by, nameOf(submission)),
      happens,
    })
    return [
      { ...on(daysAgo + DAYS_BEFORE_SUBMITTING.begin, pursuit.begin), quiet: true },
      { ...on(daysAgo + DAYS_BEFORE_SUBMITTING.write, pursuit.write), quiet: true },
      { at: telling.calendar.evening(daysAgo, by), happens: ends === 'draft' ? pursuit.gather : pursuit.submit },
      ...(ends === 'withdrawn' ? [on(daysAgo - DAYS_UNTIL_WITHDRAWAL, pursuit.withdraw)] : []),
    ]
  })

function pursuitOf(telling: Telling, submission: DemoSubmission) {
  const { rooms, network, cast } = telling
  const { by, microCredential, responses, selfAssessment } = submission
  const slug = network.microCredentials.find(({ key }) => key === microCredential)!.slug
  const whose = () => ({ claimId: cast.id('claim', nameOf(submission)), personId: cast.id('person', by) })
  const nothing = { texts: [], writings: [], selfAssessment: [] }

  async function begin(): Promise<void> {
    const { id } = await rooms.claim.begin({ personId: cast.id('person', by), slug })
    cast.enter('claim', nameOf(submission), id)
  }

  async function write(): Promise<void> {
    const texts = Object.entries(responses).flatMap(([requirementId, response]) =>
      'text' in response ? [{ requirementId, text: response.text }] : [],
    )
    await rooms.claim.write(whose(), { ...nothing, texts })
  }

  /** Evidence out of the journal, and a look at the own work on the reviewers' rubric. */
  async function gather(): Promise<void> {
    for (const [requirementId, response] of Object.entries(responses)) {
      if ('text' in response) continue
      const entryIds = response.entries.map(key => cast.id('entry', key))
      const artefactIds = await artefactsOf(telling, by, response.files)
      await rooms.claim.addPieces({ ...whose(), requirementId, entryIds, artefactIds })
    }
    await rooms.claim.write(whose(), { ...nothing, selfAssessment })
  }

  async function submit(): Promise<void> {
    await gather()
    const { id, number } = await rooms.claim.submit(whose())
    await seatPanel(telling, submission, submissionIdOf(id, number))
  }

  return { begin, write, gather, submit, withdraw: () => rooms.claim.withdraw(whose()) }
}

async function seatPanel(telling: Telling, submission: DemoSubmission, submissionId: string): Promise<void> {
  const { ends, reviews, asked = [] } = submission
  await telling.rooms.review.check(submissionId)
  await seat(telling, submission, submissionId, ends === 'adjudication' ? reviews : [...reviews, ...asked])
}

/** A coordinator asks those whose words the content holds; seats that it leaves open the house fills itself. */
export async function seat(
  { rooms, cast }: Telling,
  submission: DemoSubmission,
  submissionId: string,
  reviewers: DemoReview[],
): Promise<void> {
  for (const { by } of reviewers) {
    const reviewId = await rooms.review.offerTo({ submissionId, reviewerId: cast.id('person', by) })
    cast.enter('review', `${by} ${nameOf(submission)}`, reviewId)
  }
}
