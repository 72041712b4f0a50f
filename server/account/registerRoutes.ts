import type { Request, Response } from 'express'
import { NotFound } from '../shared/errors.js'
import type { Rejected } from '../shared/forms.js'
import { anyone, personOf } from '../web/access.js'
import { AFTER_SIGN_IN } from '../web/authentication.js'
import { chooseLanguage } from '../web/language.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import { parseAddress, parseKnownPassword, parseRegistration } from './forms.js'
import type { Account } from './index.js'
import { checkMailPage, confirmPage, deadLinkPage, registerPage } from './pages.js'
import { toSignedInPerson } from './people.js'
import type { Registration } from './registrationStore.js'
import type { AccountRoutesDeps } from './routes.js'
import { attemptOf, rememberRegistration } from './signInRoutes.js'

export function registerRoutes(account: Account, { authentication }: AccountRoutesDeps) {
  const { actions, attempts } = account
  const router = guardedRouter()

  router.get('/register', anyone, (req, res) => {
    if (personOf(req)) return res.redirect(303, AFTER_SIGN_IN)
    const stored = { email: req.session.registeredAddress ?? req.session.suggestedAddress ?? '' }
    return res.render('account/register', registerPage(chooseLanguage(req), stored))
  })

  router.post('/register', anyone, async (req, res) => {
    const form = parseRegistration(req.body)
    if (!form.ok) return res.status(422).render('account/register', registerPage(chooseLanguage(req), {}, form))
    await attempts.mail.pass(attemptOf(req, form.value.address))
    rememberRegistration(req, await actions.register(form.value), form.value.address)
    return res.redirect(303, '/confirm')
  })

  router.get('/confirm', anyone, (req, res) => {
    res.render('account/check-mail', checkMailPage(req.session.registeredAddress))
  })

  router.post('/confirm', anyone, async (req, res) => {
    const form = parseAddress(req.body)
    if (!form.ok)
      return res.status(422).render('account/check-mail', checkMailPage(req.session.registeredAddress, form))
    const { address } = form.value
    const { registeredAddress, registrationId } = req.session
    await attempts.mail.pass(attemptOf(req, address))
    await actions.requestRegistrationMail(address, address === registeredAddress ? registrationId : undefined)
    leaveNotice(req, 'account.notice.mailSentAgain')
    return res.redirect(303, '/confirm')
  })

  router.get('/confirm/:token', anyone, async (req, res) => {
    const registration = await found(req, res)
    if (registration) showConfirm(req, res, registration)
  })

  router.post('/confirm/:token', anyone, async (req, res) => {
    const registration = await found(req, res)
    if (!registration) return
    const rejected = await proveIt(req, registration)
    if (rejected) return showConfirm(req, res, registration, rejected)
    const person = await actions.confirmRegistration(registration)
    const next = await authentication.signIn(req, toSignedInPerson(person))
    leaveNotice(req, 'account.notice.welcome', { name: person.name })
    return res.redirect(303, next)
  })

  async function found(req: Request, res: Response): Promise<Registration | undefined> {
    res.set('Cache-Control', 'no-store')
    try {
      return await actions.findRegistration(String(req.params.token))
    } catch (error) {
      if (!(error instanceof NotFound)) throw error
      res.status(404).render('account/dead-link', deadLinkPage('confirm'))
      return undefined
    }
  }

  /** Whoever registers a stranger's address must not get in when that stranger follows the link. */
  async function proveIt(req: Request, registration: Registration): Promise<Rejected | undefined> {
    if (isSameBrowser(req, registration)) return undefined
    const form = parseKnownPassword(req.body)
    if (!form.ok) return form
    const attempt = attemptOf(req, registration.address)
    await attempts.signIn.pass(attempt)
    if (!(await actions.knowsPassword(registration, form.value.password)))
      return { errors: [{ field: 'password', messageKey: 'account.password.differs' }], raw: {} }
    await attempts.signIn.forgive(attempt)
    return undefined
  }

  return router
}

const isSameBrowser = (req: Request, registration: Registration) => req.session.registrationId === registration.id

function showConfirm(req: Request, res: Response, registration: Registration, rejected?: Rejected): void {
  const page = confirmPage(req.path, !isSameBrowser(req, registration), rejected)
  res.status(rejected ? 422 : 200).render('account/confirm', page)
}
