import type { Award } from '../award/index.js'
import { submissionIdOf } from '../review/index.js'
import type { DemoSubmission } from './content/types.js'
import type { Telling } from './house.js'
import { decidedDaysAgo } from './judging.js'
import type { Moment } from './moment.js'
import { nameOf } from './pursuing.js'

const DAYS_UNTIL_ACCEPTED = 2
const REVOKED_DAYS_AGO = 41
const MOST_AWARDS = 20

/** Awards are accepted and shown; one is revoked. */
export const holding = (telling: Telling): Moment[] =>
  telling.network.submissions.flatMap(submission => {
    const { by, award } = submission
    if (!award?.accepted) return []
    const accepted = {
      at: telling.calendar.some(decidedDaysAgo(submission) - DAYS_UNTIL_ACCEPTED, by),
      happens: () => accept(telling, submission, award.visibility),
    }
    return award.revoked ? [accepted, revocation(telling, submission, award.revoked)] : [accepted]
  })

export async function awardOf({ rooms, cast }: Telling, submission: DemoSubmission): Promise<Award> {
  const submissionId = submissionIdOf(cast.id('claim', nameOf(submission)), 1)
  const held = await rooms.award.ofPerson(cast.id('person', submission.by), { limit: MOST_AWARDS })
  const found = held.find(award => award.submissionId === submissionId)
  if (!found) throw new Error(`No award for ${nameOf(submission)}`)
  return found
}

/** The first words and the artefacts are shown; the reflection stays with its writer. */
async function accept(telling: Telling, submission: DemoSubmission, visibility: Award['visibility']): Promise<void> {
  const { id, evidence, earnerId } = await awardOf(telling, submission)
  const { requirements } = telling.network.microCredentials.find(
    ({ key }) => key === submission.microCredential,
  )!.anatomy
  const kept = new Set(requirements.filter(({ part }) => part === 'reflection').map(requirement => requirement.id))
  const shown = evidence.filter(({ requirementId }) => !kept.has(requirementId)).map(piece => piece.id)
  await telling.rooms.award.accept(id, earnerId, { visibility, evidence: shown })
}

function revocation(telling: Telling, submission: DemoSubmission, reason: string): Moment {
  const { rooms, network, calendar, cast } = telling
  const { organization } = network.microCredentials.find(({ key }) => key === submission.microCredential)!
  const administrator = network.people.find(({ memberships }) =>
    memberships.some(each => each.organization === organization && each.roles.includes('administrator')),
  )!
  return {
    at: calendar.some(REVOKED_DAYS_AGO, administrator.key),
    async happens() {
      const { id } = await awardOf(telling, submission)
      await rooms.award.revoke({ awardId: id, by: cast.id('person', administrator.key), reason })
    },
  }
}
