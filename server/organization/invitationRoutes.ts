import { anyone, personOf, signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import type { OrganizationRoom } from './index.js'
import { invitationPage } from './invitationPage.js'

export function invitationRoutes({ actions }: OrganizationRoom) {
  const router = guardedRouter()

  router.get('/invitations/:token', anyone, async (req, res) => {
    const seen = await actions.seeInvitation(String(req.params.token), personOf(req))
    if (seen.standing === 'signIn') {
      // Whoever signs in or joins now comes back here.
      req.session.returnTo = req.path
      req.session.suggestedAddress = seen.invitation.address
    }
    res.set('Cache-Control', 'no-store')
    const view = await actions.invitationView(seen)
    res.render('organization/invitation', invitationPage({ ...view, action: `${req.path}/acceptance` }))
  })

  router.post('/invitations/:token/acceptance', signedIn, async (req, res) => {
    const { organizationId } = await actions.acceptInvitation(String(req.params.token), signedInPerson(req))
    const { name, slug } = await actions.get(organizationId)
    leaveNotice(req, 'organization.notice.joined', { name })
    res.redirect(303, `/organizations/${slug}`)
  })

  return router
}
