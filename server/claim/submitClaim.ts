import type { MicroCredentialVersion } from '../microcredential/index.js'
import { criteriaToJudge, type FrozenSubmission, freeze, submissionIdOf } from '../review/index.js'
import { Conflict, Invalid } from '../shared/errors.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import { keepTerms } from './blinding.js'
import { type Claim, ensureOwn, handIn, reopenClaim, withdrawClaim } from './claim.js'
import { type Problem, problemsIn } from './completeness.js'
import { type ClaimPreflightDeps, claimPreflight } from './preflight.js'
import { availableIn, type SourceDeps, sourcesOf } from './sources.js'
import type { ClaimStore } from './store.js'

export interface SubmitDeps extends SourceDeps, ClaimPreflightDeps {
  claims: ClaimStore
  version(microCredentialId: string, version: number): Promise<MicroCredentialVersion>
  /** Where somebody works: whoever works there too does not judge. */
  workplacesOf(personId: string): Promise<{ id: string }[]>
  review: {
    open(frozen: FrozenSubmission): Promise<boolean>
    submissionsOf(claimId: string): Promise<{ number: number }[]>
    withdraw(withdrawal: { submissionId: string; earnerId: string }): Promise<void>
  }
  /** Whether an appeal is heard, or against the attempt that was challenged last about to be filed. */
  isAppealOpen(claim: Claim): Promise<boolean>
  now(): Date
}

/** Something is missing; `problems` says what, each tied to its field. */
export class Incomplete extends Invalid {
  constructor(readonly problems: Problem[]) {
    super('The claim is not complete')
  }
}

interface Whose {
  claimId: string
  personId: string
}

export function submitting(deps: SubmitDeps) {
  const { claims, version, now } = deps
  const preflight = claimPreflight(deps)
  const versionOf = (claim: Claim) => version(claim.microCredentialId, claim.microCredentialVersion)

  async function check(claim: Claim): Promise<Problem[]> {
    const { anatomy } = await versionOf(claim)
    const available = availableIn(await sourcesOf(claim, deps))
    const rubric = criteriaToJudge(anatomy.rubric, claim.carriedOver)
    return problemsIn({ requirements: anatomy.requirements, rubric, draft: claim.draft, available })
  }

  /** Exactly what reviewers would get if it were submitted now. */
  async function frozen(claim: Claim): Promise<FrozenSubmission> {
    const [workplaces, blind] = await Promise.all([deps.workplacesOf(claim.personId), preflight.blind(claim)])
    return freeze({
      claimId: claim.id,
      number: claim.number,
      earnerId: claim.personId,
      earnerOrganizationIds: workplaces.map(({ id }) => id),
      microCredentialId: claim.microCredentialId,
      microCredentialVersion: claim.microCredentialVersion,
      ...blind,
      carriedOver: claim.carriedOver,
    })
  }

  /** What was handed in reaches its reviewers, once, whoever brings it. */
  async function open(claim: Claim): Promise<void> {
    const attempts = await deps.review.submissionsOf(claim.id)
    if (!attempts.some(({ number }) => number === claim.number)) await deps.review.open(await frozen(claim))
  }

  const { isAppealOpen } = deps

  return {
    check,
    isAppealOpen,
    preflight,
    frozen,
    /** A crash between handing in and opening leaves nothing undone. */
    async openHandedIn(claimId: string, number: number): Promise<void> {
      const claim = await claims.get(claimId)
      if (claim.state === 'submitted' && claim.number === number) await open(claim)
    },
    /** Hands in, and freezes a copy. The claim's own state makes a second click harmless, and an appeal meanwhile wait. */
    submit: ({ claimId, personId, kept = [] }: Whose & { kept?: string[] }): Promise<Claim> =>
      retryOnStale(async () => {
        const claim = ensureOwn(await claims.get(claimId), personId)
        if (claim.state === 'submitted') return claim
        if (claim.state !== 'drafting') throw new Conflict(`A claim that is ${claim.state} cannot be submitted`)
        if (await isAppealOpen(claim)) throw new Conflict('An appeal on this claim is open')
        const problems = await check(claim)
        if (problems.length > 0) throw new Incomplete(problems)
        // What cannot be frozen is not handed in.
        const copy = await frozen(claim)
        const { state, events } = handIn(kept.length > 0 ? keepTerms(claim, kept, now()) : claim, now())
        await claims.save(state, events)
        await deps.review.open(copy)
        return state
      }),
    /** Takes a submitted attempt out of review as well. */
    withdraw: ({ claimId, personId }: Whose): Promise<void> =>
      retryOnStale(async () => {
        const claim = ensureOwn(await claims.get(claimId), personId)
        // What is put away could be begun anew, and be before two panels.
        if (claim.state === 'drafting' && (await isAppealOpen(claim))) throw new Conflict('An appeal is open')
        const submissionId = submissionIdOf(claim.id, claim.number)
        if (claim.state === 'submitted') {
          // It may have been handed in this very moment, and not be there yet.
          await open(claim)
          await deps.review.withdraw({ submissionId, earnerId: personId })
        }
        const { state, events } = withdrawClaim(claim, now())
        if (events.length > 0) await claims.save(state, events)
      }),
    reopen: ({ claimId, personId }: Whose): Promise<void> =>
      retryOnStale(async () => {
        const claim = ensureOwn(await claims.get(claimId), personId)
        const open = await claims.openOf(personId, claim.microCredentialId)
        if (open && open.id !== claimId) throw new Conflict('Another claim on this is under way')
        const { state, events } = reopenClaim(claim, now())
        if (events.length > 0) await claims.save(state, events)
      }),
  }
}
