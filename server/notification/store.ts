import { type Connection, Schema } from 'mongoose'
import { isDuplicateKey, toState } from '../platform/aggregateStore.js'
import { insertNew } from '../platform/insertNew.js'
import { type MutedKinds, NOTIFICATION_KINDS, type Notification, type NotificationKind } from './kinds.js'

const PAGE_SIZE = 30
const KEPT_SECONDS = 365 * 24 * 3600

const notificationSchema = new Schema({
  _id: { type: String, required: true },
  eventId: { type: String, required: true },
  personId: { type: String, required: true },
  kind: { type: String, enum: NOTIFICATION_KINDS, required: true },
  messageKey: { type: String, required: true },
  values: { type: Object, default: {} },
  href: { type: String, required: true },
  at: { type: Date, required: true },
  readAt: Date,
})
notificationSchema.index({ personId: 1, eventId: 1, messageKey: 1 }, { unique: true })
notificationSchema.index({ personId: 1, _id: -1 })
notificationSchema.index({ personId: 1, readAt: 1 })
notificationSchema.index({ at: 1 }, { expireAfterSeconds: KEPT_SECONDS })

const preferenceSchema = new Schema({ _id: { type: String, required: true }, muted: { type: [String], default: [] } })

export type NotificationStore = ReturnType<typeof notificationStore>

export function notificationStore(db: Connection) {
  const Notifications = db.model('Notification', notificationSchema)
  const Preferences = db.model('NotificationPreference', preferenceSchema)

  return {
    /** False when this person was told of this event before. */
    async add({ id, ...notification }: Notification): Promise<boolean> {
      try {
        await Notifications.create({ _id: id, ...notification })
        return true
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
    },
    /** Those who were told before are not told again. */
    addMany: (notifications: Notification[]) =>
      insertNew(
        Notifications,
        notifications.map(({ id, ...rest }) => ({ _id: id, ...rest })),
      ),
    async mutedOf(personIds: string[]): Promise<Map<string, MutedKinds>> {
      const found = await Preferences.find({ _id: { $in: personIds } }).lean()
      return new Map(found.map(({ _id, muted }) => [_id, muted as MutedKinds]))
    },
    /** Newest first, one more than a page where there is more. */
    async page(
      personId: string,
      before?: string,
    ): Promise<{ notifications: Notification[]; next: string | undefined }> {
      const older = before ? { _id: { $lt: before } } : {}
      const found = await Notifications.find({ personId, ...older })
        .sort({ _id: -1 })
        .limit(PAGE_SIZE + 1)
        .lean()
      const notifications = found.slice(0, PAGE_SIZE).map(document => toState<Notification>(document)!)
      return { notifications, next: found.length > PAGE_SIZE ? notifications.at(-1)?.id : undefined }
    },
    async latest(personId: string, limit: number): Promise<Notification[]> {
      const found = await Notifications.find({ personId }).sort({ _id: -1 }).limit(limit).lean()
      return found.map(document => toState<Notification>(document)!)
    },
    unread: (personId: string): Promise<number> =>
      Notifications.countDocuments({ personId, readAt: null }, { limit: 100 }),
    async markRead(personId: string, at: Date): Promise<void> {
      await Notifications.updateMany({ personId, readAt: null }, { $set: { readAt: at } })
    },
    async muted(personId: string): Promise<MutedKinds> {
      const found = await Preferences.findById(personId).lean()
      return (found?.muted ?? []) as MutedKinds
    },
    async setMuted(personId: string, muted: MutedKinds): Promise<void> {
      await Preferences.updateOne({ _id: personId }, { $set: { muted } }, { upsert: true })
    },
    async mute(personId: string, kind: NotificationKind): Promise<void> {
      await Preferences.updateOne({ _id: personId }, { $addToSet: { muted: kind } }, { upsert: true })
    },
    async unmute(personId: string, kind: NotificationKind): Promise<void> {
      await Preferences.updateOne({ _id: personId }, { $pull: { muted: kind } })
    },
  }
}
