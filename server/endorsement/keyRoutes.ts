import type { Request, Response } from 'express'
import type { Clock } from '../platform/clock.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import { parseOwnCompromise } from './keyForms.js'
import { KEYS_PATH, type KeyPageState, keyPage } from './keyPage.js'
import type { OwnKeys } from './ownKeys.js'

/** Everybody's own keys, and nobody else's: whose they are comes from who is signed in. */
export function keyRoutes({ keys, clock }: { keys: OwnKeys; clock: Clock }) {
  const router = guardedRouter()

  router.get(KEYS_PATH, signedIn, async (req, res) => {
    const all = await keys.of(signedInPerson(req).id)
    const reporting = all.find(({ key }) => String(key.number) === req.query.report && !key.revoked)
    res.render('endorsement/keys', keyPage({ keys: all, reporting }))
  })

  router.post(`${KEYS_PATH}/replacements`, signedIn, async (req, res) => {
    const isReplaced = await keys.replace(signedInPerson(req).id)
    done(req, res, isReplaced ? 'replaced' : 'nothingToReplace')
  })

  router.post(`${KEYS_PATH}/:number/compromise`, signedIn, async (req, res) => {
    const personId = signedInPerson(req).id
    const reporting = await keys.find(personId, Number(req.params.number))
    const form = parseOwnCompromise(req.body, reporting.key, clock.now())
    if (!form.ok) return show(req, res, { reporting, rejected: form })
    const { since, reason, step } = form.value
    const typed = { since: since.toISOString().slice(0, 10), reason }
    if (step === 'change') return show(req, res, { reporting, typed })
    if (step === 'look')
      return show(req, res, { reporting, look: { ...form.value, doubted: await keys.doubted(reporting, since) } })
    await keys.reportCompromise(personId, { number: reporting.key.number, since, reason }, personId)
    return done(req, res, 'declared')
  })

  return router

  async function show(req: Request, res: Response, state: Omit<KeyPageState, 'keys'>): Promise<void> {
    const all = await keys.of(signedInPerson(req).id)
    res.status(state.rejected ? 422 : 200).render('endorsement/keys', keyPage({ keys: all, ...state }))
  }

  function done(req: Request, res: Response, what: string): void {
    leaveNotice(req, `endorsement.keys.done.${what}`)
    res.redirect(303, KEYS_PATH)
  }
}
