import type { Clock } from '../platform/clock.js'
import type { Mail, Mailer } from '../platform/mailer.js'
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
  person(id: string): Promise<Reader>
}
export interface Reader {
  email: string
  language: string
}

/** In the app always, by mail unless muted. Telling twice of the same event has no effect. */
export function notify({ store, mailer, clock, baseUrl, secret, person }: NotifyDeps) {
  return async (announcement: Announcement): Promise<void> => {
    const { personId, kind } = announcement
    await store.add({ ...announcement, id: newId(clock.now()), at: clock.now() })
    if ((await store.muted(personId)).includes(kind)) return
    await mailer.send(mailFor(announcement, await person(personId), { baseUrl, secret }))
  }
}

/** The same for many people at once, whom the caller has looked up. */
export function notifyMany({ store, mailer, clock, baseUrl, secret }: Omit<NotifyDeps, 'person'>) {
  async function mailAll(announcements: Announcement[], readers: Readers): Promise<void> {
    const muted = await store.mutedOf([...new Set(announcements.map(({ personId }) => personId))])
    const mails = announcements.flatMap(announcement => {
      const reader = readers.get(announcement.personId)
      const isMuted = muted.get(announcement.personId)?.includes(announcement.kind)
      return reader && !isMuted ? [mailFor(announcement, reader, { baseUrl, secret })] : []
    })
    await mailer.sendMany(mails)
  }

  return async (announcements: Announcement[], readers: Readers): Promise<void> => {
    const at = clock.now()
    const notifications = announcements.map(announcement => ({ ...announcement, id: newId(at), at }))
    await Promise.all([store.addMany(notifications), mailAll(announcements, readers)])
  }
}

export type Readers = Pick<Map<string, Reader>, 'get'>

function mailFor(announcement: Announcement, { email, language }: Reader, { baseUrl, secret }: From): Mail {
  const { eventId, personId, kind, messageKey, values, href } = announcement
  return {
    // A key of its own, so that a crash between the two channels loses neither.
    key: `${eventId}:${personId}:${messageKey}`,
    to: email,
    language,
    messageKey,
    values,
    actionUrl: baseUrl + href,
    unsubscribeUrl: `${baseUrl}/unsubscribe/${unsubscribeToken(secret, personId, kind)}`,
  }
}

type From = Pick<NotifyDeps, 'baseUrl' | 'secret'>
