import { options } from '../web/formView.js'
import { settingsTabs } from '../web/tabs.js'
import { type MutedKinds, NOTIFICATION_KINDS, type Notification, type NotificationKind } from './kinds.js'

export function notificationsPage(notifications: Notification[], next: string | undefined) {
  return {
    titleKey: 'notification.title',
    notifications: notifications.map(({ messageKey, values, href, at, readAt }) => ({
      lineKey: `${messageKey}.line`,
      values,
      href,
      at,
      isNew: readAt === undefined,
    })),
    hasNew: notifications.some(({ readAt }) => readAt === undefined),
    nextHref: next && `/notifications?before=${next}`,
  }
}

export function preferencesPage(muted: MutedKinds) {
  const wanted = NOTIFICATION_KINDS.filter(kind => !muted.includes(kind))
  return {
    titleKey: 'notification.settings.title',
    tabs: settingsTabs('/settings/notifications'),
    kinds: options(NOTIFICATION_KINDS, 'notification.kind', wanted),
  }
}

export function unsubscribedPage(token: string, kind: NotificationKind) {
  return {
    titleKey: 'notification.unsubscribed.title',
    kindKey: `notification.kind.${kind}`,
    action: `/unsubscribe/${token}/undo`,
  }
}
