import { isDeepStrictEqual } from 'node:util'
import type { MicroCredentialVersion } from '../microcredential/index.js'
import { retrace } from './retrace.js'
import type { SubmissionStore } from './store.js'
import type { Submission } from './submission.js'

const BATCH = 100

export interface CheckDecisionsDeps {
  submissions: Pick<SubmissionStore, 'after'>
  version(microCredentialId: string, version: number): Promise<MicroCredentialVersion>
}

export interface CheckedDecisions {
  decisions: number
  problems: string[]
}

/** Whether every decision there is follows from its own audit trail. */
export async function checkDecisions({ submissions, version }: CheckDecisionsDeps): Promise<CheckedDecisions> {
  const checked: CheckedDecisions = { decisions: 0, problems: [] }
  for (let after = ''; ; ) {
    const batch = await submissions.after(after, BATCH)
    for (const submission of batch.filter(({ decision }) => decision)) {
      const { anatomy } = await version(submission.microCredentialId, submission.microCredentialVersion)
      const problem = problemOf(submission, () => retrace(submission, anatomy.rubric).decision)
      checked.decisions++
      if (problem) checked.problems.push(problem)
    }
    if (batch.length < BATCH) return checked
    after = batch.at(-1)!.id
  }
}

function problemOf({ id, decision }: Submission, again: () => Submission['decision']): string | undefined {
  try {
    return isDeepStrictEqual(again(), decision) ? undefined : `The decision on ${id} does not follow from its trail.`
  } catch (error) {
    return `The trail of ${id} cannot be followed: ${(error as Error).message}`
  }
}
