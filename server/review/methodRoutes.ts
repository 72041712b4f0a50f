import { anyone } from '../web/access.js'
import { guardedRouter } from '../web/router.js'
import { figures } from './figures.js'
import { methodPage } from './methodPage.js'

export const METHOD_PATH = '/reviewing/method'

/** For everybody: who decides, how, and how well. */
export function methodRoutes(decisionHours: number[]) {
  const router = guardedRouter()
  router.get(METHOD_PATH, anyone, (_req, res) => res.render('review/method', methodPage(figures, decisionHours)))
  return router
}
