import * as oauth from 'oauth4webapi'
import type { Clock } from '../platform/clock.js'
import type { GuardedFetch } from '../platform/guardedFetch.js'
import { Conflict, NotFound } from '../shared/errors.js'
import { newId, newToken } from '../shared/ids.js'
import { type HostConnection, type HostDescription, hostKey, MOST_CONNECTIONS, PENDING_MS } from './connection.js'
import { discover } from './discover.js'
import type { HostClient } from './hostClient.js'
import type { Boxes, Secrets } from './secrets.js'
import { digest, type HostStore } from './store.js'

/** Hosts forget clients that nobody uses; so do we. */
const REGISTRATION_KEPT_MS = 30 * 24 * 3600 * 1000

export interface ConnectDeps {
  hosts: HostStore
  client: HostClient
  clock: Clock
  fetchDocument: GuardedFetch
  boxes: Boxes
}

/** From an address that somebody typed to a connection, in two steps with the person's consent over there between. */
export function connect({ hosts, client, clock, fetchDocument, boxes }: ConnectDeps) {
  async function registered(host: HostDescription): Promise<oauth.Client> {
    const key = hostKey(host)
    const now = clock.now()
    const known = await hosts.registration(key, new Date(now.getTime() - REGISTRATION_KEPT_MS))
    if (known) return boxes.open<oauth.Client>(known, key)
    const fresh = await client.register(host)
    await hosts.keepRegistration(key, boxes.close(fresh, key), now)
    return fresh
  }

  return {
    /** Throws Invalid, Unavailable or Conflict. */
    async begin(personId: string, typed: string): Promise<HostConnection> {
      if ((await hosts.ofPerson(personId, MOST_CONNECTIONS)).length >= MOST_CONNECTIONS)
        throw new Conflict('There is no room for more connections')
      const host = await discover(fetchDocument, typed)
      const secrets: Secrets = {
        client: await registered(host),
        verifier: oauth.generateRandomCodeVerifier(),
        state: newToken(),
      }
      const now = clock.now()
      const id = newId(now)
      const stateDigest = digest(secrets.state!)
      const connection: HostConnection = { id, personId, host, state: 'pending', stateDigest, createdAt: now }
      await hosts.add(connection, boxes.close(secrets, id), new Date(now.getTime() + PENDING_MS))
      return connection
    },

    /** Where the person says yes or no over there. */
    async questionUrl({ id, host }: HostConnection): Promise<string> {
      const { client: known, verifier = '', state = '' } = await secretsOf(id)
      return client.questionUrl(host, known, verifier, state)
    },

    /**
     * The answer that the person came back with, on the way of the host with this key. Throws NotFound for one that
     * nobody waits for there, Invalid for a no.
     */
    async complete(personId: string, key: string, back: URLSearchParams): Promise<HostConnection> {
      const state = back.get('state') ?? ''
      const pending = await hosts.byState(personId, state)
      if (!pending || hostKey(pending.host) !== key) throw new NotFound('Nobody waits for this answer')
      const { client: known, verifier = '' } = await secretsOf(pending.id)
      const tokens = await client.redeem(pending.host, known, back, verifier, state)
      const box = boxes.close({ client: known, tokens } satisfies Secrets, pending.id)
      if (!(await hosts.complete(pending.id, box, clock.now()))) throw new NotFound('This answer was taken before')
      return { ...pending, state: 'connected' }
    },

    secretsOf,
  }

  async function secretsOf(id: string): Promise<Secrets> {
    const box = await hosts.secrets(id)
    if (!box) throw new NotFound('No such connection')
    return boxes.open<Secrets>(box, id)
  }
}
