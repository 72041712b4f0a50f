import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { READ } from '../authorization/aConnection.js'

export interface HostHabits {
  /** Seconds; a host need not say. */
  expiresIn?: number
  givesRefreshTokens?: boolean
  /** Instead of its own. */
  servers?: unknown
  /** What it answers when it is asked for credentials. */
  credentials?: string
}

/** Another host that is strict with what it gave: a refresh token counts once, and using it twice ends everything. */
export async function aHost(port: number, habits: HostHabits = {}) {
  const url = `http://localhost:${port}`
  const seen = { refreshes: 0, calls: 0 }
  let access = ''
  let refresh = ''
  let ended = false

  const description = () => ({
    info: { title: 'A strict host' },
    servers: habits.servers ?? [{ url: `${url}/ims/ob/v3p0` }],
    components: {
      securitySchemes: {
        OAuth2ACG: {
          'x-imssf-registrationUrl': `${url}/register`,
          flows: {
            authorizationCode: {
              authorizationUrl: `${url}/authorize`,
              tokenUrl: `${url}/token`,
              scopes: { [READ]: 'Read', offline_access: 'Stay' },
            },
          },
        },
      },
    },
  })

  function tokens() {
    access = randomUUID()
    refresh = randomUUID()
    const { expiresIn, givesRefreshTokens = true } = habits
    return {
      access_token: access,
      token_type: 'Bearer',
      ...(givesRefreshTokens && { refresh_token: refresh }),
      ...(expiresIn !== undefined && { expires_in: expiresIn }),
    }
  }

  async function granted(asked: URLSearchParams): Promise<[number, unknown]> {
    if (asked.get('grant_type') === 'authorization_code') return [200, tokens()]
    seen.refreshes++
    if (ended || asked.get('refresh_token') !== refresh) {
      ended = true
      return [400, { error: 'invalid_grant' }]
    }
    return [200, tokens()]
  }

  async function answer(req: IncomingMessage): Promise<[number, unknown]> {
    const { pathname } = new URL(req.url ?? '', url)
    if (pathname === '/ims/ob/v3p0/discovery') return [200, description()]
    if (pathname === '/register')
      return [201, { client_id: 'staffroom', client_secret: 'between us', client_secret_expires_at: 0 }]
    if (pathname === '/token') return granted(new URLSearchParams(await textOf(req)))
    if (pathname !== '/ims/ob/v3p0/credentials') return [404, {}]
    seen.calls++
    if (ended || req.headers.authorization !== `Bearer ${access}`) return [401, {}]
    return [200, habits.credentials ?? { credential: [] }]
  }

  async function respond(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const [status, body] = await answer(req)
    res.writeHead(status, { 'content-type': 'application/json' })
    res.end(typeof body === 'string' ? body : JSON.stringify(body))
  }

  const server = createServer((req, res) => void respond(req, res))
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  return {
    url,
    seen,
    habits,
    /** What it gave for access counts no longer. */
    forgetAccess: () => {
      access = 'nothing'
    },
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(resolve)
      }),
  }
}

async function textOf(req: IncomingMessage): Promise<string> {
  let text = ''
  for await (const piece of req) text += piece
  return text
}
