import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { FetchFailed, FetchRefused } from '../../server/platform/guardedFetch.js'
import { guardedRequest } from '../../server/platform/guardedRequest.js'

describe('a guarded request', () => {
  let server: Server
  let answer: RequestListener
  let host: string

  before(async () => {
    server = createServer((req, res) => answer(req, res)).listen(0, '127.0.0.1')
    await new Promise(resolve => server.once('listening', resolve))
    host = `localhost:${(server.address() as AddressInfo).port}`
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })

  const request = (timeLimitMs = 2000) => guardedRequest({ allow: [host], timeLimitMs })
  const failure = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    )

  it('sends what it is given, and gives back any status with its headers', async () => {
    answer = (req, res) => {
      const chunks: Buffer[] = []
      req.on('data', chunk => chunks.push(chunk))
      req.on('end', () => {
        res.writeHead(409, { 'content-type': 'application/json', link: '<x>; rel="next"' })
        res.end(
          JSON.stringify({ method: req.method, said: Buffer.concat(chunks).toString(), as: req.headers.authorization }),
        )
      })
    }
    const got = await request()(`http://${host}/`, {
      method: 'POST',
      body: 'hello',
      headers: { authorization: 'Bearer x' },
    })
    expect([got.status, got.headers.get('link')]).to.deep.equal([409, '<x>; rel="next"'])
    expect(await got.json()).to.deep.equal({ method: 'POST', said: 'hello', as: 'Bearer x' })
  })

  it('follows no redirect, for what it carries may be secret', async () => {
    answer = (_req, res) => res.writeHead(302, { location: 'http://169.254.169.254/' }).end()
    expect((await request()(`http://${host}/`)).status).to.equal(302)
  })

  it('does not go to private addresses, nor without TLS', async () => {
    const guarded = guardedRequest({ allow: [] })
    for (const url of [
      'http://example.org/',
      `https://127.0.0.1/`,
      'https://[::1]/',
      'https://169.254.169.254/',
      'nonsense',
    ])
      expect([url, (await failure(guarded(url))) instanceof FetchRefused]).to.deep.equal([url, true])
  })

  it('waits only so long, reads only so much, and survives who hangs up', async () => {
    const hostile: RequestListener[] = [
      () => {},
      (_req, res) => {
        res.writeHead(200)
        res.write('slow')
      },
      (_req, res) => res.end(Buffer.alloc(3 * 1024 * 1024)),
      req => req.socket.destroy(),
    ]
    for (const each of hostile) {
      answer = each
      expect(await failure(request(300)(`http://${host}/`))).to.be.instanceOf(FetchFailed)
    }
  })
})
