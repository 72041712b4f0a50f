import type { Announcement } from '../notification/index.js'
import type {
  AdjudicationOpened,
  AppealOpened,
  FurtherReviewWanted,
  NotYetProposed,
  ReviewDeclined,
  ReviewDueSoon,
  ReviewExpired,
  ReviewOffered,
  ReviewRecused,
  SubmissionDecided,
  SubmissionFoundComplete,
  SubmissionFoundIncomplete,
  SubmissionSubmitted,
} from './events.js'

export interface ReviewReactionsDeps {
  check(submissionId: string): Promise<void>
  offer(submissionId: string): Promise<void>
  notify(announcement: Announcement): Promise<void>
  titleOf(microCredentialId: string, version: number): Promise<string>
}

export function reviewReactions({ check, offer, notify, titleOf }: ReviewReactionsDeps) {
  const fillSeats = ({ submissionId }: { submissionId: string }) => offer(submissionId)

  /** Reviewers learn the micro-credential and the review's own id, and nothing that leads to the earner. */
  const tellReviewer = async (
    event: ReviewOffered | ReviewDueSoon | ReviewExpired | NotYetProposed,
    messageKey: string,
  ) =>
    notify({
      eventId: event.id,
      personId: event.reviewerId,
      kind: 'review',
      messageKey,
      values: { title: await titleOf(event.microCredentialId, event.microCredentialVersion) },
      href: `/reviews/${event.reviewId}`,
    })

  const tellEarner = async (event: SubmissionDecided | SubmissionFoundIncomplete, messageKey: string) =>
    notify({
      eventId: event.id,
      personId: event.earnerId,
      kind: 'decision',
      messageKey,
      values: { title: await titleOf(event.microCredentialId, event.microCredentialVersion) },
      href: `/claims/${event.claimId}`,
    })

  return {
    submissionSubmitted: ({ submissionId }: SubmissionSubmitted) => check(submissionId),
    submissionFoundComplete: (event: SubmissionFoundComplete) => fillSeats(event),
    submissionFoundIncomplete: (event: SubmissionFoundIncomplete) => tellEarner(event, 'review.notice.incomplete'),
    adjudicationOpened: (event: AdjudicationOpened) => fillSeats(event),
    furtherReviewWanted: (event: FurtherReviewWanted) => fillSeats(event),
    notYetProposed: (event: NotYetProposed) => tellReviewer(event, 'review.notice.confirm'),
    appealOpened: (event: AppealOpened) => fillSeats(event),
    reviewDeclined: (event: ReviewDeclined) => fillSeats(event),
    reviewRecused: (event: ReviewRecused) => fillSeats(event),
    reviewOffered: (event: ReviewOffered) =>
      tellReviewer(event, event.seat === 'adjudicator' ? 'review.notice.adjudicate' : 'review.notice.offered'),
    reviewDueSoon: (event: ReviewDueSoon) => tellReviewer(event, 'review.notice.dueSoon'),
    async reviewExpired(event: ReviewExpired) {
      await tellReviewer(event, 'review.notice.expired')
      await fillSeats(event)
    },
    /** What is earned is told with its award. */
    async submissionDecided(event: SubmissionDecided) {
      if (event.outcome === 'notYet') await tellEarner(event, 'review.notice.notYet')
    },
  }
}
