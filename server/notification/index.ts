import type { Connection } from '../platform/database.js'
import type { NotifyDeps } from './notify.js'
import { notify, notifyMany } from './notify.js'
import { notificationRoutes } from './routes.js'
import { notificationStore } from './store.js'

export type { Announcement, NotificationKind } from './kinds.js'
export type { Readers } from './notify.js'

const LATEST_SHOWN = 6

export function createNotification(deps: Omit<NotifyDeps, 'store'> & { db: Connection }) {
  const store = notificationStore(deps.db)
  return {
    notify: notify({ ...deps, store }),
    notifyMany: notifyMany({ ...deps, store }),
    unread: store.unread,
    latest: (personId: string) => store.latest(personId, LATEST_SHOWN),
    markRead: (personId: string) => store.markRead(personId, deps.clock.now()),
    routes: notificationRoutes({ store, clock: deps.clock, secret: deps.secret }),
  }
}
