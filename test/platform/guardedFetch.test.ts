import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { fetchCache } from '../../server/platform/fetchCache.js'
import { type Address, FetchFailed, FetchRefused, guardedFetch } from '../../server/platform/guardedFetch.js'

const SOON_MS = 400

describe('the guarded fetcher', () => {
  const servers: Server[] = []
  after(() => {
    for (const server of servers) {
      server.closeAllConnections()
      server.close()
    }
  })

  /** A server on loopback that may do as it likes; answers its `host:port`. */
  async function hosting(listener: RequestListener): Promise<string> {
    const server = createServer(listener).listen(0, '127.0.0.1')
    servers.push(server)
    await new Promise(resolve => server.once('listening', resolve))
    return `localhost:${(server.address() as AddressInfo).port}`
  }
  const fetching = (host: string) => guardedFetch({ allow: [host], timeLimitMs: SOON_MS })
  const failure = (promise: Promise<unknown>): Promise<Error> =>
    promise.then(
      () => expect.fail('it was fetched'),
      error => error,
    )
  const visited = async () => {
    const visits: string[] = []
    const host = await hosting((req, res) => {
      visits.push(req.url!)
      res.end('{}')
    })
    return { host, visits }
  }

  describe('goes nowhere inside', () => {
    const guarded = guardedFetch({ allow: [], timeLimitMs: SOON_MS })

    it('by any spelling of an inner address', async () => {
      const inner = [
        '127.0.0.1',
        '2130706433',
        '0x7f.1',
        '0177.0.0.1',
        '127.1',
        '0',
        '[::1]',
        '[::ffff:127.0.0.1]',
        '[::]',
      ]
      const nearby = [
        '10.1.2.3',
        '172.16.0.1',
        '192.168.1.1',
        '100.64.0.1',
        '169.254.169.254',
        '198.18.0.1',
        '224.0.0.1',
      ]
      const tunnelled = [
        '[fe80::1]',
        '[fd00::1]',
        '[::127.0.0.1]',
        '[::a00:1]',
        '[::ffff:127.0.0.1]',
        '[64:ff9b::7f00:1]',
        '[2002:7f00:1::]',
        '[2001:db8::1]',
        'localhost',
      ]
      for (const host of [...inner, ...nearby, ...tunnelled])
        expect(await failure(guarded(`https://${host}/`)), host).to.be.instanceOf(FetchRefused)
    })

    it('where a name leads to inner addresses, or to one among others', async () => {
      const addresses: Address[] = [
        { address: '93.184.216.34', family: 4 },
        { address: '10.0.0.1', family: 4 },
      ]
      const mixed = guardedFetch({ allow: [], resolve: async () => addresses })
      expect(await failure(mixed('https://mixed.example/'))).to.be.instanceOf(FetchRefused)
    })

    it('without TLS, by another protocol, or with a password in the address', async () => {
      for (const url of [
        'http://example.org/',
        'ftp://example.org/',
        'file:///etc/passwd',
        'https://me:pw@example.org/',
        'no address',
      ])
        expect(await failure(guarded(url)), url).to.be.instanceOf(FetchRefused)
    })

    it('when a name points inside only after it was checked: it connects to the very address that it checked', async () => {
      const { host, visits } = await visited()
      const port = host.split(':')[1]
      let asked = 0
      const rebinding = async () => [{ address: asked++ === 0 ? '127.0.0.1' : '192.0.2.1', family: 4 }]
      const fetch = guardedFetch({ allow: ['rebinding.example'], resolve: rebinding, timeLimitMs: SOON_MS })
      await fetch(`http://rebinding.example:${port}/`)
      expect([asked, visits]).to.deep.equal([1, ['/']])
    })

    it('when a server it may visit sends it there', async () => {
      const { host: inside, visits } = await visited()
      for (const location of [
        `http://${inside}/secret`,
        'http://127.0.0.1/',
        'https://169.254.169.254/',
        'file:///etc/passwd',
      ]) {
        const host = await hosting((_req, res) => res.writeHead(302, { location }).end())
        expect(await failure(fetching(host)(`http://${host}/`)), location).to.be.instanceOf(FetchRefused)
      }
      expect(visits).to.deep.equal([])
    })
  })

  describe('is let in by the allow-list', () => {
    it('to a host with its port, without TLS, and to no other port', async () => {
      const { host } = await visited()
      const { host: other } = await visited()
      expect((await fetching(host)(`http://${host}/x`)).bytes.toString()).to.equal('{}')
      expect(await failure(fetching(host)(`http://${other}/x`))).to.be.instanceOf(FetchRefused)
    })

    it('to a host on every port', async () => {
      const { host } = await visited()
      expect((await fetching('localhost')(`http://${host}/x`)).url).to.equal(`http://${host}/x`)
    })

    it('and follows what stays there', async () => {
      const host = await hosting((req, res) =>
        req.url === '/a'
          ? res.writeHead(303, { location: '/b' }).end()
          : res.setHeader('content-type', 'application/json').end('"b"'),
      )
      const found = await fetching(host)(`http://${host}/a`)
      expect({ ...found, bytes: found.bytes.toString() }).to.deep.equal({
        url: `http://${host}/b`,
        contentType: 'application/json',
        bytes: '"b"',
      })
    })
  })

  describe('does not wait or swallow without end', () => {
    it('when a server never answers, or drips', async () => {
      const silent = await hosting(() => {})
      const dripping = await hosting((_req, res) => {
        const drip = setInterval(() => res.write(' '), 20)
        res.on('close', () => clearInterval(drip))
      })
      for (const host of [silent, dripping]) {
        const error = await failure(fetching(host)(`http://${host}/`))
        expect(error).to.be.instanceOf(FetchFailed)
        expect(error.message).to.include('in time')
      }
    })

    it('when a name server never answers', async () => {
      const fetch = guardedFetch({ allow: [], resolve: () => new Promise(() => {}), timeLimitMs: SOON_MS })
      expect(await failure(fetch('https://slow.example/'))).to.be.instanceOf(FetchFailed)
    })

    it('when a document is too large, says so or not', async () => {
      const endless = await hosting((_req, res) => {
        const more = () => {
          while (!res.destroyed && res.write(Buffer.alloc(65_536)));
        }
        res.on('drain', more)
        more()
      })
      const announced = await hosting((_req, res) => res.writeHead(200, { 'content-length': '99999999' }).write('x'))
      for (const host of [endless, announced])
        expect(
          (await failure(guardedFetch({ allow: [host] })(`http://${host}/`, { maxBytes: 100_000 }))).message,
        ).to.include('too large')
    })

    it('when redirects go round in a circle', async () => {
      const host = await hosting((_req, res) => res.writeHead(301, { location: '/again' }).end())
      expect((await failure(fetching(host)(`http://${host}/`))).message).to.include('redirects too often')
    })

    it('when a server hangs up, in the middle or by changing the protocol', async () => {
      const broken = await hosting((_req, res) => {
        res.writeHead(200, { 'content-length': '100' })
        res.write('half', () => res.destroy())
      })
      const switching = await hosting((_req, res) => {
        res.socket!.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n')
      })
      const garbled = await hosting((_req, res) => void res.socket!.end('this is not HTTP\r\n\r\n'))
      for (const host of [broken, switching, garbled])
        expect(await failure(fetching(host)(`http://${host}/`)), host).to.be.instanceOf(FetchFailed)
    })
  })

  describe('remembers what has a tag or a date, and asks each time whether it still holds', () => {
    /** A server that counts what it sends in full. */
    async function tagged(headers: Record<string, string>, body = '{"a":1}') {
      const sent = { full: 0, spared: 0, headers, body }
      const host = await hosting((req, res) => {
        const isKnown =
          (sent.headers.etag && req.headers['if-none-match'] === sent.headers.etag) ||
          (sent.headers['last-modified'] && req.headers['if-modified-since'] === sent.headers['last-modified'])
        sent[isKnown ? 'spared' : 'full']++
        res.writeHead(isKnown ? 304 : 200, { 'content-type': 'application/json', ...sent.headers })
        res.end(isKnown ? undefined : sent.body)
      })
      return { sent, url: `http://${host}/list`, fetch: fetching(host) }
    }

    it('by ETag and by Last-Modified', async () => {
      for (const headers of [{ etag: '"1"' }, { 'last-modified': 'Mon, 02 Mar 2026 09:00:00 GMT' }]) {
        const { sent, url, fetch } = await tagged(headers)
        const [first, second] = [await fetch(url), await fetch(url)]
        expect(second).to.deep.equal(first)
        expect(sent).to.include({ full: 1, spared: 1 })
      }
    })

    it('and sees what has changed', async () => {
      const { sent, url, fetch } = await tagged({ etag: '"1"' })
      await fetch(url)
      Object.assign(sent, { headers: { etag: '"2"' }, body: '{"a":2}' })
      expect((await fetch(url)).bytes.toString()).to.equal('{"a":2}')
    })

    it('but not where it may not, nor anything large, nor what came without a tag', async () => {
      for (const [headers, body] of [
        [{ etag: '"1"', 'cache-control': 'no-store' }, '{}'],
        [{ etag: '"1"' }, 'x'.repeat(600_000)],
        [{}, '{}'],
      ] as const) {
        const { sent, url, fetch } = await tagged(headers, body)
        await fetch(url)
        await fetch(url)
        expect(sent).to.include({ full: 2, spared: 0 })
      }
    })

    it('and holds what it remembers to the limits of who asks', async () => {
      const { url, fetch } = await tagged({ etag: '"1"' })
      await fetch(url)
      expect((await failure(fetch(url, { maxBytes: 3 }))).message).to.include('too large')
      expect((await failure(fetch(url, { types: /image/ }))).message).to.include('no such document')
    })

    it('within bounds, forgetting first what nobody asked for longest', () => {
      const cache = fetchCache({ mostBytes: 30, largestBytes: 20 })
      const document = (length: number) => ({ url: '', contentType: '', bytes: Buffer.alloc(length) })
      for (const key of ['a', 'b', 'c']) cache.keep(key, { etag: key }, document(10))
      cache.get('a')
      cache.keep('d', { etag: 'd' }, document(10))
      cache.keep('e', { etag: 'e' }, document(21))
      const known = ['a', 'b', 'c', 'd', 'e'].filter(key => cache.get(key) !== undefined)
      expect(known).to.deep.equal(['a', 'c', 'd'])
    })

    it('never by a server that claims so without being asked', async () => {
      const host = await hosting((_req, res) => res.writeHead(304).end())
      expect(await failure(fetching(host)(`http://${host}/`))).to.include({ status: 304 })
    })
  })

  describe('takes only what was asked for', () => {
    it('and tells the status of everything else', async () => {
      for (const status of [204, 304, 404, 410, 500]) {
        const host = await hosting((_req, res) => res.writeHead(status).end())
        expect(await failure(fetching(host)(`http://${host}/`))).to.include({ status })
      }
    })

    it('and no other media type, where types are named', async () => {
      const types = /json/
      const page = await hosting((_req, res) => res.setHeader('content-type', 'text/html; charset=utf-8').end('{}'))
      expect((await failure(fetching(page)(`http://${page}/`, { types }))).message).to.include('text/html')
      const unnamed = await hosting((_req, res) => res.end('{}'))
      expect((await fetching(unnamed)(`http://${unnamed}/`, { types })).contentType).to.equal('')
    })

    it('and nothing compressed, which could unfold without end', async () => {
      const asked: unknown[] = []
      const host = await hosting((req, res) => {
        asked.push(req.headers['accept-encoding'])
        res.setHeader('content-encoding', 'gzip').end('x')
      })
      expect(await failure(fetching(host)(`http://${host}/`))).to.be.instanceOf(FetchFailed)
      expect(asked).to.deep.equal(['identity'])
    })

    it('without telling who asks: no cookie, no referrer', async () => {
      const told: object[] = []
      const host = await hosting((req, res) => {
        told.push(req.headers)
        res.setHeader('set-cookie', 'a=b').end('{}')
      })
      await fetching(host)(`http://${host}/`)
      expect(told[0]).to.have.all.keys('accept', 'accept-encoding', 'user-agent', 'host', 'connection')
    })
  })
})
