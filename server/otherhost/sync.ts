import type { Brought, Origin } from '../backpack/index.js'
import { isShallow, MAX_DEPTH } from '../openbadges/index.js'
import type { Clock } from '../platform/clock.js'
import { FetchFailed } from '../platform/guardedFetch.js'
import { Invalid, TooMany, Unavailable } from '../shared/errors.js'
import type { connect } from './connect.js'
import { type HostConnection, mayPush, nextSync, type SyncResult, type Tokens } from './connection.js'
import { Disconnected, type HostClient } from './hostClient.js'
import { nextPage } from './nextPage.js'
import type { renewing } from './renewing.js'
import type { HostStore } from './store.js'

const PAGE = 50
const MOST_PAGES = 20
const AT_A_TIME = 20
const LEASE_MS = 10 * 60_000

export interface SyncDeps {
  hosts: HostStore
  client: HostClient
  clock: Clock
  connecting: Pick<ReturnType<typeof connect>, 'secretsOf'>
  renewing: ReturnType<typeof renewing>
  /** Throws Invalid for what is not kept. */
  bring(personId: string, bytes: Uint8Array, origin: Origin): Promise<Brought>
  /** Whether this very copy is here already. */
  keeps(personId: string, text: string): Promise<boolean>
}

/** Badges from a connected host, and to it. */
export function syncing(deps: SyncDeps) {
  const { hosts, client, clock } = deps

  /** Work with a token that the host honours: one that has ended or is refused is renewed, and the work done again. */
  async function withTokens<T>(connection: HostConnection, work: (tokens: Tokens) => Promise<T>): Promise<T> {
    const held = await deps.renewing.fresh(connection)
    try {
      return await work(held.tokens)
    } catch (error) {
      if (!(error instanceof Disconnected)) throw error
    }
    const renewed = await deps.renewing.renewed(connection, held)
    return deps.renewing.notingNo(connection, renewed, () => work(renewed.tokens))
  }

  async function fetchAll(connection: HostConnection, tokens: Tokens): Promise<string[]> {
    const { apiBase } = connection.host
    const found: string[] = []
    let page: string | undefined = `${apiBase}/credentials?limit=${PAGE}&offset=0`
    for (let n = 0; page && n < MOST_PAGES; n++) {
      const answer = await client.call(tokens, page, { method: 'GET' })
      if (answer.status !== 200) throw new FetchFailed(`The host answered ${answer.status}`)
      found.push(...credentialsIn(await answer.json().catch(() => undefined)))
      page = nextPage(answer.headers.get('link'), page, apiBase)
    }
    return found
  }

  async function bringAll(connection: HostConnection, texts: string[]): Promise<SyncResult> {
    const { id, personId, host } = connection
    const origin: Origin = { kind: 'host', name: new URL(host.apiBase).host, connectionId: id }
    const result = { at: clock.now(), brought: 0, known: 0, refused: 0 }
    for (const text of texts) {
      if (await deps.keeps(personId, text)) result.known++
      else result[await outcomeOf(() => deps.bring(personId, Buffer.from(text), origin))]++
    }
    return result
  }

  async function sync(connection: HostConnection): Promise<SyncResult> {
    const found = await withTokens(connection, tokens => fetchAll(connection, tokens))
    const result = await bringAll(connection, found)
    await hosts.noteSync(connection.id, result, nextSync(result.at))
    return result
  }

  return {
    sync,

    /** Those that are due, one after the other. */
    async syncDue(): Promise<void> {
      for (let i = 0; i < AT_A_TIME; i++) {
        const now = clock.now()
        const connection = await hosts.takeDue(now, nextSync(new Date(now.getTime() + LEASE_MS)))
        if (!connection) return
        await sync(connection).catch(error => {
          if (!(error instanceof Unavailable) && !(error instanceof TooMany)) throw error
        })
      }
    },

    /** Here at once, and over there as far as it can be told. */
    async disconnect({ id, host }: HostConnection): Promise<void> {
      const { client: known, tokens } = await deps.connecting.secretsOf(id)
      await hosts.remove(id)
      if (tokens) await client.revoke(host, known, tokens)
    },

    /** Gives a badge to the host. Throws Invalid with the host's own words where it does not take it. */
    push: (connection: HostConnection, text: string): Promise<void> =>
      withTokens(connection, async tokens => {
        if (!mayPush(tokens)) throw new Invalid('You did not allow us to add badges there')
        const type = text.startsWith('{') ? 'application/json' : 'text/plain'
        const url = `${connection.host.apiBase}/credentials`
        const answer = await client.call(tokens, url, { method: 'POST', body: text, type })
        if (answer.status !== 200 && answer.status !== 201) throw new Invalid(await wordsOf(answer))
      }),
  }
}

async function outcomeOf(bring: () => Promise<Brought>): Promise<'brought' | 'known' | 'refused'> {
  try {
    const { outcome } = await bring()
    return outcome === 'added' || outcome === 'replaced' ? 'brought' : 'known'
  } catch (error) {
    if (error instanceof Invalid) return 'refused'
    throw error
  }
}

/** GetOpenBadgeCredentialsResponse, as text: JSON, or compact JWS. */
function credentialsIn(body: unknown): string[] {
  const { credential = [], compactJwsString = [] } = (body ?? {}) as Record<string, unknown>
  const found: unknown[] = Array.isArray(credential) ? credential : []
  const json = found.filter(each => isShallow(each, MAX_DEPTH)).map(each => JSON.stringify(each))
  const jws = Array.isArray(compactJwsString) ? compactJwsString.filter(each => typeof each === 'string') : []
  return [...json, ...jws]
}

const LONGEST_WORDS = 300

async function wordsOf(answer: Response): Promise<string> {
  const body = (await answer.json().catch(() => ({}))) as { imsx_description?: unknown }
  const words = typeof body.imsx_description === 'string' ? body.imsx_description : `It answered ${answer.status}`
  return words.slice(0, LONGEST_WORDS)
}
