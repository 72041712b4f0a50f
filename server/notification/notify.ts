import type { Clock } from '../platform/clock.js'
import type { Mailer } from '../platform/mailer.js'
import { newId } from '../shared/ids.js'
import type { Announcement } from './kinds.js'
import type { NotificationStore } from './store.js'
import { unsubscribeToken } from './unsubscribeToken.js'

export interface NotifyDeps {
  store: NotificationStore
  mailer: Mailer
  clock: Clock
  baseUrl: string
  secret: string
  person(id: string): Promise<{ email: string; language: string }>
}

/** In the app always, by mail unless muted. Telling twice of the same event has no effect. */
export function notify({ store, mailer, clock, baseUrl, secret, person }: NotifyDeps) {
  return async (announcement: Announcement): Promise<void> => {
    const { eventId, personId, kind, messageKey, values, href } = announcement
    await store.add({ ...announcement, id: newId(clock.now()), at: clock.now() })
    if ((await store.muted(personId)).includes(kind)) return
    const { email, language } = await person(personId)
    // The mail has a key of its own, so that a crash between the two channels loses neither.
    await mailer.send({
      key: `${eventId}:${personId}:${messageKey}`,
      to: email,
      language,
      messageKey,
      values,
      actionUrl: baseUrl + href,
      unsubscribeUrl: `${baseUrl}/unsubscribe/${unsubscribeToken(secret, personId, kind)}`,
    })
  }
}
