import { connect } from '../authorization/aConnection.js'
import { aBadgeApp } from '../award/aBadgeApp.js'
import { listen } from '../support/app.js'
import { freePort } from '../support/freePort.js'

export type Exchange = Awaited<ReturnType<typeof anExchange>>

/** The whole app, listening at its own address, for clients that are none of ours. */
export async function anExchange() {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const home = await aBadgeApp({ baseUrl: url })
  const listening = await listen(home.app, port)
  const api = `${url}/ims/ob/v3p0`
  const call = (token: string, path: string, init: RequestInit = {}) =>
    fetch(`${api}${path}`, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } })
  return {
    home,
    url,
    api,
    call,
    connect: (person: { email: string }, permissions?: string[], scope?: string[]) =>
      connect(home, url, person, permissions, scope),
    post: (token: string, body: string, type = 'application/json') =>
      call(token, '/credentials', { method: 'POST', body, headers: { 'content-type': type } }),
    async close() {
      await listening.close()
      await home.close()
    },
  }
}
