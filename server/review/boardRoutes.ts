import { Forbidden } from '../shared/errors.js'
import { signedIn, signedInPerson } from '../web/access.js'
import type { GuardedRouter } from '../web/router.js'
import { boardRow, capacityOf, forecastDays } from './board.js'
import { SEAT_LOOKS } from './boardLooks.js'
import { isImpartial } from './hold.js'
import { candidatesFor, type OfferDeps } from './offerReviews.js'
import { emptySeats } from './panel.js'
import { boardPath } from './seatPage.js'

const DAY_MS = 24 * 3600 * 1000
/** So many decisions tell how long it takes now. */
const RECENT = 50
const ROWS = 50
/** Of each state: what waits beyond that is not counted. */
const MOST_COUNTED = 2000

/** A micro-credential whose reviews somebody looks after. */
export interface Coordinated {
  id: string
  slug: string
  title: string
  version: number
}

export interface BoardRoutesDeps
  extends Pick<OfferDeps, 'reviewers' | 'submissions' | 'settings' | 'calibratedFor' | 'now'> {
  /** Of organizations in which this person is an author or an administrator. */
  coordinatedBy(personId: string): Promise<Coordinated[]>
}

/** What waits, what is late and where hands are lacking, for those who look after the reviews of an organization. */
export function declareBoardRoutes(router: GuardedRouter, deps: BoardRoutesDeps): void {
  router.get('/reviews/board', signedIn, async (req, res) => {
    const viewerId = signedInPerson(req).id
    const own = await deps.coordinatedBy(viewerId)
    if (own.length === 0) throw new Forbidden('Only for those who look after reviews')
    const everybody = await candidatesFor(deps)
    const boards = await Promise.all(own.map(microCredential => boardOf(microCredential, everybody, viewerId)))
    const inOrder = boards.toSorted((one, other) => other.rows.length - one.rows.length)
    res.render('review/board', { titleKey: 'review.board.title', boards: inOrder })
  })

  async function boardOf(
    { id, slug, title, version }: Coordinated,
    everybody: Awaited<ReturnType<typeof candidatesFor>>,
    viewerId: string,
  ) {
    const now = deps.now()
    const [waiting, recent, calibrated] = await Promise.all([
      deps.submissions.openFor(id, MOST_COUNTED),
      deps.submissions.decidedFor(id, RECENT),
      deps.calibratedFor(id, version),
    ])
    // How one's own work goes is told to its earner, and nowhere before.
    const open = waiting.filter(({ earnerId }) => earnerId !== viewerId)
    const capacity = capacityOf(
      everybody.filter(({ personId }) => !calibrated || calibrated.has(personId)),
      now,
    )
    const empty = open.reduce((sum, submission) => sum + emptySeats(submission).count, 0)
    const days = recent.map(({ submittedAt, decidedAt }) => (decidedAt.getTime() - submittedAt.getTime()) / DAY_MS)
    const all = open.map(submission => ({
      ...boardRow(submission, now),
      // Whoever reads it learns nothing more here.
      href: isImpartial(submission, viewerId) ? boardPath(submission.id) : undefined,
    }))
    const rows = all.slice(0, ROWS)
    return {
      title,
      href: `/microcredentials/${slug}`,
      calibrationHref: `/microcredentials/${slug}/calibration`,
      capacity,
      emptySeats: empty,
      late: all.filter(({ isLate }) => isLate).length,
      lacksRoom: empty > capacity.free,
      forecast: forecastDays(days, empty, capacity),
      hasMore: open.length > ROWS,
      rows: rows.map(row => ({
        ...row,
        seats: row.seats.map(({ state, until }) => ({
          key: `review.board.seat.${state}`,
          look: SEAT_LOOKS[state],
          until,
        })),
      })),
    }
  }
}
