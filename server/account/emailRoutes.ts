import type { Request, Response } from 'express'
import { NotFound } from '../shared/errors.js'
import type { Rejected } from '../shared/forms.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import { settingsTabs } from '../web/tabs.js'
import { rejectedBy } from './accountForm.js'
import { parseAddress } from './forms.js'
import type { Account } from './index.js'
import { deadLinkPage } from './pages.js'
import { parseNewEmail } from './settingsForms.js'
import { confirmEmailPage, emailsPage } from './settingsPages.js'
import { attemptOf } from './signInRoutes.js'

const PAGE = '/settings/emails'

export function emailRoutes({ actions, attempts }: Account) {
  const router = guardedRouter()

  router.get(PAGE, signedIn, async (req, res) => showEmails(req, res))

  router.post(PAGE, signedIn, async (req, res) => {
    const form = parseNewEmail(req.body)
    if (!form.ok) return showEmails(req, res, form)
    const { address, password } = form.value
    const { id } = signedInPerson(req)
    await attempts.mail.pass(attemptOf(req, address))
    // Counted by the account whose password is tried, whatever address is typed.
    await attempts.signIn.pass(attemptOf(req, id))
    try {
      await actions.requestEmail(id, address, password)
    } catch (error) {
      return showEmails(req, res, rejectedBy(error, req.body))
    }
    await attempts.signIn.forgive(attemptOf(req, id))
    leaveNotice(req, 'account.notice.emailMailSent')
    return res.redirect(303, PAGE)
  })

  router.post(`${PAGE}/primary`, signedIn, async (req, res) => {
    const form = parseAddress(req.body)
    if (form.ok) await actions.makePrimary(signedInPerson(req).id, form.value.address)
    leaveNotice(req, 'account.notice.saved')
    res.redirect(303, PAGE)
  })

  router.post(`${PAGE}/removal`, signedIn, async (req, res) => {
    const form = parseAddress(req.body)
    if (form.ok) await actions.dropEmail(signedInPerson(req).id, form.value.address)
    leaveNotice(req, 'account.notice.saved')
    res.redirect(303, PAGE)
  })

  router.get(`${PAGE}/:token`, signedIn, async (req, res) => {
    const address = await found(req, res)
    if (address) res.render('account/confirm-email', confirmEmailPage(req.path, address))
  })

  router.post(`${PAGE}/:token`, signedIn, async (req, res) => {
    if (!(await found(req, res))) return
    await actions.confirmEmail(signedInPerson(req).id, String(req.params.token))
    leaveNotice(req, 'account.notice.emailAdded')
    res.redirect(303, PAGE)
  })

  async function showEmails(req: Request, res: Response, rejected?: Rejected): Promise<void> {
    const identities = await actions.emailsOf(signedInPerson(req).id)
    const page = emailsPage(identities, settingsTabs(PAGE), rejected)
    res.status(rejected ? 422 : 200).render('account/emails', page)
  }

  async function found(req: Request, res: Response): Promise<string | undefined> {
    res.set('Cache-Control', 'no-store')
    try {
      return await actions.findEmailRequest(signedInPerson(req).id, String(req.params.token))
    } catch (error) {
      if (!(error instanceof NotFound)) throw error
      res.status(404).render('account/dead-link', deadLinkPage('email'))
      return undefined
    }
  }

  return router
}
