import { createHmac, timingSafeEqual } from 'node:crypto'
import { NOTIFICATION_KINDS, type NotificationKind } from './kinds.js'

/** A link that needs no session: it says who and what, and only we can have made it. */
export function unsubscribeToken(secret: string, personId: string, kind: NotificationKind): string {
  return `${personId}.${kind}.${seal(secret, personId, kind)}`
}

export function readUnsubscribeToken(
  secret: string,
  token: string,
): { personId: string; kind: NotificationKind } | undefined {
  const [personId = '', kind = '', given = ''] = token.split('.')
  const expected = Buffer.from(seal(secret, personId, kind))
  const seen = Buffer.from(given)
  if (seen.length !== expected.length || !timingSafeEqual(seen, expected)) return undefined
  return NOTIFICATION_KINDS.includes(kind as NotificationKind)
    ? { personId, kind: kind as NotificationKind }
    : undefined
}

const seal = (secret: string, personId: string, kind: string) =>
  createHmac('sha256', secret).update(`unsubscribe:${personId}:${kind}`).digest('base64url')
