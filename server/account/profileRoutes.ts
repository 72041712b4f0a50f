import { NotFound, Unauthenticated } from '../shared/errors.js'
import { anyone, personOf } from '../web/access.js'
import { guardedRouter } from '../web/router.js'
import type { Account } from './index.js'
import { profilePage } from './pages.js'
import type { AccountRoutesDeps } from './routes.js'

export function profileRoutes(account: Account, { profileSections }: AccountRoutesDeps) {
  const router = guardedRouter()

  router.get('/people/:handle', anyone, async (req, res) => {
    const viewerId = personOf(req)?.id
    const person = await account.byHandle(String(req.params.handle))
    const sections = person ? await sectionsOf(person.id, viewerId) : []
    // A visitor meets those who show something to everyone, and does not learn who else there is.
    if (!viewerId && sections.length === 0) throw new Unauthenticated('Sign in to see people')
    if (!person) throw new NotFound('No such person')
    res.render('account/profile', profilePage(person, sections, viewerId))
  })

  async function sectionsOf(personId: string, viewerId: string | undefined) {
    const sections = await Promise.all(profileSections.map(source => source(personId, viewerId)))
    return sections.flat().filter(({ items }) => items.length > 0)
  }

  return router
}
