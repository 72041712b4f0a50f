import type { Request, Response } from 'express'
import { NotFound } from '../shared/errors.js'
import { anyone } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import { parseAddress, parseNewPassword } from './forms.js'
import type { Account } from './index.js'
import { deadLinkPage, forgotPasswordPage, resetPasswordPage } from './pages.js'
import { type Person, toPerson } from './people.js'
import { attemptOf } from './signInRoutes.js'

export function passwordRoutes({ actions, attempts }: Account) {
  const router = guardedRouter()

  router.get('/forgot-password', anyone, (_req, res) => {
    res.render('account/forgot-password', forgotPasswordPage({}))
  })

  router.post('/forgot-password', anyone, async (req, res) => {
    const form = parseAddress(req.body)
    if (!form.ok) return res.status(422).render('account/forgot-password', forgotPasswordPage({}, form))
    await attempts.mail.pass(attemptOf(req, form.value.address))
    await actions.requestPasswordReset(form.value.address)
    leaveNotice(req, 'account.notice.resetMailSent')
    return res.redirect(303, '/sign-in')
  })

  router.get('/reset-password/:token', anyone, async (req, res) => {
    const person = await found(req, res)
    if (person) res.render('account/reset-password', resetPasswordPage(req.path, person))
  })

  router.post('/reset-password/:token', anyone, async (req, res) => {
    const person = await found(req, res)
    if (!person) return
    const form = parseNewPassword(req.body, [person.name, person.handle, person.email])
    if (!form.ok) return res.status(422).render('account/reset-password', resetPasswordPage(req.path, person, form))
    await actions.resetPassword(String(req.params.token), form.value.password)
    await attempts.signIn.forgive(attemptOf(req, person.email))
    leaveNotice(req, 'account.notice.passwordReset')
    return res.redirect(303, '/sign-in')
  })

  async function found(req: Request, res: Response): Promise<Person | undefined> {
    res.set('Cache-Control', 'no-store')
    try {
      return toPerson(await actions.findReset(String(req.params.token)))
    } catch (error) {
      if (!(error instanceof NotFound)) throw error
      res.status(404).render('account/dead-link', deadLinkPage('reset'))
      return undefined
    }
  }

  return router
}
