import { type GuardedRouter, guardedRouter } from '../web/router.js'
import { type QuickRoutesDeps, quickRoutes } from './quickRoutes.js'
import { type ReadingRoutesDeps, readingRoutes } from './readingRoutes.js'
import { type WritingRoutesDeps, writingRoutes } from './writingRoutes.js'

/** Reading last: `/journal/new` is not the entry with the id "new". */
export function journalRoutes(deps: QuickRoutesDeps & ReadingRoutesDeps & WritingRoutesDeps): GuardedRouter {
  const router = guardedRouter()
  quickRoutes(router, deps)
  writingRoutes(router, deps)
  readingRoutes(router, deps)
  return router
}
