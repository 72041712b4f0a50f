import type { AppealCounts } from '../appeal/index.js'
import type { Clock } from '../platform/clock.js'
import type { Connection } from '../platform/database.js'
import type { Jobs } from '../platform/jobs.js'
import { anchorsTogether, FEWEST_TO_SHOW, type Figures, figuresOf } from './figures.js'
import { figureViews } from './pages.js'
import { type KeepingDeps, keeping } from './reactions.js'
import { REVIEWS_TO_SHOW } from './record.js'
import { APPEALS_PATH, type ReliabilityRoutesDeps, reliabilityRoutes } from './routes.js'
import { reliabilityStore } from './store.js'

const CATCH_UP_EVERY_MS = 24 * 3600 * 1000
/** Micro-credentials whose figures are remembered. */
const MOST_KEPT = 1000

export interface ReliabilityDeps
  extends Omit<KeepingDeps, 'rows'>,
    Pick<ReliabilityRoutesDeps, 'latest' | 'ownLooks' | 'passedBy' | 'addFile'> {
  db: Connection
  jobs: Jobs
  clock: Clock
  /** Of one micro-credential, or of all. */
  appealCounts(microCredentialId?: string): Promise<AppealCounts>
  /** Micro-credentials for those who review. */
  forReviewers(): Promise<{ microCredentialId: string; slug: string; title: string }[]>
  /** Micro-credentials that this person has been awarded. */
  awardedTo(personId: string): Promise<Set<string>>
}

/** How far reviewing can be relied on, in the open. */
export function createReliability(deps: ReliabilityDeps) {
  const rows = reliabilityStore(deps.db)
  const { catchUp, reactions } = keeping({ ...deps, rows })
  deps.jobs.every(CATCH_UP_EVERY_MS, 'reliability.catchUp', catchUp)
  // The interval takes longer than the rest of the page, and changes only with a decision.
  const kept = new Map<string, { stamp: string; figures: Figures }>()

  async function figuresFor(microCredentialId: string): Promise<Figures> {
    const [count, decided, seen] = await Promise.all([
      rows.count(microCredentialId),
      rows.decided([microCredentialId]),
      rows.anchors([microCredentialId]),
    ])
    const stamp = `${count} ${decided[0]?.submissionId} ${seen.length} ${seen[0]?.reviewId}`
    const known = kept.get(microCredentialId)
    if (known?.stamp === stamp) return known.figures
    const figures = figuresOf(count, decided, anchorsTogether(seen))
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(microCredentialId, { stamp, figures })
    return figures
  }

  /** What this person could earn with their reviewing: nothing before there is enough of it, nor what they have. */
  async function ledTo(personId: string): Promise<{ title: string; href: string }[]> {
    if ((await rows.countBy(personId, REVIEWS_TO_SHOW)) < REVIEWS_TO_SHOW) return []
    const [meant, held] = await Promise.all([deps.forReviewers(), deps.awardedTo(personId)])
    const open = meant.filter(({ microCredentialId }) => !held.has(microCredentialId))
    return open.map(({ slug, title }) => ({ title, href: `/microcredentials/${slug}` }))
  }

  return {
    ledTo,
    /** For the public page of a micro-credential. */
    async standing(microCredentialId: string) {
      const [figures, appeals] = await Promise.all([
        figuresFor(microCredentialId),
        deps.appealCounts(microCredentialId),
      ])
      return { figures: figureViews(figures, appeals), canExport: figures.reviewed >= FEWEST_TO_SHOW }
    },
    catchUp,
    reactions,
    routes: reliabilityRoutes({
      ...{ ...deps, rows, ledTo },
      appealCounts: () => deps.appealCounts(),
      now: () => deps.clock.now(),
    }),
    publicPaths: async () => [APPEALS_PATH],
  }
}
