import { expect } from 'chai'
import { failureOf, useDatabase } from './support/database.js'

describe('A pipeline that writes', () => {
  const used = useDatabase()

  for (const [name, stage] of Object.entries({ $out: 'kept', $merge: { into: 'kept', whenMatched: 'fail' } })) {
    it(`leaves everything as it was when ${name} fails half-way`, async () => {
      await used.db.collection<{ _id: number }>('kept').insertOne({ _id: 7 })
      await used.db.collection('source').insertOne({ ids: [1, 2, 2] })
      const failing = used.db
        .collection('source')
        .aggregate([{ $unwind: '$ids' }, { $project: { _id: '$ids' } }, { [name]: stage }])
      expect((await failureOf(failing.toArray())).code).to.equal(11000)
      expect(await used.db.collection('kept').find().toArray()).to.eql([{ _id: 7 }])
      await used.db.dropDatabase()
    })
  }

  it('refuses to write more than it can while others wait', async () => {
    const ids = Array.from({ length: 20_001 }, (_, i) => i)
    await used.db.collection('source').insertOne({ ids })
    const large = used.db.collection('source').aggregate([{ $unwind: '$ids' }, { $unset: '_id' }, { $out: 'kept' }])
    expect((await failureOf(large.toArray())).code).to.equal(238)
    expect(await used.db.collection('kept').countDocuments()).to.equal(0)
    await used.db.dropDatabase()
  })
})
