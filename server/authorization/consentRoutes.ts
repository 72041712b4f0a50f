import type { Request, Response } from 'express'
import type { Provider } from 'oidc-provider'
import type { Rejected } from '../shared/forms.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { formMayLeadTo } from '../web/formTarget.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import type { connectedApps } from './connectedApps.js'
import { allow, openQuestion, type Question, refuse } from './consent.js'
import { parseConsent } from './forms.js'
import { APPS_PAGE, appsPage, consentPage } from './pages.js'
import type { RecordStore } from './recordStore.js'

export interface ConsentRoutesDeps {
  provider: Provider
  records: RecordStore
  apps: ReturnType<typeof connectedApps>
}

/** Where a person says what an app may do, and takes it back. */
export function consentRoutes({ provider, records, apps }: ConsentRoutesDeps) {
  const router = guardedRouter()
  const question = openQuestion(provider)
  const decide = { allow: allow(provider, records), refuse: refuse(provider) }

  router.get('/oauth/consent/:uid', signedIn, async (req, res) =>
    ask(req, res, await question(req, res, String(req.params.uid))),
  )

  router.post('/oauth/consent/:uid', signedIn, async (req, res) => {
    const asked = await question(req, res, String(req.params.uid))
    const form = parseConsent(req.body, asked.permissions)
    if (!form.ok) return ask(req, res, asked, form)
    const next = form.value.allow
      ? await decide.allow(req, res, asked, { ...form.value, personId: signedInPerson(req).id })
      : await decide.refuse(req, res)
    return res.redirect(303, next)
  })

  router.get(APPS_PAGE, signedIn, async (req, res) => {
    res.render('authorization/apps', appsPage(await apps.list(signedInPerson(req).id)))
  })

  router.post(`${APPS_PAGE}/:id/ending`, signedIn, async (req, res) => {
    await apps.disconnect(signedInPerson(req).id, String(req.params.id))
    leaveNotice(req, 'authorization.apps.ended')
    res.redirect(303, APPS_PAGE)
  })

  return router

  function ask(req: Request, res: Response, asked: Question, rejected?: Rejected): void {
    res.set('Cache-Control', 'no-store')
    // The answer goes to us first, and from there on to the app: browsers hold the form to both.
    formMayLeadTo(res, asked.redirectUri)
    res.status(rejected ? 422 : 200)
    res.render('authorization/consent', consentPage(asked, signedInPerson(req).name, rejected))
  }
}
