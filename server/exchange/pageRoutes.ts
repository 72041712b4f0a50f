import { anyone } from '../web/access.js'
import { guardedRouter } from '../web/router.js'
import { CONNECTING_PATH } from './discovery.js'

/** The page that other systems name as our terms and our privacy policy. */
export function pageRoutes() {
  const router = guardedRouter()
  router.get(CONNECTING_PATH, anyone, (_req, res) =>
    res.render('exchange/connecting', { titleKey: 'exchange.connecting.title' }),
  )
  return router
}
