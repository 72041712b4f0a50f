import type { Request, Response } from 'express'
import { NotFound } from '../shared/errors.js'
import { anyMachine, anyone, personOf } from '../web/access.js'
import type { Translate } from '../web/i18n.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import { domainOf } from './endorsement.js'
import { parseGuestStatement } from './forms.js'
import { endorsementPage, type Typed } from './pages.js'
import { type EndorsementRoom, pageState } from './room.js'

const PATH = '/endorse/:token'

export const guestPath = (req: Request): string => `/endorse/${tokenIn(req)}`

/** For somebody without an account, whose link says which request it is for. Opening it changes nothing. */
export function guestRoutes(room: EndorsementRoom) {
  const router = guardedRouter()
  const { answering } = room
  const read = readGuestLink(room)

  async function show(req: Request, res: Response, more: Typed = {}) {
    const state = await pageState(room, { ...(await read(req, res)), role: 'endorser' })
    const { translate } = res.locals as { translate: Translate }
    const page = endorsementPage({ ...state, ...more, action: guestPath(req), isGuest: true, translate })
    res.status(more.rejected ? 422 : 200).render('endorsement/endorsement', page)
  }

  router.get(PATH, anyone, async (req, res) => show(req, res))

  router.post(`${PATH}/statement`, anyone, async (req, res) => {
    const { endorsement } = await read(req, res)
    const form = parseGuestStatement(req.body)
    if (!form.ok) return show(req, res, { rejected: form })
    const { step, words, ...details } = form.value
    if (step !== 'sign') return show(req, res, { typed: { ...details, words }, isLook: step === 'look' })
    await answering.give(endorsement.id, { guest: { ...details, domain: domainOf(endorsement) ?? '' } }, words)
    return done(req, res, 'given')
  })

  router.post(`${PATH}/refusal`, anyone, async (req, res) => {
    const { endorsement } = await read(req, res)
    await answering.decline(endorsement.id, 'guest')
    done(req, res, 'declined')
  })

  router.post(`${PATH}/withdrawal`, anyone, async (req, res) => {
    const { endorsement } = await read(req, res)
    await answering.withdraw(endorsement.id, 'guest')
    done(req, res, 'withdrawn')
  })

  router.get(`${PATH}/silence`, anyone, async (req, res) => {
    await read(req, res)
    res.render('endorsement/silence', { titleKey: 'endorsement.silence.title', action: req.path })
  })

  // The mail program of a guest posts here too (RFC 8058), without a form of ours; the link is the secret.
  router.post(`${PATH}/silence`, anyMachine, async (req, res) => {
    const { endorsement } = await read(req, res)
    await answering.silence(endorsement.id)
    res.render('endorsement/silence', { titleKey: 'endorsement.silence.done', isDone: true })
  })

  return router

  function done(req: Request, res: Response, what: string): void {
    leaveNotice(req, `endorsement.done.${what}`)
    res.redirect(303, guestPath(req))
  }
}

const tokenIn = (req: Request): string => String(req.params.token)

/** Throws NotFound for a link that was not made here, and for whoever the endorsement would be about. */
export function readGuestLink({ links, endorsements, subjects }: EndorsementRoom) {
  return async (req: Request, res: Response) => {
    res.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex' })
    const id = links.idIn(tokenIn(req))
    const endorsement = id ? await endorsements.find(id) : undefined
    if (endorsement?.endorser.kind !== 'guest') throw new NotFound('No such request')
    const described = await subjects.describe(endorsement.subject)
    const readerId = personOf(req)?.id
    if (readerId && described.keepers.includes(readerId)) throw new NotFound('Nobody endorses themselves')
    return { endorsement, described }
  }
}
