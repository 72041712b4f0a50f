import { expect } from 'chai'
import { useDatabase } from './support/database.js'

describe('An index that begins with one value of an array', () => {
  const used = useDatabase()
  const things = () => used.db.collection<{ _id: number; tags: string[]; at: number }>('things')
  const stages = async (filter: object, sort: Record<string, 1 | -1>) =>
    JSON.stringify((await things().find(filter).sort(sort).explain('queryPlanner')).queryPlanner.winningPlan)

  before(async () => {
    await things().createIndex({ tags: 1, at: -1 })
    await things().insertMany([
      { _id: 1, tags: ['a', 'b', 'a'], at: 3 },
      { _id: 2, tags: ['b'], at: 9 },
      { _id: 3, tags: ['c', 'a'], at: 7 },
      { _id: 4, tags: ['a'], at: 5 },
    ])
  })

  it('gives the order of the field after it, each document once', async () => {
    expect(await stages({ tags: 'a' }, { at: -1 })).not.to.contain('"SORT"')
    const found = await things().find({ tags: 'a' }).sort({ at: -1 }).toArray()
    expect(found.map(({ _id }) => _id)).to.deep.equal([3, 4, 1])
  })

  it('does not give the order of the array itself', async () => {
    expect(await stages({ tags: 'a' }, { tags: 1, at: -1 })).to.contain('"SORT"')
    const found = await things().find({ tags: 'a' }).sort({ tags: -1, at: 1 }).toArray()
    expect(found.map(({ _id }) => _id)).to.deep.equal([3, 1, 4])
  })
})
