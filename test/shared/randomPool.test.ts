import { expect } from 'chai'
import { randomOf } from '../../server/shared/randomPool.js'

describe('random bytes from a pool', () => {
  it('are as many as were asked for, and never the same ones again, also where the pool ends', () => {
    const taken = Array.from({ length: 2000 }, (_, n) => randomOf(9 + (n % 16)))
    expect(taken.every((bytes, n) => bytes.length === 9 + (n % 16))).to.equal(true)
    expect(new Set(taken.map(String)).size).to.equal(taken.length)
    const zeros = Buffer.concat(taken).filter(byte => byte === 0).length
    expect(zeros).to.be.below(taken.length)
  })

  it('stay what they were when others are taken', () => {
    const bytes = randomOf(24)
    const before = bytes.toString('hex')
    for (let n = 0; n < 500; n++) randomOf(24)
    expect(bytes.toString('hex')).to.equal(before)
  })
})
