import type { ClaimRoom } from '../claim/index.js'
import type { MicroCredentialVersion } from '../microcredential/index.js'
import { appealIdOf, type Submission } from '../review/index.js'
import { Conflict, NotFound } from '../shared/errors.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import { type Appeal, ensureOpenToAppeal, fileAppeal, type Ground, withdrawAppeal } from './appeal.js'
import type { AppealStore } from './store.js'

export interface AppealingDeps {
  appeals: AppealStore
  /** Throws NotFound. */
  submission(id: string): Promise<Submission>
  claim: Pick<ClaimRoom, 'get' | 'challenge'>
  version(microCredentialId: string, version: number): Promise<MicroCredentialVersion>
  now(): Date
}

export interface Whose {
  submissionId: string
  earnerId: string
}

/** One decision with the appeal against it, if there is one. */
export interface AppealSubject {
  submission: Submission
  microCredential: MicroCredentialVersion
  appeal: Appeal | undefined
}

/** What an earner does about a decision. */
export function appealing({ appeals, submission: submissionOf, claim: claims, version, now }: AppealingDeps) {
  /** Throws NotFound for anybody else's. */
  async function read({ submissionId, earnerId }: Whose): Promise<AppealSubject> {
    const submission = await submissionOf(submissionId)
    if (submission.earnerId !== earnerId || submission.appeal) throw new NotFound('No such submission')
    const [microCredential, appeal] = await Promise.all([
      version(submission.microCredentialId, submission.microCredentialVersion),
      appeals.find(appealIdOf(submissionId)),
    ])
    return { submission, microCredential, appeal }
  }

  /** Two panels never judge the same claim at a time: the next attempt waits for an appeal, and the other way round. */
  async function ensureLatest({ claimId, number }: Submission): Promise<void> {
    const claim = await claims.get(claimId)
    if (claim.state !== 'drafting' || claim.number !== number + 1)
      throw new Conflict('Only the latest decision can be appealed, before the next attempt is handed in')
  }

  return {
    read,
    /** Whether the earner may file one now; says why not by the error that filing would throw. */
    async refusal({ submission, appeal }: AppealSubject): Promise<Conflict | undefined> {
      if (appeal) return undefined
      try {
        ensureOpenToAppeal(submission, submission.earnerId, now())
        await ensureLatest(submission)
      } catch (error) {
        if (error instanceof Conflict) return error
        throw error
      }
      return undefined
    },
    /** Filing twice has no effect: the first appeal stands. */
    async file({ submissionId, earnerId, grounds }: Whose & { grounds: Ground[] }): Promise<void> {
      const { submission, appeal } = await read({ submissionId, earnerId })
      if (appeal) return
      const filing = { appealId: appealIdOf(submissionId), earnerId, grounds, at: now() }
      const { state, events } = fileAppeal(submission, filing)
      // The claim says which came first, this or the next attempt; what it has said is carried out, come what may.
      await claims.challenge({ claimId: submission.claimId, number: submission.number, grounds })
      await appeals.insert(state, events)
    },
    /** A crash between the challenge and the appeal leaves nothing undone. */
    async fileChallenged(submissionId: string, grounds: Ground[], at: Date): Promise<void> {
      const submission = await submissionOf(submissionId)
      const filing = { appealId: appealIdOf(submissionId), earnerId: submission.earnerId, grounds, at }
      const { state, events } = fileAppeal(submission, filing)
      await appeals.insert(state, events)
    },
    withdraw: ({ submissionId, earnerId }: Whose): Promise<void> =>
      retryOnStale(async () => {
        const { state, events } = withdrawAppeal(await appeals.get(appealIdOf(submissionId)), earnerId, now())
        if (events.length > 0) await appeals.save(state, events)
      }),
  }
}

export type Appealing = ReturnType<typeof appealing>
