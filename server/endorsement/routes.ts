import type { Request, Response } from 'express'
import { anyone, personOf, signedIn, signedInPerson } from '../web/access.js'
import type { Translate } from '../web/i18n.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import { PER_VIEWER, sendDocument } from '../web/sendDocument.js'
import { parseStatement } from './forms.js'
import { endorsementPage, type Typed } from './pages.js'
import { type EndorsementRoom, pageState } from './room.js'

const JSON_TYPE = 'application/json'
const CREDENTIAL = 'application/vc+ld+json'
const PATH = '/endorsements/:id'

/** One endorsement: for who was asked, for who asked, and for whoever may read what was signed. */
export function endorsementRoutes(room: EndorsementRoom) {
  const router = guardedRouter()
  const { answering, reading } = room
  const idIn = (req: Request) => String(req.params.id)
  const signed = (req: Request) => reading.signed(idIn(req), personOf(req)?.id)

  async function show(req: Request, res: Response, more: Typed = {}) {
    const state = await pageState(room, await reading.read(idIn(req), personOf(req)?.id), personOf(req)?.id)
    const { translate } = res.locals as { translate: Translate }
    const page = endorsementPage({ ...state, ...more, action: `/endorsements/${idIn(req)}`, isGuest: false, translate })
    res.status(more.rejected ? 422 : 200).render('endorsement/endorsement', page)
  }

  router.get(`${PATH}.json`, anyone, async (req, res) => sendDocument(res, await signed(req), JSON_TYPE, PER_VIEWER))

  router.get(PATH, anyone, async (req, res) => {
    res.vary('Accept')
    const type = req.accepts([CREDENTIAL, 'application/vc', 'application/ld+json', JSON_TYPE, 'text/html'])
    if (type === 'text/html') return show(req, res)
    return sendDocument(res, await signed(req), type || CREDENTIAL, PER_VIEWER)
  })

  router.post(`${PATH}/statement`, signedIn, async (req, res) => {
    const form = parseStatement(req.body)
    if (!form.ok) return show(req, res, { rejected: form })
    const { words, step } = form.value
    if (step !== 'sign') return show(req, res, { typed: { words }, isLook: step === 'look' })
    await answering.give(idIn(req), { personId: signedInPerson(req).id }, words)
    return done(req, res, 'given')
  })

  router.post(`${PATH}/refusal`, signedIn, async (req, res) => {
    await answering.decline(idIn(req), signedInPerson(req).id)
    done(req, res, 'declined', '/endorsements')
  })

  router.post(`${PATH}/withdrawal`, signedIn, async (req, res) => {
    await answering.withdraw(idIn(req), signedInPerson(req).id)
    done(req, res, 'withdrawn')
  })

  router.post(`${PATH}/recall`, signedIn, async (req, res) => {
    await answering.recall(idIn(req), signedInPerson(req).id)
    done(req, res, 'recalled', '/endorsements')
  })

  for (const [verb, hidden] of [
    ['hiding', true],
    ['showing', false],
  ] as const)
    router.post(`${PATH}/${verb}`, signedIn, async (req, res) => {
      await answering.setHidden(idIn(req), signedInPerson(req).id, hidden)
      done(req, res, verb)
    })

  return router

  function done(req: Request, res: Response, what: string, to = `/endorsements/${idIn(req)}`): void {
    leaveNotice(req, `endorsement.done.${what}`)
    res.redirect(303, to)
  }
}
