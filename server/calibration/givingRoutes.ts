import type { Request } from 'express'
import { signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { type GuardedRouter, guardedRouter } from '../web/router.js'
import type { Giving } from './giving.js'

const GIFT = '/claims/:id/attempts/:number/calibration'

/** Where an earner lets a decided attempt help to train reviewers, or takes that back. */
export function givingRoutes(giving: Giving): GuardedRouter {
  const router = guardedRouter()
  const whose = (req: Request) => ({
    submissionId: `${req.params.id}-${req.params.number}`,
    earnerId: signedInPerson(req).id,
  })
  const claimPath = (req: Request) => `/claims/${req.params.id}`

  router.get(GIFT, signedIn, async (req, res) => {
    const { submission, microCredential, gift } = await giving.read(whose(req))
    res.render('calibration/give', {
      title: microCredential.anatomy.title,
      action: `${claimPath(req)}/attempts/${submission.number}/calibration`,
      attemptHref: `${claimPath(req)}/attempts/${submission.number}`,
      claimHref: claimPath(req),
      isDecided: submission.state === 'decided',
      givenAt: gift?.givenAt,
    })
  })

  router.post(GIFT, signedIn, async (req, res) => {
    await giving.give(whose(req))
    leaveNotice(req, 'calibration.done.given')
    res.redirect(303, claimPath(req))
  })

  router.post(`${GIFT}/withdrawal`, signedIn, async (req, res) => {
    await giving.takeBack(whose(req))
    leaveNotice(req, 'calibration.done.takenBack')
    res.redirect(303, claimPath(req))
  })

  return router
}
