import type { Request, Response } from 'express'
import { Forbidden, Invalid } from '../shared/errors.js'
import type { Rejected } from '../shared/forms.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import { found } from './found.js'
import { parseCompromise, parseOwnKey, parseReplacement } from './keyForms.js'
import { keyPage } from './keyPage.js'
import type { KeyRing } from './keyRing.js'
import type { IssuingOrganization, Neighbours } from './neighbours.js'

/** The keys of an issuer: for its administrators, and for those of the installation. */
export function keyRoutes({ keys, neighbours }: { keys: KeyRing; neighbours: Neighbours }) {
  const router = guardedRouter()
  const path = '/organizations/:slug/keys'

  router.get(path, signedIn, async (req, res) => {
    await show(res, await issuerFor(req), numberIn(req.query.report))
  })

  router.post(`${path}/replacements`, signedIn, async (req, res) => {
    const issuer = await issuerFor(req)
    const form = parseReplacement(req.body)
    if (!form.ok) return show(res, issuer, undefined, form)
    await keys.replace(issuer, form.value.kind, signedInPerson(req).id)
    return done(req, res, issuer, 'replaced')
  })

  router.post(`${path}/own`, signedIn, async (req, res) => {
    const issuer = await issuerFor(req)
    const form = parseOwnKey(req.body)
    if (!form.ok) return show(res, issuer, undefined, withoutSecret(form))
    try {
      await keys.bring(issuer, form.value.secret, signedInPerson(req).id)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      const errors = [{ field: 'secret', messageKey: 'award.keys.notAKey' }]
      return await show(res, issuer, undefined, { errors, raw: {} })
    }
    return done(req, res, issuer, 'brought')
  })

  router.post(`${path}/:number/compromise`, signedIn, async (req, res) => {
    const issuer = await issuerFor(req)
    const number = numberIn(req.params.number) ?? 0
    const form = parseCompromise(req.body)
    if (!form.ok) return show(res, issuer, number, form)
    await keys.reportCompromise(issuer, { number, ...form.value }, signedInPerson(req).id)
    return done(req, res, issuer, 'reported')
  })

  return router

  async function issuerFor(req: Request): Promise<IssuingOrganization> {
    const person = signedInPerson(req)
    const issuer = found(await neighbours.organizationBySlug(String(req.params.slug)), 'organization')
    const may = person.isAdministrator || (await neighbours.hasRole(person.id, 'administrator', issuer.id))
    if (!may) throw new Forbidden('Only for administrators of the issuer')
    return issuer
  }

  async function show(res: Response, issuer: IssuingOrganization, reporting?: number, rejected?: Rejected) {
    res.status(rejected ? 422 : 200)
    res.render('award/keys', keyPage(issuer, await keys.of(issuer), reporting, rejected))
  }

  function done(req: Request, res: Response, { slug }: IssuingOrganization, what: string): void {
    leaveNotice(req, `award.keys.done.${what}`)
    res.redirect(303, `/organizations/${slug}/keys`)
  }
}

export const numberIn = (text: unknown) => (/^\d{1,6}$/.test(String(text)) ? Number(text) : undefined)

/** A private key is typed again: it is not sent back in a page. */
const withoutSecret = ({ errors }: Rejected): Rejected => ({ errors, raw: {} })
