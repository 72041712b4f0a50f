import type { DomainEvent } from '../shared/events.js'

/** Who did what to which thing, when and why; ids only, never texts or names. */
export interface AuditLine {
  /** The event's id: one line an event. */
  id: string
  name: string
  at: Date
  actorId?: string
  reason?: string
  about: Record<string, string>
}

export function auditLine(event: DomainEvent & Record<string, unknown>): AuditLine {
  const { id, name, at, actorId, reason } = event
  const about = Object.entries(event).filter(
    (entry): entry is [string, string] =>
      entry[0].endsWith('Id') && entry[0] !== 'actorId' && typeof entry[1] === 'string',
  )
  return {
    id,
    name,
    at,
    ...(actorId && { actorId }),
    ...(typeof reason === 'string' && { reason }),
    about: Object.fromEntries(about),
  }
}
