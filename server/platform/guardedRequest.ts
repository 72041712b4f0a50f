import http from 'node:http'
import https from 'node:https'
import { FetchFailed, FetchRefused } from './fetchErrors.js'
import { asFailure, collect, type GuardedFetchSettings, SIZE_LIMIT_BYTES, TIME_LIMIT_MS } from './guardedFetch.js'
import { type Address, byDns, permittedAddress, pinnedLookup } from './pinnedAddress.js'

export interface OutsideRequest {
  method?: string
  headers?: Record<string, string>
  body?: string | URLSearchParams | Uint8Array | null | undefined
}

/**
 * A conversation with another system: any method, any status. What may go where is as for the guarded fetch, but no
 * redirect is followed, for what we send may be secret. Throws FetchRefused, and FetchFailed without an answer.
 */
export type GuardedRequest = (url: string, request?: OutsideRequest) => Promise<Response>

/** Statuses that have no body, with which `Response` takes none. */
const BODILESS = [101, 204, 205, 304]

export function guardedRequest(settings: GuardedFetchSettings): GuardedRequest {
  const { allow, resolve = byDns, timeLimitMs = TIME_LIMIT_MS } = settings
  return async (address, request = {}) => {
    if (!URL.canParse(address)) throw new FetchRefused('That is not a web address')
    const url = new URL(address)
    const signal = AbortSignal.timeout(timeLimitMs)
    const pinned = await permittedAddress(url, { allow, resolve, signal })
    try {
      return await send(url, pinned, request, signal)
    } catch (error) {
      throw asFailure(error, url, signal)
    }
  }
}

function send(url: URL, pinned: Address, { method = 'GET', headers, body }: OutsideRequest, signal: AbortSignal) {
  const client = url.protocol === 'https:' ? https : http
  const sent = body instanceof URLSearchParams ? body.toString() : body
  const length = sent ? { 'content-length': String(Buffer.byteLength(sent)) } : {}
  const all = { ...headers, ...length, 'accept-encoding': 'identity', 'user-agent': 'Staffroom' }
  return new Promise<Response>((done, fail) => {
    const outgoing = client.request(url, { method, lookup: pinnedLookup(pinned), signal, agent: false, headers: all })
    outgoing.on('response', incoming => {
      read(incoming)
        .then(done, fail)
        .finally(() => incoming.destroy())
    })
    outgoing.on('error', fail)
    outgoing.on('close', () => fail(new FetchFailed(`${url.host} hung up`)))
    outgoing.end(sent ?? undefined)
  })
}

async function read(incoming: http.IncomingMessage): Promise<Response> {
  const { statusCode: status = 502 } = incoming
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)] as [string, string])
  const bytes = new Uint8Array(await collect(incoming, SIZE_LIMIT_BYTES))
  return new Response(BODILESS.includes(status) ? null : bytes, { status, headers })
}
