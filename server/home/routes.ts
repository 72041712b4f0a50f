import { anyone, personOf, signedIn, signedInPerson } from '../web/access.js'
import { isLanguage, LANGUAGE_COOKIE } from '../web/language.js'
import { localPath } from '../web/localPath.js'
import { guardedRouter } from '../web/router.js'
import type { HomeDeps } from './index.js'
import { homePage, landingPage } from './pages.js'

const YEAR_MS = 365 * 24 * 3600 * 1000

export function homeRoutes(deps: HomeDeps) {
  const router = guardedRouter()

  router.get('/', anyone, async (req, res) => {
    if (personOf(req)) return res.redirect(303, '/home')
    const [figures, communities, badges] = await Promise.all([
      deps.figures(),
      deps.liveCommunities(),
      deps.shownBadges(),
    ])
    return res.render('home/landing', landingPage(figures, communities, badges))
  })

  router.get('/home', signedIn, async (req, res) => {
    const person = signedInPerson(req)
    const steps = await Promise.all(deps.nextSteps.map(offer => offer(person.id)))
    res.render('home/home', homePage(person, deps.clock.now(), steps.flat(), await deps.moved(person.id)))
  })

  router.get('/language/:language', anyone, (req, res) => {
    const { language } = req.params
    if (isLanguage(language)) res.cookie(LANGUAGE_COOKIE, language, { maxAge: YEAR_MS, sameSite: 'lax' })
    res.redirect(303, localPath(req.query.back, '/'))
  })

  router.get('/sitemap.xml', anyone, async (_req, res) => {
    const paths = (await Promise.all(deps.publicPaths.map(list => list()))).flat()
    const urls = ['/', '/verify', ...paths].map(path => `<url><loc>${escapeXml(deps.baseUrl + path)}</loc></url>`)
    res
      .type('xml')
      .send(
        `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('\n')}\n</urlset>\n`,
      )
  })

  router.get('/robots.txt', anyone, (_req, res) => {
    res.type('text').send(`User-agent: *\nAllow: /\nSitemap: ${deps.baseUrl}/sitemap.xml\n`)
  })

  return router
}

const escapeXml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
