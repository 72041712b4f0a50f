import type { DemoSubmission } from './content/types.js'
import { awardOf } from './holding.js'
import type { Telling } from './house.js'
import { decidedDaysAgo } from './judging.js'
import type { Moment } from './moment.js'

const DAYS_UNTIL_ASKED = 4
const DAYS_UNTIL_ANSWERED = 8

type Outcome = NonNullable<DemoSubmission['recognition']>

/** Holders ask what their award is worth where they work; officers answer, or have yet to. */
export const recognising = (telling: Telling): Moment[] =>
  telling.network.submissions.flatMap(submission => {
    const { by, recognition } = submission
    if (!recognition) return []
    const request = requestOf(telling, submission, recognition)
    const decided = decidedDaysAgo(submission)
    const asked = { at: telling.calendar.some(decided - DAYS_UNTIL_ASKED, by), happens: request.ask }
    const answered = telling.calendar.some(decided - DAYS_UNTIL_ANSWERED, recognition.by)
    return recognition.outcome === 'requested' ? [asked] : [asked, { at: answered, happens: request.answer }]
  })

function requestOf(telling: Telling, submission: DemoSubmission, { by, outcome, hours, credits, note }: Outcome) {
  const { rooms, network, cast } = telling
  const office = network.people
    .find(({ key }) => key === by)!
    .memberships.find(({ roles }) => roles.includes('officer'))!
  const organizationId = () => cast.id('organization', office.organization)

  return {
    async ask(): Promise<void> {
      const { id, earnerId } = await awardOf(telling, submission)
      await rooms.recognition.ask(id, earnerId, organizationId())
    },
    async answer(): Promise<void> {
      const { id } = await awardOf(telling, submission)
      const { id: recognitionId } = (await rooms.recognition.of(id, organizationId()))!
      const asked = { recognitionId, organizationId: organizationId(), by: cast.id('person', by) }
      const worth = outcome === 'denied' ? { hours: 0, credits: 0 } : { hours: hours ?? 0, credits: credits ?? 0 }
      const verdict = outcome === 'denied' ? ('denied' as const) : ('approved' as const)
      await rooms.recognition.decide(asked, { ...worth, outcome: verdict, note })
    },
  }
}
