import { signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import { settingsTabs } from '../web/tabs.js'
import type { Account } from './index.js'
import type { AccountRoutesDeps } from './routes.js'
import { sessionsPage } from './settingsPages.js'

const PAGE = '/settings/sessions'

export function sessionRoutes({ actions }: Account, { authentication }: AccountRoutesDeps) {
  const router = guardedRouter()

  router.get(PAGE, signedIn, async (req, res) => {
    const sessions = await actions.listSessions(signedInPerson(req).id, req.sessionID)
    res.render('account/sessions', sessionsPage(sessions, settingsTabs(PAGE)))
  })

  router.post(`${PAGE}/:key/ending`, signedIn, async (req, res) => {
    await actions.endSession(signedInPerson(req).id, String(req.params.key))
    leaveNotice(req, 'account.notice.sessionEnded')
    res.redirect(303, PAGE)
  })

  /** Here as well: whoever presses this is done. */
  router.post(`${PAGE}/ending`, signedIn, async (req, res) => {
    await actions.endAllSessions(signedInPerson(req).id)
    await authentication.signOut(req)
    leaveNotice(req, 'account.notice.signedOutEverywhere')
    res.redirect(303, '/sign-in')
  })

  return router
}
