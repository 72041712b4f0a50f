import type { ArtefactRoom } from '../artefact/index.js'
import type { MicroCredentialVersion } from '../microcredential/index.js'
import type { Clock } from '../platform/clock.js'
import type { Connection } from '../platform/database.js'
import type { FileStore } from '../platform/files.js'
import type { PreflightRoom } from '../preflight/index.js'
import type { ReviewRoom } from '../review/index.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import { beginClaim } from './beginClaim.js'
import { challengeDecision } from './claim.js'
import type { ChallengeGround } from './events.js'
import { fillClaim } from './fillClaim.js'
import type { ClaimableEntry, Translate } from './freezeClaim.js'
import { nextSteps } from './nextSteps.js'
import type { ClaimPreflightDeps } from './preflight.js'
import { claimReactions } from './reactions.js'
import { type ClaimRoutesDeps, claimRoutes } from './routes.js'
import { claimStore } from './store.js'
import { type SubmitDeps, submitting } from './submitClaim.js'

export type { Claim, ClaimState } from './claim.js'
export type { Draft, Piece, Response, SelfScore, Typed } from './draft.js'
export type * from './events.js'
export { Incomplete } from './submitClaim.js'

export interface ClaimDeps {
  db: Connection
  clock: Clock
  files: FileStore
  /** Wakes the event relay. */
  wake(): void
  /** The newest published version by its slug; throws NotFound. */
  latest(slug: string): Promise<MicroCredentialVersion>
  version(microCredentialId: string, version: number): Promise<MicroCredentialVersion>
  workplacesOf: SubmitDeps['workplacesOf']
  artefact: Pick<ArtefactRoom, 'many' | 'ofOwner' | 'addFile' | 'addLink'>
  journal: {
    many(ids: string[]): Promise<Map<string, ClaimableEntry>>
    entriesOf(personId: string, page: { limit: number }): Promise<(ClaimableEntry & { happenedOn?: string })[]>
  }
  preflight: Pick<PreflightRoom, 'account' | 'copies'>
  /** Who somebody is and with whom they work, to look for in what they wrote. */
  writer: ClaimPreflightDeps['writer']
  review: Pick<ReviewRoom, 'open' | 'withdraw' | 'submissionsOf' | 'submissionsTold' | 'answerHold'>
  translator(language: string): Translate
  /** What appeals add to the claim's page. */
  appealsOf: ClaimRoutesDeps['appealsOf']
  /** Whether an appeal is heard, or against the attempt that was challenged last about to be filed: nothing is handed in. */
  isAppealOpen: SubmitDeps['isAppealOpen']
  coachesFor: ClaimRoutesDeps['coachesFor']
}

/** How much of the journal is offered as evidence at a time: the newest. */
const LOOKED_THROUGH = 60

/** The earner's side: from the first word of a draft to what became of its last attempt. */
export function createClaim(deps: ClaimDeps) {
  const now = () => deps.clock.now()
  const claims = claimStore(deps.db, deps.wake)
  const sources = { artefacts: deps.artefact, entries: deps.journal }
  const begin = beginClaim({ claims, latest: deps.latest, now })
  const filling = fillClaim({ claims, ...sources, now })
  const handling = submitting({ ...deps, ...sources, claims, now })
  return {
    begin,
    /** Saves what was typed in some fields of the draft. */
    write: filling.write,
    addPieces: filling.addPieces,
    removePiece: filling.removePiece,
    submit: handling.submit,
    withdraw: handling.withdraw,
    reopen: handling.reopen,
    /** The decision on this attempt is challenged: from now on the next one waits. Twice has no effect. */
    challenge: ({ claimId, number, grounds }: { claimId: string; number: number; grounds: ChallengeGround[] }) =>
      retryOnStale(async () => {
        const { state, events } = challengeDecision(await claims.get(claimId), number, grounds, now())
        if (events.length > 0) await claims.save(state, events)
      }),
    /** Throws NotFound. */
    get: claims.get,
    /** Newest first. */
    ofPerson: (personId: string, page: { before?: string; limit?: number } = {}) =>
      claims.ofPerson(personId, { limit: 20, ...page }),
    openOf: claims.openOf,
    nextSteps: nextSteps({ claims, version: deps.version }),
    reactions: claimReactions({ claims, version: deps.version, openHandedIn: handling.openHandedIn }),
    routes: claimRoutes({
      ...sources,
      claims,
      files: deps.files,
      version: deps.version,
      translator: deps.translator,
      submissionsOf: deps.review.submissionsTold,
      appealsOf: deps.appealsOf,
      coachesFor: deps.coachesFor,
      answerHold: deps.review.answerHold,
      preflight: deps.preflight,
      now,
      begin,
      filling,
      submitting: handling,
      addFile: deps.artefact.addFile,
      addLink: deps.artefact.addLink,
      artefactsOf: personId => deps.artefact.ofOwner(personId, { limit: LOOKED_THROUGH }),
      entriesOf: personId => deps.journal.entriesOf(personId, { limit: LOOKED_THROUGH }),
    }),
  }
}
export type ClaimRoom = ReturnType<typeof createClaim>
