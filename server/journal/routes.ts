import { type GuardedRouter, guardedRouter } from '../web/router.js'
import { type ReadingRoutesDeps, readingRoutes } from './readingRoutes.js'
import { type WritingRoutesDeps, writingRoutes } from './writingRoutes.js'

/** Writing first: `/journal/new` is not the entry with the id "new". */
export function journalRoutes(deps: ReadingRoutesDeps & WritingRoutesDeps): GuardedRouter {
  const router = guardedRouter()
  writingRoutes(router, deps)
  readingRoutes(router, deps)
  return router
}
