/** What a person may want or not want to hear of by mail. */
export const NOTIFICATION_KINDS = [
  'community',
  'mention',
  'review',
  'decision',
  'award',
  'recognition',
  'endorsement',
  'account',
] as const
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number]

/** Said once, to one person, because of one event. */
export interface Announcement {
  eventId: string
  personId: string
  kind: NotificationKind
  /** `${messageKey}.line` in the app; `.subject`, `.body` and `.action` by mail. */
  messageKey: string
  values: Record<string, string | number>
  /** A path of ours. */
  href: string
}

export interface Notification extends Announcement {
  id: string
  at: Date
  readAt?: Date
}

/** Kinds that a person does not get by mail. All are wanted until told otherwise. */
export type MutedKinds = NotificationKind[]
