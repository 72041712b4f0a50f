import type { Claim, ClaimRoom } from '../claim/index.js'
import type { MicroCredentialVersion } from '../microcredential/index.js'
import type { Announcement } from '../notification/index.js'
import type { Clock } from '../platform/clock.js'
import type { Connection } from '../platform/database.js'
import type { ReviewRoom, Submission } from '../review/index.js'
import { isOpen } from './appeal.js'
import { appealing } from './appealing.js'
import { appealDraftStore } from './draftStore.js'
import { appealPath } from './paths.js'
import { appealReactions } from './reactions.js'
import { type ReadReasonsDeps, readReasons } from './readReasons.js'
import { appealRoutes } from './routes.js'
import { stepsOf } from './steps.js'
import { appealStore } from './store.js'

export { APPEAL_DAYS, type Appeal, type AppealState, type Ground } from './appeal.js'
export type * from './events.js'
export type { AppealCounts } from './store.js'

/** As much of a claim as tells what waits for what. */
type Pursuit = Pick<Claim, 'id' | 'personId' | 'microCredentialId' | 'challenged'>

export interface AppealDeps extends Pick<ReadReasonsDeps, 'latest' | 'isAuthor' | 'withoutPersons'> {
  db: Connection
  clock: Clock
  /** Wakes the event relay. */
  wake(): void
  review: Pick<ReviewRoom, 'submission' | 'openAppeal' | 'withdraw' | 'appealOf'>
  claim: Pick<ClaimRoom, 'get' | 'challenge'>
  version(microCredentialId: string, version: number): Promise<MicroCredentialVersion>
  notify(announcement: Announcement): Promise<void>
}

/** A challenge to a "not yet", heard by a fresh panel that does not know that it hears one. */
export function createAppeal(deps: AppealDeps) {
  const { review, version, notify } = deps
  const now = () => deps.clock.now()
  const appeals = appealStore(deps.db, deps.wake)
  const { submission } = review
  const handling = appealing({ appeals, submission, claim: deps.claim, version, now })
  const titleOf = async (id: string, number: number) => (await version(id, number)).anatomy.title

  return {
    file: handling.file,
    withdraw: handling.withdraw,
    /** Throws NotFound. */
    get: appeals.get,
    /** Oldest first. */
    ofClaim: appeals.ofClaim,
    counts: appeals.counts,
    /** What a claim's page tells of its appeals: every step, and where the latest decision can be appealed. */
    async ofAttempts(attempts: Submission[]) {
      const latest = attempts.findLast(({ decision }) => decision)
      if (!latest) return { steps: [], isOpen: false }
      const filed = await appeals.ofClaim(latest.claimId)
      const steps = filed.map(async appeal => stepsOf(appeal, await review.appealOf(appeal.submissionId)))
      const appeal = filed.find(({ submissionId }) => submissionId === latest.id)
      const href = appealPath(latest)
      const subject = {
        submission: latest,
        microCredential: await version(latest.microCredentialId, latest.microCredentialVersion),
        appeal,
      }
      const mayFile = latest.decision!.outcome === 'notYet' && !appeal && !(await handling.refusal(subject))
      const labelKey = appeal ? 'appeal.link.read' : 'appeal.link.file'
      return {
        steps: (await Promise.all(steps)).flat(),
        isOpen: filed.some(isOpen),
        ...((appeal || mayFile) && { link: { href, labelKey } }),
      }
    },
    /**
     * Whether an appeal is heard, or about to be filed against the attempt that was challenged: the next one waits, also
     * where somebody began anew meanwhile.
     */
    async isOpenFor({ id, personId, microCredentialId, challenged }: Pursuit): Promise<boolean> {
      const filed = await appeals.ofPerson(personId, microCredentialId)
      const isFiled = filed.some(({ claimId, number }) => claimId === id && number === challenged)
      return filed.some(isOpen) || (challenged !== undefined && !isFiled)
    },
    reactions: appealReactions({ ...handling, appeals, submission, review, titleOf, notify, now }),
    routes: appealRoutes({
      appealing: handling,
      drafts: appealDraftStore(deps.db),
      panelOf: review.appealOf,
      reasons: readReasons({ ...deps, appeals, submission }),
      now,
    }),
  }
}
export type AppealRoom = ReturnType<typeof createAppeal>
