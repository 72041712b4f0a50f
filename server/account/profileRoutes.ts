import { NotFound } from '../shared/errors.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { guardedRouter } from '../web/router.js'
import type { Account } from './index.js'
import { profilePage } from './pages.js'
import type { AccountRoutesDeps } from './routes.js'

export function profileRoutes(account: Account, { profileSections }: AccountRoutesDeps) {
  const router = guardedRouter()

  router.get('/people/:handle', signedIn, async (req, res) => {
    const person = await account.byHandle(String(req.params.handle))
    if (!person) throw new NotFound('No such person')
    const viewer = signedInPerson(req).id
    const sections = (await Promise.all(profileSections.map(source => source(person.id, viewer)))).flat()
    res.render('account/profile', profilePage(person, sections, viewer))
  })

  return router
}
