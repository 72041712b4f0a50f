import type { MicroCredentialVersion } from '../microcredential/index.js'
import { criteriaToJudge, type FrozenSubmission, freeze, submissionIdOf } from '../review/index.js'
import { Conflict, Invalid } from '../shared/errors.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import { keepTerms } from './blinding.js'
import { type Claim, ensureOwn, isAdrift, markSubmitted, reopenClaim, withdrawClaim } from './claim.js'
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
    withdraw(withdrawal: { submissionId: string; earnerId: string }): Promise<void>
  }
  /** Two panels never judge work of the same claim at a time. */
  isAppealOpen(claimId: string): Promise<boolean>
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

  /** Nobody judges what its earner has put away. */
  async function callBack(claim: Claim): Promise<Claim> {
    const { id, number, personId: earnerId } = claim
    await deps.review.withdraw({ submissionId: submissionIdOf(id, number), earnerId })
    return { ...claim, number: number + 1 }
  }

  /** What the earner saw and left as it was is not asked about again, should there be another attempt. */
  const noteKept = (claimId: string, kept: string[]): Promise<void> =>
    retryOnStale(async () => {
      const claim = await claims.get(claimId)
      if (claim.state === 'drafting') await claims.save(keepTerms(claim, kept, now()), [])
    })

  const markAsSubmitted = (claimId: string, number: number): Promise<Claim> =>
    retryOnStale(async () => {
      const claim = await claims.get(claimId)
      const marked = isAdrift(claim, number) ? await callBack(claim) : markSubmitted(claim, number)
      if (marked !== claim) await claims.save(marked, [])
      return marked
    })

  return {
    check,
    isAppealOpen: deps.isAppealOpen,
    preflight,
    frozen,
    markAsSubmitted,
    /** Freezes a copy and hands it in. The attempt's number makes a second click harmless. */
    async submit({ claimId, personId, kept = [] }: Whose & { kept?: string[] }): Promise<Claim> {
      const claim = ensureOwn(await claims.get(claimId), personId)
      if (claim.state === 'submitted') return claim
      if (claim.state !== 'drafting') throw new Conflict(`A claim that is ${claim.state} cannot be submitted`)
      if (await deps.isAppealOpen(claimId)) throw new Conflict('An appeal on this claim is open')
      const problems = await check(claim)
      if (problems.length > 0) throw new Incomplete(problems)
      await deps.review.open(await frozen(claim))
      if (kept.length > 0) await noteKept(claimId, kept)
      return markAsSubmitted(claimId, claim.number)
    },
    /** Takes a submitted attempt out of review as well. */
    withdraw: ({ claimId, personId }: Whose): Promise<void> =>
      retryOnStale(async () => {
        const claim = ensureOwn(await claims.get(claimId), personId)
        const submissionId = submissionIdOf(claim.id, claim.number)
        if (claim.state === 'submitted') await deps.review.withdraw({ submissionId, earnerId: personId })
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
