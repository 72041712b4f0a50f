import type { MicroCredentialVersion } from '../microcredential/index.js'
import type { Submission } from '../review/index.js'
import { Forbidden } from '../shared/errors.js'
import type { Appeal } from './appeal.js'
import type { AppealStore } from './store.js'

/** So many tell where a rubric is read in two ways. */
const LATEST = 50

export interface ReadReasonsDeps {
  appeals: Pick<AppealStore, 'ruledOn'>
  /** Throws NotFound. */
  submission(id: string): Promise<Submission>
  /** The newest published version; throws NotFound. */
  latest(slug: string): Promise<MicroCredentialVersion>
  version(microCredentialId: string, version: number): Promise<MicroCredentialVersion>
  isAuthor(personId: string, organizationId: string): Promise<boolean>
  /** What this person wrote, without what tells who they are or with whom they work. */
  withoutPersons(personId: string, texts: string[], published: string): Promise<string[]>
}

/** One criterion about which an earner and the first panel differed. */
export interface Dispute {
  criterionId: string
  criterionName: string
  reason: string
  /** What the first panel wrote, and what the fresh one did. */
  first: string[]
  fresh: string[]
  isOverturned: boolean
}

/** Why earners thought that a criterion was met, for the authors whose words it is judged by. */
export function readReasons(deps: ReadReasonsDeps) {
  return async ({ slug, personId }: { slug: string; personId: string }) => {
    const microCredential = await deps.latest(slug)
    if (!(await deps.isAuthor(personId, microCredential.organizationId)))
      throw new Forbidden(`Only for authors of ${slug}`)
    const ruled = await deps.appeals.ruledOn(microCredential.microCredentialId, LATEST)
    const disputes = await Promise.all(ruled.map(disputesIn))
    return { microCredential, disputes: disputes.flat() }
  }

  async function disputesIn({ submissionId, earnerId, grounds, ruling, ...about }: Appeal): Promise<Dispute[]> {
    const [{ decision }, { anatomy }] = await Promise.all([
      deps.submission(submissionId),
      deps.version(about.microCredentialId, about.microCredentialVersion),
    ])
    const written = grounds.map(({ reason }) => reason)
    const reasons = await deps.withoutPersons(earnerId, written, JSON.stringify(anatomy))
    const commentsIn = (feedback: { criterionId: string; comments: string[] }[] = [], criterionId: string) =>
      feedback.find(each => each.criterionId === criterionId)?.comments ?? []
    return grounds.map(({ criterionId }, index) => ({
      criterionId,
      criterionName: anatomy.rubric.find(({ id }) => id === criterionId)?.name ?? '',
      reason: reasons[index]!,
      first: commentsIn(decision?.feedback, criterionId),
      fresh: commentsIn(ruling?.feedback, criterionId),
      isOverturned: ruling?.overturned.includes(criterionId) ?? false,
    }))
  }
}
