import type { Step, Submission, SubmissionState } from './submission.js'

const HOUR_MS = 3600_000
const DAY_HOURS = 24

/** When a decision that falls now is told; undefined: at once. */
export type TellingAt = (now: Date) => Date | undefined

/**
 * The next of these hours of UTC. A decision that is told in the minute of the last lock tells who was at work then, and
 * at which hours they are awake.
 */
export const tellingAt =
  (hours: number[]): TellingAt =>
  now => {
    const begun = Math.floor(now.getTime() / HOUR_MS)
    const waits = hours.map(hour => (hour - (begun % DAY_HOURS) + DAY_HOURS) % DAY_HOURS || DAY_HOURS)
    return waits.length === 0 ? undefined : new Date((begun + Math.min(...waits)) * HOUR_MS)
  }

/** What reviewers do, of which an earner's page tells. */
const OF_REVIEWERS: Step['name'][] = ['reviewAccepted', 'reviewLocked', 'adjudicationOpened']

/**
 * A submission as its earner knows it: what reviewers did since the last of the hours has not happened yet. Pages that
 * changed in the minute would tell whoever looks often enough what a late decision keeps to itself.
 */
export const asToldBy =
  (tells: TellingAt) =>
  ({ resting: _, ...submission }: Submission, now: Date): Submission => {
    const isTold = (at: Date) => (tells(at) ?? at) <= now
    const timeline = submission.timeline.filter(({ name, at }) => !OF_REVIEWERS.includes(name) || isTold(at))
    const reviews = submission.reviews.map(review =>
      review.lockedAt && !isTold(review.lockedAt) ? { ...review, state: 'inProgress' as const } : review,
    )
    return { ...submission, timeline, reviews, state: stateIn({ ...submission, timeline }) }
  }

/** Agreed upon, and neither told nor proposed to anybody: to its earner it is being read. */
function stateIn({ state, timeline, confirmation }: Submission): SubmissionState {
  const isRead =
    state === 'inAdjudication'
      ? !timeline.some(({ name }) => name === 'adjudicationOpened')
      : state === 'agreed' && !confirmation
  return isRead ? 'inReview' : state
}
