import type { Clock } from '../platform/clock.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import { PER_VIEWER, sendDocument } from '../web/sendDocument.js'
import type { matchAwards } from './matchAwards.js'
import type { Neighbours } from './neighbours.js'
import type { RecognitionStore } from './store.js'
import { transcriptPage } from './transcriptPage.js'

const AWARDS_ON_TRANSCRIPT = 500

export interface HolderRoutesDeps {
  recognitions: RecognitionStore
  clock: Clock
  neighbours: Neighbours
  matching: ReturnType<typeof matchAwards>
}

/** For those whose awards are recognised. */
export function holderRoutes({ recognitions, clock, neighbours, matching }: HolderRoutesDeps) {
  const router = guardedRouter()

  router.get('/transcript', signedIn, async (req, res) => {
    const person = signedInPerson(req)
    const own = await recognitions.ofPerson(person.id)
    const awards = await neighbours.award.ofPerson(person.id, { limit: AWARDS_ON_TRANSCRIPT })
    const held = awards.filter(({ acceptedAt }) => acceptedAt !== undefined)
    const ids = [...own, ...held].map(({ organizationId }) => organizationId)
    const organizations = await neighbours.organizations(ids)
    const state = { person, awards: held, recognitions: own, organizations, now: clock.now() }
    res.render('recognition/transcript', transcriptPage(state))
  })

  router.get('/transcript.json', signedIn, async (req, res) => {
    res.attachment('transcript.json')
    sendDocument(res, await neighbours.award.transcript(signedInPerson(req).id), 'application/vc+ld+json', PER_VIEWER)
  })

  router.post('/badges/:id/recognitions', signedIn, async (req, res) => {
    const { organizationId } = (req.body ?? {}) as { organizationId?: unknown }
    await matching.ask(String(req.params.id), signedInPerson(req).id, String(organizationId))
    leaveNotice(req, 'recognition.done.asked')
    res.redirect(303, `/badges/${req.params.id}`)
  })

  return router
}
