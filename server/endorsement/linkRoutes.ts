import type { Mail } from '../platform/mailer.js'
import type { RateLimiter } from '../platform/rateLimits.js'
import { NotFound, TooMany } from '../shared/errors.js'
import { newId } from '../shared/ids.js'
import { anyone, personOf } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import type { EndorsementRoom } from './room.js'

export interface LinkRoutesDeps {
  again: RateLimiter
  mailer: { send(mail: Mail): Promise<void> }
}

/** A guest who signed and has lost the link gets it again, at the address that was asked and nowhere else. */
export function linkRoutes(room: EndorsementRoom, { again, mailer }: LinkRoutesDeps) {
  const router = guardedRouter()

  router.post('/endorsements/:id/link', anyone, async (req, res) => {
    const { endorsement } = await room.reading.read(String(req.params.id), personOf(req)?.id)
    const { id, endorser, state, title } = endorsement
    if (endorser.kind !== 'guest' || state !== 'given') throw new NotFound('No link leads here')
    if (await isLeft(id))
      await mailer.send({
        ...{ key: `endorsement.link:${newId(room.clock.now())}`, to: endorser.address, language: endorser.language },
        ...{ messageKey: 'endorsement.mail.link', values: { title } },
        actionUrl: room.addresses.guestLink(room.links.tokenFor(id)),
      })
    leaveNotice(req, 'endorsement.done.link')
    res.redirect(303, `/endorsements/${id}`)
  })

  return router

  /** Whoever pesters somebody does not learn that it came to nothing. */
  async function isLeft(id: string): Promise<boolean> {
    try {
      await again.consume(id)
      return true
    } catch (error) {
      if (error instanceof TooMany) return false
      throw error
    }
  }
}
