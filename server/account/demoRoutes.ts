import { NotFound } from '../shared/errors.js'
import { anyone } from '../web/access.js'
import { guardedRouter } from '../web/router.js'
import type { Account } from './index.js'
import type { DemoPerson } from './pages.js'
import type { AccountRoutesDeps } from './routes.js'

/** "Continue as" in the demo; in production these routes are never made. */
export function demoRoutes(
  account: Account,
  { authentication, demoPeople }: AccountRoutesDeps & { demoPeople(): Promise<DemoPerson[]> },
) {
  const router = guardedRouter()

  router.post('/sign-in/demo', anyone, async (req, res) => {
    const { personId } = req.body as { personId?: unknown }
    const chosen = (await demoPeople()).find(person => person.personId === personId)
    if (!chosen) throw new NotFound('Nobody in the demo')
    const { id, handle, name, language, timeZone, isAdministrator } = await account.person(chosen.personId)
    const person = { id, handle, name, language, timeZone, isAdministrator }
    res.redirect(303, await authentication.signIn(req, person))
  })

  return router
}
