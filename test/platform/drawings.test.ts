import { expect } from 'chai'
import { drawings } from '../../server/platform/drawings.js'
import type { RateLimiter } from '../../server/platform/rateLimits.js'
import { TooMany } from '../../server/shared/errors.js'

/** Counts in memory. */
function aLimiter(points: number): RateLimiter {
  const used = new Map<string, number>()
  return {
    async consume(key) {
      const count = (used.get(key) ?? 0) + 1
      used.set(key, count)
      if (count > points) throw new TooMany('Too many tries', 1)
    },
    giveBack: async () => {},
    forget: async () => {},
  }
}

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof TooMany ? 'too many' : String(error)),
  )

describe('drawings', () => {
  it('are drawn once for the same content, also when many ask at the same moment', async () => {
    const shop = drawings(aLimiter(100))
    let drawn = 0
    const draw = async () => Buffer.from(`${++drawn}`)
    const many = await Promise.all(Array.from({ length: 20 }, () => shop.of('a', ['card', 'x'], draw)))
    expect(new Set(many.map(({ bytes }) => String(bytes)))).to.deep.equal(new Set(['1']))
    await shop.of('a', ['card', 'y'], draw)
    expect(drawn).to.equal(2)
  })

  it('tell contents apart wherever their parts end', async () => {
    const shop = drawings(aLimiter(100))
    const etags = await Promise.all(
      [
        ['ab', 'c'],
        ['a', 'bc'],
      ].map(async content => (await shop.of('a', content, async () => Buffer.from('x'))).etag),
    )
    expect(etags[0]).not.to.equal(etags[1])
  })

  it('are limited for each network, but what is kept is given to everybody', async () => {
    const shop = drawings(aLimiter(2))
    const draw = async () => Buffer.from('x')
    for (const content of ['1', '2']) await shop.of('a', [content], draw)
    expect(await refusal(shop.of('a', ['3'], draw))).to.equal('too many')
    expect(await refusal(shop.of('a', ['1'], draw))).to.equal('done')
    expect(await refusal(shop.of('b', ['3'], draw))).to.equal('done')
    expect(await refusal(shop.once('a', draw))).to.equal('too many')
  })

  it('are made two at a time, and refused when too many wait', async () => {
    const shop = drawings(aLimiter(1000))
    let running = 0
    let most = 0
    let release = () => {}
    const gate = new Promise<void>(resolve => {
      release = resolve
    })
    const draw = async () => {
      most = Math.max(most, ++running)
      await gate
      running--
      return Buffer.from('x')
    }
    const asked = Array.from({ length: 40 }, (_, n) => refusal(shop.of(`${n}`, [`${n}`], draw)))
    const refused = await Promise.race(asked)
    release()
    const outcomes = await Promise.all(asked)
    expect(refused).to.equal('too many')
    expect(most).to.equal(2)
    expect(outcomes.filter(each => each === 'done')).to.have.length(26)
  })

  it('are not kept where drawing failed, and the oldest go when too much is kept', async () => {
    const shop = drawings(aLimiter(10_000))
    expect(await refusal(shop.of('a', ['x'], async () => Promise.reject(new Error('no ink'))))).to.contain('no ink')
    let drawn = 0
    const draw = async () => {
      drawn++
      return Buffer.alloc(1024 * 1024)
    }
    for (let n = 0; n < 60; n++) await shop.of('a', [`${n}`], draw)
    await shop.of('a', ['59'], draw)
    expect(drawn).to.equal(60)
    await shop.of('a', ['0'], draw)
    expect(drawn).to.equal(61)
  })
})
