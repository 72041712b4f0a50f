import type { Request } from 'express'
import { signedIn, signedInPerson } from '../web/access.js'
import { LANGUAGE_COOKIE } from '../web/language.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import { settingsTabs } from '../web/tabs.js'
import { rejectedBy } from './accountForm.js'
import type { Account } from './index.js'
import type { Person } from './people.js'
import type { AccountRoutesDeps } from './routes.js'
import { parsePasswordChange, parseProfile } from './settingsForms.js'
import { passwordSettingsPage, profileSettingsPage } from './settingsPages.js'
import { attemptOf } from './signInRoutes.js'

export function settingsRoutes(account: Account, { authentication }: AccountRoutesDeps) {
  const { actions, attempts } = account
  const router = guardedRouter()
  const self = (req: Request): Promise<Person> => account.person(signedInPerson(req).id)
  const tabs = (req: Request) => settingsTabs(req.path)

  router.get('/settings', signedIn, async (req, res) => {
    res.render('account/settings', profileSettingsPage(await self(req), tabs(req)))
  })

  router.post('/settings', signedIn, async (req, res) => {
    const person = await self(req)
    const form = parseProfile(req.body)
    if (!form.ok) return res.status(422).render('account/settings', profileSettingsPage(person, tabs(req), form))
    try {
      await actions.changeProfile(person.id, form.value)
    } catch (error) {
      const rejected = rejectedBy(error, req.body)
      return res.status(422).render('account/settings', profileSettingsPage(person, tabs(req), rejected))
    }
    // The language that was chosen here wins over an older choice in the footer.
    res.clearCookie(LANGUAGE_COOKIE)
    leaveNotice(req, 'account.notice.saved')
    return res.redirect(303, '/settings')
  })

  router.get('/settings/password', signedIn, async (req, res) => {
    res.render('account/password', passwordSettingsPage(await self(req), tabs(req)))
  })

  router.post('/settings/password', signedIn, async (req, res) => {
    const person = await self(req)
    const form = parsePasswordChange(req.body, [person.name, person.handle, person.email])
    if (!form.ok) return res.status(422).render('account/password', passwordSettingsPage(person, tabs(req), form))
    const attempt = attemptOf(req, person.email)
    await attempts.signIn.pass(attempt)
    try {
      const { current, password: chosen } = form.value
      await actions.replacePassword({ personId: person.id, current, chosen, sessionId: req.sessionID })
    } catch (error) {
      const rejected = rejectedBy(error, req.body)
      return res.status(422).render('account/password', passwordSettingsPage(person, tabs(req), rejected))
    }
    await attempts.signIn.forgive(attempt)
    await authentication.signIn(req, signedInPerson(req))
    leaveNotice(req, 'account.notice.passwordChanged')
    return res.redirect(303, '/settings/password')
  })

  return router
}
