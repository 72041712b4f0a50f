import type { MicroCredentialVersion } from '../microcredential/index.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import { confirmNotYet, contestNotYet } from './modelJudging.js'
import type { ReviewerAct } from './panel.js'
import type { SubmissionStore } from './store.js'
import type { SubmissionChange } from './submission.js'
import type { TellingAt } from './telling.js'

export interface AnswerProposalDeps {
  submissions: SubmissionStore
  version(microCredentialId: string, version: number): Promise<MicroCredentialVersion>
  now(): Date
  tellingAt: TellingAt
}

type Act = Omit<ReviewerAct, 'at'>

/** A person answers the model's "not yet": it stands, or somebody who sees everything decides. */
export function answerProposal({ submissions, version, now, tellingAt }: AnswerProposalDeps) {
  const save = async ({ state, events }: SubmissionChange) => {
    if (events.length > 0) await submissions.save(state, events)
  }
  return {
    confirm: (act: Act): Promise<void> =>
      retryOnStale(async () => {
        const submission = await submissions.withReview(act.reviewId)
        const { anatomy } = await version(submission.microCredentialId, submission.microCredentialVersion)
        const at = now()
        await save(confirmNotYet(submission, { ...act, at, tellAt: tellingAt(at) }, anatomy.rubric))
      }),
    contest: (act: Act): Promise<void> =>
      retryOnStale(async () => save(contestNotYet(await submissions.withReview(act.reviewId), { ...act, at: now() }))),
  }
}
