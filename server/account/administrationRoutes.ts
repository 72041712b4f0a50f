import type { Request } from 'express'
import { administrator, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import { parseSearch, parseSuspension } from './administrationForms.js'
import { peoplePage, personPage } from './administrationPages.js'
import type { Account } from './index.js'

const PAGE = '/administration/people'

export function administrationRoutes({ actions: { administration } }: Account) {
  const router = guardedRouter()

  router.get(PAGE, administrator, async (req, res) => {
    const { query, before } = parseSearch(req.query)
    const found = query
      ? { people: await administration.search(query), next: undefined }
      : await administration.list(before)
    res.render('account/people', peoplePage(found.people, query, found.next))
  })

  router.get(`${PAGE}/:handle`, administrator, async (req, res) => {
    res.render('account/person', personPage(await theirs(req), signedInPerson(req).id))
  })

  router.post(`${PAGE}/:handle/administration`, administrator, async (req, res) => {
    const person = await theirs(req)
    await administration.grant(person.id, signedInPerson(req).id)
    leaveNotice(req, 'account.notice.saved')
    res.redirect(303, `${PAGE}/${person.handle}`)
  })

  router.post(`${PAGE}/:handle/administration/removal`, administrator, async (req, res) => {
    const person = await theirs(req)
    await administration.withdraw(person.id, signedInPerson(req).id)
    leaveNotice(req, 'account.notice.saved')
    res.redirect(303, `${PAGE}/${person.handle}`)
  })

  router.post(`${PAGE}/:handle/suspension`, administrator, async (req, res) => {
    const person = await theirs(req)
    const form = parseSuspension(req.body)
    if (!form.ok) return res.status(422).render('account/person', personPage(person, signedInPerson(req).id, form))
    await administration.suspend(person.id, form.value.reason, signedInPerson(req).id)
    leaveNotice(req, 'account.notice.suspended')
    return res.redirect(303, `${PAGE}/${person.handle}`)
  })

  router.post(`${PAGE}/:handle/suspension/removal`, administrator, async (req, res) => {
    const person = await theirs(req)
    await administration.restore(person.id, signedInPerson(req).id)
    leaveNotice(req, 'account.notice.restored')
    res.redirect(303, `${PAGE}/${person.handle}`)
  })

  const theirs = (req: Request) => administration.byHandle(String(req.params.handle))

  return router
}
