import { NotFound } from '../shared/errors.js'
import { anyone } from '../web/access.js'
import { guardedRouter } from '../web/router.js'
import { componentsPage } from './componentsPage.js'
import type { HomeDeps } from './index.js'

/** For whoever builds or tries Staffroom; in production these routes do not exist. */
export function devRoutes({ clock, readMails }: HomeDeps) {
  const router = guardedRouter()

  router.get('/dev/components', anyone, (_req, res) => res.render('dev/components', componentsPage(clock.now())))

  router.get('/dev/mailbox', anyone, async (_req, res) => {
    res.render('dev/mailbox', { title: 'Mailbox', mails: await readMails() })
  })

  router.get('/dev/mailbox/:id', anyone, async (req, res) => {
    const mail = (await readMails()).find(({ id }) => id === req.params.id)
    if (!mail) throw new NotFound('No such mail')
    const paragraphs = mail.text.split(/\n{2,}/).map(linesWithLinks)
    res.render('dev/mail', { title: mail.subject, ...mail, paragraphs })
  })

  return router
}

/** Lines of plain text, those that are an address as links. */
const linesWithLinks = (paragraph: string) =>
  paragraph.split('\n').map(text => ({ text, href: /^https?:\/\/\S+$/.test(text) ? text : undefined }))
