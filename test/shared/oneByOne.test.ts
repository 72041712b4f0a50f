import { expect } from 'chai'
import { oneByOne } from '../../server/shared/oneByOne.js'

describe('work done one by one', () => {
  const held = () => {
    const open: (() => void)[] = []
    return { wait: () => new Promise<void>(resolve => open.push(resolve)), openNext: () => open.shift()!() }
  }
  const soon = () => new Promise(resolve => setImmediate(resolve))

  it('is begun in order, each when the one before it is done and its input is there', async () => {
    const gate = held()
    const begun: number[] = []
    const work = oneByOne(async (n: number) => {
      begun.push(n)
      await gate.wait()
      return n * 10
    })
    let give: (n: number) => void
    const [first, second] = [work(Promise.resolve(1)), work(new Promise<number>(resolve => (give = resolve)))]
    await soon()
    gate.openNext()
    expect(await first).to.equal(10)
    await soon()
    expect(begun).to.deep.equal([1])
    give!(2)
    await soon()
    gate.openNext()
    expect(await second).to.equal(20)
  })

  it('of several kinds goes on at once with different inputs', async () => {
    const gate = held()
    const begun: string[] = []
    const stage = (name: string) =>
      oneByOne(async (n: number) => {
        begun.push(name + n)
        await gate.wait()
        return n
      })
    const [cut, paint] = [stage('cut'), stage('paint')]
    const done = [1, 2].map(n => paint(cut(Promise.resolve(n))))
    await soon()
    gate.openNext()
    await soon()
    expect(begun).to.have.members(['cut1', 'cut2', 'paint1'])
    for (let n = 0; n < 3; n++, await soon()) gate.openNext()
    expect(await Promise.all(done)).to.deep.equal([1, 2])
  })

  it('is not begun after one that failed', async () => {
    const begun: number[] = []
    const work = oneByOne(async (n: number) => {
      begun.push(n)
      if (n === 2) throw new Error('broken')
      return n
    })
    const outcomes = await Promise.allSettled([1, 2, 3].map(n => work(Promise.resolve(n))))
    expect(outcomes.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'rejected'])
    expect(begun).to.deep.equal([1, 2])
  })
})
