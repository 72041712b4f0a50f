import { signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import type { matchAwards } from './matchAwards.js'

/** For those whose awards are recognised. */
export function holderRoutes({ matching }: { matching: ReturnType<typeof matchAwards> }) {
  const router = guardedRouter()

  router.post('/badges/:id/recognitions', signedIn, async (req, res) => {
    const { organizationId } = (req.body ?? {}) as { organizationId?: unknown }
    await matching.ask(String(req.params.id), signedInPerson(req).id, String(organizationId))
    leaveNotice(req, 'recognition.done.asked')
    res.redirect(303, `/badges/${req.params.id}`)
  })

  router.post('/badges/:id/recognitions/:organization/ending', signedIn, async (req, res) => {
    const { id, organization } = req.params
    await matching.endAsking(String(id), signedInPerson(req).id, String(organization))
    leaveNotice(req, 'recognition.done.ended')
    res.redirect(303, `/badges/${id}`)
  })

  return router
}
