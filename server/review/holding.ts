import { retryOnStale } from '../shared/retryOnStale.js'
import { type AnswerFile, answerHold, type CoordinatorAct, clearHold, denyHold, placeHold } from './hold.js'
import type { SubmissionStore } from './store.js'
import type { Submission, SubmissionChange } from './submission.js'

export interface HoldingDeps {
  submissions: SubmissionStore
  now(): Date
}

type Act = Omit<CoordinatorAct, 'at'> & { submissionId: string }

/** A hold from its reason to its end. Who may coordinate is asked by whoever calls. */
export function holding({ submissions, now }: HoldingDeps) {
  const on = (submissionId: string, rule: (submission: Submission, at: Date) => SubmissionChange): Promise<void> =>
    retryOnStale(async () => {
      const { state, events } = rule(await submissions.get(submissionId), now())
      if (events.length > 0) await submissions.save(state, events)
    })
  return {
    hold: ({ submissionId, ...act }: Act) => on(submissionId, (state, at) => placeHold(state, { ...act, at })),
    clear: ({ submissionId, ...act }: Act) => on(submissionId, (state, at) => clearHold(state, { ...act, at })),
    deny: ({ submissionId, ...act }: Act) => on(submissionId, (state, at) => denyHold(state, { ...act, at })),
    answerHold: ({ submissionId, ...answer }: HoldReply) =>
      on(submissionId, (state, at) => answerHold(state, { ...answer, at })),
  }
}

export interface HoldReply {
  submissionId: string
  earnerId: string
  text: string
  file?: AnswerFile
}
