/** Something that happened to an aggregate; it travels in the outbox of the document that it happened to. */
export interface DomainEvent {
  id: string
  name: string
  at: Date
  /** Who did it; absent when the system did. */
  actorId?: string
}

/** New state and the events that led to it: always written together. */
export interface Change<Aggregate, Event extends DomainEvent> {
  state: Aggregate
  events: Event[]
}

/** One document with its own compare-and-set counter. */
export interface Aggregate {
  id: string
  version: number
}

/** What a room does when others announce something; must be idempotent, for delivery is at least once. */
export type Reactions = Record<string, (event: never) => Promise<void>>
