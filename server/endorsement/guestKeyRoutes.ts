import type { Request, Response } from 'express'
import { Conflict } from '../shared/errors.js'
import { anyone } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import type { Endorsement } from './endorsement.js'
import { type GuestKeyPageState, guestKeyPage } from './guestKeyPage.js'
import { guestPath, readGuestLink } from './guestRoutes.js'
import { parseOwnCompromise } from './keyForms.js'
import type { OwnKey, OwnKeys } from './ownKeys.js'
import type { EndorsementRoom } from './room.js'

const PATH = '/endorse/:token/key'

/** For a guest: somebody else may have signed in their name. They have one key, for the one thing that they signed. */
export function guestKeyRoutes(room: EndorsementRoom, keys: OwnKeys) {
  const router = guardedRouter()
  const read = readGuestLink(room)

  router.get(PATH, anyone, async (req, res) => {
    const found = await signed(req, res)
    if (!found) return res.redirect(303, guestPath(req))
    return show(req, res, found)
  })

  router.post(PATH, anyone, async (req, res) => {
    const found = await signed(req, res)
    if (!found) throw new Conflict('There is nothing that was signed with a key in force')
    const { endorsement, own } = found
    const form = parseOwnCompromise(req.body, own.key, room.clock.now())
    if (!form.ok) return show(req, res, { endorsement, own, rejected: form })
    const { since, reason, step } = form.value
    if (step !== 'declare') return show(req, res, { endorsement, own, chosen: form.value })
    await keys.reportCompromise(endorsement.id, { number: own.key.number, since, reason })
    leaveNotice(req, 'endorsement.guestKey.done')
    return res.redirect(303, guestPath(req))
  })

  return router

  /** What was signed, and with what. Nothing where it does not stand, or is being signed anew. */
  async function signed(req: Request, res: Response): Promise<{ endorsement: Endorsement; own: OwnKey } | undefined> {
    const { endorsement } = await read(req, res)
    const all = await keys.of(endorsement.id)
    const own = all.find(({ key }) => key.id === endorsement.statement?.signed.keyId && !key.revoked)
    return endorsement.state === 'given' && own ? { endorsement, own } : undefined
  }

  function show(req: Request, res: Response, state: Omit<GuestKeyPageState, 'back'>): void {
    res
      .status(state.rejected ? 422 : 200)
      .render('endorsement/guestKey', guestKeyPage({ ...state, back: guestPath(req) }))
  }
}
