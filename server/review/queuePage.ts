import { closedStatus } from './closedPage.js'
import { isOpen } from './panel.js'
import { pathOf } from './subject.js'
import type { Review, Submission } from './submission.js'

export interface QueueItem {
  submission: Submission
  review: Review
  title: string
}

export function queuePage(items: QueueItem[], done: QueueItem[], nextHref?: string) {
  const inState = (...states: Review['state'][]) => items.filter(({ review }) => states.includes(review.state)).map(row)
  const [offered, accepted] = [inState('offered'), inState('accepted', 'inProgress')]
  const toConfirm = inState('locked')
  return {
    titleKey: 'review.queue.title',
    offered,
    accepted,
    toConfirm,
    done: done.map(row),
    load: { offered: offered.length, accepted: accepted.length },
    isEmpty: items.length === 0 && done.length === 0,
    nextHref,
  }
}

function row({ submission, review, title }: QueueItem) {
  return {
    title,
    href: pathOf(review),
    answerBy: review.state === 'offered' ? review.answerBy : undefined,
    dueAt: isOpen(submission) && review.state !== 'locked' ? review.dueAt : undefined,
    confirmBy: submission.confirmation?.by,
    lockedAt: review.lockedAt,
    isAdjudication: review.seat === 'adjudicator',
    hasBegun: review.state === 'inProgress',
    statusKey: `review.closed.${closedStatus(submission, review)}`,
  }
}
