import type { SubmissionStore } from './store.js'

export interface NextStepsDeps {
  submissions: SubmissionStore
  titleOf(microCredentialId: string, version: number): Promise<string>
}

/** Offers to answer and reviews to write: somebody waits for each of them. */
export function nextSteps({ submissions, titleOf }: NextStepsDeps) {
  return async (personId: string) =>
    Promise.all(
      (await submissions.waitingFor(personId)).map(async submission => {
        const { id, state, answerBy, dueAt } = submission.reviews.find(review => review.reviewerId === personId)!
        return {
          messageKey: state === 'offered' ? 'review.nextStep.offered' : 'review.nextStep.accepted',
          values: { title: await titleOf(submission.microCredentialId, submission.microCredentialVersion) },
          href: `/reviews/${id}`,
          at: dueAt ?? answerBy,
          weight: 'awaited' as const,
        }
      }),
    )
}
