import type { MicroCredentialVersion } from '../microcredential/index.js'
import type { Submission } from '../review/index.js'
import type { Rubric } from '../shared/rubric.js'
import type { Claim } from './claim.js'
import { CLAIM_PARTS, type Problem } from './completeness.js'
import type { Sources } from './freezeClaim.js'
import type { ReadAccount } from './preflight.js'
import type { TimelineItem } from './timeline.js'

/** Someone who would help: nothing but a name and an address. */
export interface Coach {
  name: string
  handle: string
}

/** What its appeals add to a claim's pages. */
export interface ClaimAppeals {
  steps: TimelineItem[]
  /** While one is open, the next attempt is not handed in. */
  isOpen: boolean
  /** Where the latest decision can be appealed, or its appeal be read. */
  link?: { href: string; labelKey: string }
}

/** One claim with all that its pages are about. */
export interface ClaimSubject {
  claim: Claim
  microCredential: MicroCredentialVersion
  /** Its attempts so far, oldest first. */
  submissions: Submission[]
}

/** The same with what its status page tells beside it. */
export interface ToldClaim extends ClaimSubject {
  appeals: ClaimAppeals
  /** People to ask, once it has been "not yet" again and again. */
  coaches: Coach[]
}

export const WORKSPACE_PARTS = [...CLAIM_PARTS, 'check'] as const
export type WorkspacePart = (typeof WORKSPACE_PARTS)[number]

export const pathOf = (claim: Claim) => `/claims/${claim.id}`
export const partHref = (claim: Claim, part: WorkspacePart) => `${pathOf(claim)}?part=${part}`

/** A claim that is being written. */
export interface Workspace extends ClaimSubject {
  part: WorkspacePart
  problems: Problem[]
  sources: Sources
  /** Read only for the last step. */
  account?: ReadAccount
  /** Criteria still to be judged. */
  toJudge: Rubric
}

export function headOf({ claim, microCredential }: ClaimSubject) {
  const { anatomy, slug, version } = microCredential
  return {
    title: anatomy.title,
    microCredentialTitle: anatomy.title,
    microCredentialHref: `/microcredentials/${slug}/v${version}`,
    number: claim.number,
    isLaterAttempt: claim.number > 1,
  }
}
