import type { Clock } from '../platform/clock.js'
import { NotFound } from '../shared/errors.js'
import { formReader } from '../shared/forms.js'
import { anyMachine, signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import { NOTIFICATION_KINDS } from './kinds.js'
import { notificationsPage, preferencesPage, unsubscribedPage } from './pages.js'
import type { NotificationStore } from './store.js'
import { readUnsubscribeToken } from './unsubscribeToken.js'

export function notificationRoutes({
  store,
  clock,
  secret,
}: {
  store: NotificationStore
  clock: Clock
  secret: string
}) {
  const router = guardedRouter()

  router.get('/notifications', signedIn, async (req, res) => {
    const { notifications, next } = await store.page(signedInPerson(req).id, textOf(req.query.before))
    res.render('notification/list', notificationsPage(notifications, next))
  })

  router.post('/notifications/read', signedIn, async (req, res) => {
    await store.markRead(signedInPerson(req).id, clock.now())
    res.redirect(303, '/notifications')
  })

  router.get('/settings/notifications', signedIn, async (req, res) => {
    res.render('notification/settings', preferencesPage(await store.muted(signedInPerson(req).id)))
  })

  router.post('/settings/notifications', signedIn, async (req, res) => {
    const wanted = formReader(req.body).choices('kinds', NOTIFICATION_KINDS)
    await store.setMuted(
      signedInPerson(req).id,
      NOTIFICATION_KINDS.filter(kind => !wanted.includes(kind)),
    )
    leaveNotice(req, 'notification.settings.saved')
    res.redirect(303, '/settings/notifications')
  })

  // One click on the link in a mail is enough; mail programs post to the same address (RFC 8058).
  const subscriptionOf = (token: unknown) => {
    const subscription = readUnsubscribeToken(secret, String(token))
    if (!subscription) throw new NotFound('No such subscription')
    return subscription
  }

  router.get('/unsubscribe/:token', anyMachine, async (req, res) => {
    const { personId, kind } = subscriptionOf(req.params.token)
    await store.mute(personId, kind)
    res.render('notification/unsubscribed', unsubscribedPage(String(req.params.token), kind))
  })

  router.post('/unsubscribe/:token', anyMachine, async (req, res) => {
    const { personId, kind } = subscriptionOf(req.params.token)
    await store.mute(personId, kind)
    res.status(204).end()
  })

  router.post('/unsubscribe/:token/undo', anyMachine, async (req, res) => {
    const { personId, kind } = subscriptionOf(req.params.token)
    await store.unmute(personId, kind)
    leaveNotice(req, 'notification.unsubscribed.undone')
    res.redirect(303, '/')
  })

  return router
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)
