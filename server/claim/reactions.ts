import type { MicroCredentialVersion } from '../microcredential/index.js'
import type {
  SubmissionDecided,
  SubmissionDenied,
  SubmissionFoundIncomplete,
  SubmissionWithdrawn,
} from '../review/index.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import type { Score } from '../shared/rubric.js'
import {
  type Claim,
  type ClaimChange,
  carryOver,
  earnByAppeal,
  followWithdrawal,
  takeBack,
  takeDecision,
} from './claim.js'
import type { ClaimHandedIn } from './events.js'
import type { ClaimStore } from './store.js'

/** What became of an appeal, as far as the claim follows. */
interface AppealRuled {
  claimId: string
  number: number
  microCredentialId: string
  microCredentialVersion: number
  scores: Score[]
}

export interface ClaimReactionsDeps {
  claims: ClaimStore
  version(microCredentialId: string, version: number): Promise<MicroCredentialVersion>
  openHandedIn(claimId: string, number: number): Promise<void>
}

/** The claim follows what becomes of its attempts; each change happens once, whatever is delivered twice. */
export function claimReactions({ claims, version, openHandedIn }: ClaimReactionsDeps) {
  const follow = (claimId: string, rule: (claim: Claim) => ClaimChange): Promise<void> =>
    retryOnStale(async () => {
      const claim = await claims.find(claimId)
      if (!claim) return
      const { state, events } = rule(claim)
      if (state !== claim) await claims.save(state, events)
    })
  const silently = (state: Claim): ClaimChange => ({ state, events: [] })

  return {
    claimHandedIn: ({ claimId, number }: ClaimHandedIn) => openHandedIn(claimId, number),
    submissionFoundIncomplete: ({ claimId, number }: SubmissionFoundIncomplete) =>
      follow(claimId, claim => silently(takeBack(claim, number))),
    /** What was denied may be done anew: the claim goes back to its writer. */
    submissionDenied: ({ claimId, number }: SubmissionDenied) =>
      follow(claimId, claim => silently(takeBack(claim, number))),
    submissionWithdrawn: ({ claimId, number, at }: SubmissionWithdrawn) =>
      follow(claimId, claim => followWithdrawal(claim, number, at)),
    async submissionDecided(event: SubmissionDecided) {
      const { anatomy } = await version(event.microCredentialId, event.microCredentialVersion)
      await follow(event.claimId, claim => silently(takeDecision(claim, event, anatomy.rubric)))
    },
    appealOverturned: ({ claimId, number }: AppealRuled) =>
      follow(claimId, claim => silently(earnByAppeal(claim, number))),
    async appealUpheld({ claimId, scores, microCredentialId, microCredentialVersion }: AppealRuled) {
      const { anatomy } = await version(microCredentialId, microCredentialVersion)
      await follow(claimId, claim => silently(carryOver(claim, scores, anatomy.rubric)))
    },
  }
}
