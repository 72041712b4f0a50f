import type { Request } from 'express'
import { anyone, personOf } from '../web/access.js'
import { AFTER_SIGN_IN } from '../web/authentication.js'
import { networkOf } from '../web/network.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import type { Attempt } from './attempts.js'
import { parseSignIn } from './forms.js'
import type { Account } from './index.js'
import { signInPage } from './pages.js'
import type { AccountRoutesDeps } from './routes.js'

export function signInRoutes(account: Account, { authentication, demoPeople = async () => [] }: AccountRoutesDeps) {
  const router = guardedRouter()

  router.get('/sign-in', anyone, async (req, res) => {
    if (personOf(req)) return res.redirect(303, AFTER_SIGN_IN)
    res.render('account/sign-in', signInPage(await demoPeople()))
  })

  router.post('/sign-in', anyone, async (req, res) => {
    const form = parseSignIn(req.body)
    if (!form.ok) return res.status(422).render('account/sign-in', signInPage(await demoPeople(), form))

    const attempt = attemptOf(req, form.value.address)
    await account.attempts.signIn.pass(attempt)
    const check = await authentication.check(req)
    if (check.outcome === 'matches') {
      await account.attempts.signIn.forgive(attempt)
      return res.redirect(303, await authentication.signIn(req, check.person))
    }
    if (check.outcome === 'unconfirmed') {
      rememberRegistration(req, check.registrationId, form.value.address)
      return res.redirect(303, '/confirm')
    }
    const errors = [{ field: 'email', messageKey: `account.signIn.${check.outcome}` }]
    const rejected = { errors, raw: { email: form.value.address } }
    return res.status(422).render('account/sign-in', signInPage(await demoPeople(), rejected))
  })

  router.post('/sign-out', anyone, async (req, res) => {
    await authentication.signOut(req)
    leaveNotice(req, 'account.notice.signedOut')
    res.redirect(303, '/')
  })

  return router
}

export const attemptOf = (req: Request, address: string): Attempt => ({ address, network: networkOf(req.ip) })

declare module 'express-session' {
  interface SessionData {
    /** What was asked for in this browser, known or not: it confirms with one button. */
    registrationId: string
    registeredAddress: string
  }
}

export function rememberRegistration(req: Request, registrationId: string, address: string): void {
  req.session.registrationId = registrationId
  req.session.registeredAddress = address
}
