import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../platform/clock.js'
import { NotFound, Unavailable } from '../shared/errors.js'
import type { HostConnection, Tokens } from './connection.js'
import { Disconnected, type HostClient } from './hostClient.js'
import type { Boxes, Secrets } from './secrets.js'
import type { HostStore } from './store.js'

/** A token that ends while we work is as good as ended. */
const MARGIN_MS = 60_000
/** Longer than a host may take to answer. */
const LEASE_MS = 30_000
const LOOK_AGAIN_MS = 100
const MOST_LOOKS = 150

export interface RenewingDeps {
  hosts: HostStore
  client: HostClient
  clock: Clock
  boxes: Boxes
}

/** Tokens, and the box that they were in: whether they are still the ones that count. */
export interface Held {
  tokens: Tokens
  box: string
}

/**
 * A refresh token that rotates is sent once: hosts take a second time for theft and end the connection (RFC 9700, 4.14).
 * So one at a time renews, and whoever waited for that takes what it got.
 */
export function renewing({ hosts, client, clock, boxes }: RenewingDeps) {
  /** Those that there are, if they are good for a while yet. */
  async function fresh(connection: HostConnection): Promise<Held> {
    const held = await hold(connection)
    const isOver = held.tokens.expiresAt && held.tokens.expiresAt.getTime() <= clock.now().getTime() + MARGIN_MS
    return isOver ? renewed(connection, held) : held
  }

  /** Others than these. Throws Disconnected where the host has none for us. */
  async function renewed(connection: HostConnection, old: Held): Promise<Held> {
    await lease(connection.id)
    try {
      const held = await hold(connection)
      return held.box === old.box ? await refreshed(connection, held) : held
    } finally {
      await hosts.release(connection.id)
    }
  }

  async function refreshed(connection: HostConnection, held: Held): Promise<Held> {
    const { id, host } = connection
    const { client: known } = boxes.open<Secrets>(held.box, id)
    const tokens = await notingNo(connection, held, () => client.refresh(host, known, held.tokens))
    const box = boxes.close({ client: known, tokens } satisfies Secrets, id)
    await hosts.keepSecrets(id, box)
    return { tokens, box }
  }

  /** The host's no is remembered, as long as it is about the tokens that count; silence is not: it may be over tomorrow. */
  async function notingNo<T>({ id }: HostConnection, { box }: Held, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof Disconnected) await hosts.markBroken(id, box)
      throw error
    }
  }

  async function hold({ id }: HostConnection): Promise<Held> {
    const box = await hosts.secrets(id)
    if (!box) throw new NotFound('No such connection')
    const { tokens } = boxes.open<Secrets>(box, id)
    if (!tokens) throw new Disconnected('Not connected')
    return { tokens, box }
  }

  async function lease(id: string): Promise<void> {
    for (let looks = 0; looks < MOST_LOOKS; looks++) {
      const now = clock.now()
      if (await hosts.lease(id, now, new Date(now.getTime() + LEASE_MS))) return
      await pause(LOOK_AGAIN_MS)
    }
    throw new Unavailable('The connection is being renewed')
  }

  return { fresh, renewed, notingNo }
}
