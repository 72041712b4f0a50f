import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { ConfigError } from '../server/config.js'
import { listen } from '../server/listen.js'

describe('starting to listen', () => {
  it('says in words that another program has the port', async () => {
    const first = createServer()
    await listen(first, 0)
    const { port } = first.address() as AddressInfo
    const refused = await listen(createServer(), port).catch((error: unknown) => error)
    first.close()
    await once(first, 'close')
    expect(refused).to.be.instanceOf(ConfigError)
    expect((refused as Error).message).to.include(`PORT ${port} is taken by another program`)
  })
})
