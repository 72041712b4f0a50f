import { isToConfirm } from './panel.js'
import type { SubmissionStore } from './store.js'
import type { Review, Submission } from './submission.js'

export interface NextStepsDeps {
  submissions: SubmissionStore
  titleOf(microCredentialId: string, version: number): Promise<string>
}

/** Offers to answer and reviews to write: somebody waits for each of them. */
export function nextSteps({ submissions, titleOf }: NextStepsDeps) {
  return async (personId: string) =>
    Promise.all(
      (await submissions.waitingFor(personId)).map(async submission => {
        const review = submission.reviews.find(review => review.reviewerId === personId)!
        const { id, answerBy, dueAt } = review
        return {
          messageKey: `review.nextStep.${askedFor(submission, review)}`,
          values: { title: await titleOf(submission.microCredentialId, submission.microCredentialVersion) },
          href: `/reviews/${id}`,
          at: submission.confirmation?.by ?? dueAt ?? answerBy,
          weight: 'awaited' as const,
        }
      }),
    )
}

function askedFor(submission: Submission, review: Review): 'offered' | 'accepted' | 'confirm' {
  if (isToConfirm(submission, review)) return 'confirm'
  return review.state === 'offered' ? 'offered' : 'accepted'
}
