import type { Announcement } from '../notification/index.js'
import type {
  HoldAnswered,
  SubmissionCleared,
  SubmissionDenied,
  SubmissionFoundComplete,
  SubmissionHeld,
} from '../review/index.js'
import type { MatchStore } from './matchStore.js'
import { matchPath } from './pages.js'

export interface IntegrityReactionsDeps {
  matches: MatchStore
  findCopies(submissionId: string): Promise<void>
  notify(announcement: Announcement): Promise<void>
  titleOf(microCredentialId: string, version: number): Promise<string>
}

export function integrityReactions({ matches, findCopies, notify, titleOf }: IntegrityReactionsDeps) {
  const tellEarner = async (event: SubmissionHeld | SubmissionCleared | SubmissionDenied, messageKey: string) =>
    notify({
      eventId: event.id,
      personId: event.earnerId,
      kind: 'decision',
      messageKey,
      values: {
        title: await titleOf(event.microCredentialId, event.microCredentialVersion),
        reason: event.reason,
      },
      href: `/claims/${event.claimId}/hold`,
    })

  return {
    submissionFoundComplete: ({ submissionId }: SubmissionFoundComplete) => findCopies(submissionId),
    submissionHeld: (event: SubmissionHeld) => tellEarner(event, 'integrity.notice.held'),
    submissionCleared: (event: SubmissionCleared) => tellEarner(event, 'integrity.notice.cleared'),
    submissionDenied: (event: SubmissionDenied) => tellEarner(event, 'integrity.notice.denied'),
    /** To whoever asked; without a word of who answered. */
    async holdAnswered({ id, placedBy, submissionId, microCredentialId, microCredentialVersion }: HoldAnswered) {
      const [match] = await matches.ofSubmission(submissionId)
      await notify({
        eventId: id,
        personId: placedBy,
        kind: 'review',
        messageKey: 'integrity.notice.answered',
        values: { title: await titleOf(microCredentialId, microCredentialVersion) },
        href: match ? matchPath(match) : '/reviews/integrity',
      })
    },
  }
}
