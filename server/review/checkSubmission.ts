import type { FileStore } from '../platform/files.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import { isIntact } from './frozen.js'
import type { SubmissionStore } from './store.js'
import { finishCheck, type Submission, startCheck } from './submission.js'

export interface CheckDeps {
  submissions: SubmissionStore
  files: Pick<FileStore, 'stat'>
  now(): Date
}

/** The gate on what is there, before anyone judges how good it is: the frozen copy is whole, byte for byte. */
export function checkSubmission({ submissions, files, now }: CheckDeps) {
  async function begin(submissionId: string): Promise<Submission | undefined> {
    const submission = await submissions.get(submissionId)
    if (submission.state !== 'submitted') return submission.state === 'checking' ? submission : undefined
    const { state, events } = startCheck(submission, now())
    await submissions.save(state, events)
    return submissions.get(submissionId)
  }

  async function problemsIn(submission: Submission): Promise<string[]> {
    if (!isIntact(submission)) return ['review.problem.notIntact']
    const digests = submission.evidence.flatMap(piece => piece.digest ?? [])
    const stored = await Promise.all(digests.map(digest => files.stat(digest)))
    return stored.includes(undefined) ? ['review.problem.fileMissing'] : []
  }

  return (submissionId: string): Promise<void> =>
    retryOnStale(async () => {
      const submission = await begin(submissionId)
      if (!submission) return
      const { state, events } = finishCheck(submission, await problemsIn(submission), now())
      await submissions.save(state, events)
    })
}
