import { expect } from 'chai'
import { parseSort, Sorter } from '../../server/embedded-mongo/query/sort.js'
import { aSeed, Random } from './support/random.js'

describe('The sorting of many documents', () => {
  const seed = aSeed()
  const random = new Random(seed)
  const docs = Array.from({ length: 10_500 }, (_, at) => ({ at, a: random.below(50), b: random.below(50) }))
  const expected = [...docs].sort((x, y) => y.a - x.a || x.b - y.b)

  const aSorter = (limit?: number) => {
    const sorter = new Sorter<{ doc: (typeof docs)[number]; size: number }>(
      parseSort({ a: -1, b: 1 }),
      undefined,
      limit,
    )
    for (const doc of docs) sorter.add({ doc, size: 10 })
    return sorter
  }
  const sorted = (limit?: number) => [...aSorter(limit).sorted()].map(({ doc }) => doc)

  it(`gives all in order, equal ones as they came (seed ${seed})`, () => {
    expect(sorted()).to.deep.equal(expected)
  })

  it(`gives the first ones in order (seed ${seed})`, () => {
    expect(sorted(700)).to.deep.equal(expected.slice(0, 700))
  })

  it('has the first one long before the last, so that whoever reads them can pause', () => {
    const all = aSorter().sorted()
    const begun = performance.now()
    all.next()
    const first = performance.now() - begun
    for (const _ of all);
    expect(first * 2).to.be.below(performance.now() - begun)
  })
})
