import type { MicroCredentialVersion } from '../microcredential/index.js'
import type { AnchorReviewed, Submission, SubmissionDecided } from '../review/index.js'
import type { Score } from '../shared/rubric.js'
import { decidedFrom } from './decided.js'
import type { ReliabilityStore } from './store.js'

const BATCH = 100

export interface KeepingDeps {
  rows: ReliabilityStore
  version(microCredentialId: string, version: number): Promise<MicroCredentialVersion>
  submission(id: string): Promise<Submission>
  /** All there are, in the order of their ids. */
  submissionsAfter(id: string, limit: number): Promise<Submission[]>
  /** What was agreed on an anchor, as long as it is one. */
  agreedOn(setId: string, anchorId: string): Promise<Score[] | undefined>
}

/** Keeps what each decision and each anchor says about reviewing. */
export function keeping({ rows, version, submission, submissionsAfter, agreedOn }: KeepingDeps) {
  async function keep(decided: Submission): Promise<void> {
    const { anatomy } = await version(decided.microCredentialId, decided.microCredentialVersion)
    const row = decidedFrom(decided, anatomy.rubric)
    if (row) await rows.keepDecided(row)
  }

  return {
    /** What was decided before anybody kept count. */
    async catchUp(): Promise<void> {
      if (!(await rows.isEmpty())) return
      for (let after = ''; ; ) {
        const batch = await submissionsAfter(after, BATCH)
        for (const each of batch) await keep(each)
        if (batch.length < BATCH) return
        after = batch.at(-1)!.id
      }
    },
    reactions: {
      submissionDecided: async ({ submissionId }: SubmissionDecided) => keep(await submission(submissionId)),
      async anchorReviewed({ setId, anchorId, reviewId, reviewerId, microCredentialId, scores }: AnchorReviewed) {
        const agreed = await agreedOn(setId, anchorId)
        if (!agreed) return
        const isRight = ({ criterionId, levelId }: Score) =>
          agreed.some(score => score.criterionId === criterionId && score.levelId === levelId)
        const right = scores.filter(isRight).length
        await rows.keepAnchor({ reviewId, reviewerId, microCredentialId, judged: scores.length, right })
      },
    },
  }
}
