import type { Request, Response } from 'express'
import type { Rejected } from '../shared/forms.js'
import { administrator, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import { installationKeyPage } from './installationKeyPage.js'
import type { InstallationKeys } from './installationKeys.js'
import { parseCompromise, parseReplacement } from './keyForms.js'
import { numberIn } from './keyRoutes.js'

const PATH = '/administration/keys'

/** Every issuer's keys, for those who run this installation; its own they replace and withdraw here. */
export function installationKeyRoutes(keys: InstallationKeys) {
  const router = guardedRouter()

  router.get(PATH, administrator, async (req, res) => show(req, res, numberIn(req.query.report)))

  router.post(`${PATH}/replacements`, administrator, async (req, res) => {
    const form = parseReplacement(req.body)
    if (!form.ok) return show(req, res, undefined, form)
    await keys.replace(form.value.kind, signedInPerson(req).id)
    return done(req, res, 'replaced')
  })

  router.post(`${PATH}/:number/compromise`, administrator, async (req, res) => {
    const number = numberIn(req.params.number) ?? 0
    const form = parseCompromise(req.body)
    if (!form.ok) return show(req, res, number, form)
    await keys.reportCompromise({ number, ...form.value }, signedInPerson(req).id)
    return done(req, res, 'withdrawn')
  })

  return router

  async function show(req: Request, res: Response, reporting?: number, rejected?: Rejected) {
    const after = typeof req.query.after === 'string' ? req.query.after : undefined
    const page = await keys.page(after)
    res.status(rejected ? 422 : 200)
    res.render('award/installationKeys', installationKeyPage({ ...page, own: await keys.all(), reporting, rejected }))
  }

  function done(req: Request, res: Response, what: string): void {
    leaveNotice(req, `award.installationKeys.done.${what}`)
    res.redirect(303, PATH)
  }
}
