import { anyone, signedIn } from '../web/access.js'
import { isLanguage, LANGUAGE_COOKIE } from '../web/language.js'
import { guardedRouter } from '../web/router.js'
import type { HomeDeps } from './index.js'

const YEAR_MS = 365 * 24 * 3600 * 1000

export function homeRoutes(_deps: HomeDeps) {
  const router = guardedRouter()

  router.get('/', anyone, (_req, res) => res.render('home/landing', { titleKey: 'home.landing.title' }))
  router.get('/home', signedIn, (_req, res) => res.render('home/home', { titleKey: 'home.title' }))

  router.get('/language/:language', anyone, (req, res) => {
    const { language } = req.params
    if (isLanguage(language)) res.cookie(LANGUAGE_COOKIE, language, { maxAge: YEAR_MS, sameSite: 'lax' })
    res.redirect(303, localPath(req.query.back))
  })

  return router
}

/** Only a path of ours: an address given by a stranger must not lead elsewhere. */
function localPath(path: unknown): string {
  return typeof path === 'string' && /^\/(?![/\\])/.test(path) ? path : '/'
}
