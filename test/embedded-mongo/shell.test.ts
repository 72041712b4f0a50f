import { expect } from 'chai'
import type { Document } from 'mongodb'
import { failureOf, useDatabase } from './support/database.js'

/** What mongosh 2.12 sends, as it was seen by hand. */
describe('The embedded MongoDB, from the shell', () => {
  const used = useDatabase()
  const admin = (command: Document) => used.client.db('admin').command(command)
  const people = () => used.db.collection<{ _id: number; name: string; age: number }>('people')

  before(async () => {
    await people().insertMany([
      { _id: 1, name: 'Ada', age: 41 },
      { _id: 2, name: 'Bo', age: 35 },
    ])
    await people().createIndex({ age: 1 })
  })

  it('answers what the shell asks when it connects', async () => {
    expect(await admin({ hello: 1 })).to.include({ isWritablePrimary: true, ok: 1 })
    expect(await admin({ isMaster: 1 })).to.include({ ismaster: true, ok: 1 })
    expect((await admin({ buildInfo: 1 })).version).to.match(/^7\.0\./)
    expect(await admin({ getLog: 'startupWarnings' })).to.deep.include({ log: [] })
    expect((await admin({ connectionStatus: 1, showPrivileges: true })).authInfo.authenticatedUsers).to.deep.equal([])
    for (const command of ['getCmdLineOpts', 'hostInfo', 'serverStatus', 'whatsmyuri', 'ping'])
      expect((await admin({ [command]: 1 })).ok, command).to.equal(1)
  })

  it('is told from Atlas and from older servers by the commands that neither has', async () => {
    for (const command of ['atlasVersion', 'getFreeMonitoringStatus'])
      expect((await failureOf(admin({ [command]: 1 }))).codeName, command).to.equal('CommandNotFound')
  })

  it('shows databases and collections', async () => {
    const { databases } = await admin({ listDatabases: 1, nameOnly: false })
    expect(databases.map(({ name }: Document) => name)).to.include(used.db.databaseName)
    const { cursor } = await used.db.command({ listCollections: 1, nameOnly: true, authorizedCollections: true })
    expect(cursor.firstBatch.map(({ name }: Document) => name)).to.include('people')
  })

  it('says how large a collection and each of its indexes are', async () => {
    const stats = await used.db.command({ collStats: 'people' })
    expect(stats).to.include({ count: 2, nindexes: 2 })
    expect(Object.keys(stats.indexSizes)).to.deep.equal(['_id_', 'age_1'])
    expect(stats.indexSizes.age_1).to.be.above(0)
    expect(stats.totalIndexSize).to.equal(stats.indexSizes._id_ + stats.indexSizes.age_1)
    expect(await used.db.command({ dbStats: 1 })).to.include({ objects: 2, indexes: 2 })
  })

  it('explains a find and a pipeline', async () => {
    const explain = { aggregate: 'people', pipeline: [{ $match: { age: 35 } }], cursor: {} }
    for (const command of [explain, { find: 'people', filter: { age: 35 }, sort: { age: -1 } }]) {
      const { queryPlanner } = await used.db.command({ explain: command, verbosity: 'queryPlanner' })
      expect(queryPlanner.winningPlan.inputStage.indexName).to.equal('age_1')
    }
  })

  it('lists its own session', async () => {
    expect(
      (await admin({ aggregate: 1, pipeline: [{ $listLocalSessions: {} }], cursor: {} })).cursor.firstBatch,
    ).to.have.length(1)
  })

  it('says in words what it does not have', async () => {
    const refused = [
      { aggregate: 1, pipeline: [{ $currentOp: {} }], cursor: {} },
      ...['listCommands', 'profile', 'top', 'fsync', 'killOp', 'dbHash', 'dataSize', 'validate', 'usersInfo'].map(
        name => ({
          [name]: 1,
        }),
      ),
      { replSetGetStatus: 1 },
      { renameCollection: 'admin.people', to: 'admin.teachers' },
      { collMod: 'people', index: { name: 'age_1', expireAfterSeconds: 60 } },
      { createIndexes: 'people', indexes: [{ key: { age: 1 }, name: 'unseen', hidden: true }] },
      { aggregate: 'people', pipeline: [{ $merge: { into: 'kept', whenMatched: 'replace' } }], cursor: {} },
    ]
    for (const command of refused) {
      const failure = await failureOf(admin(command))
      expect(failure.codeName, JSON.stringify(command)).to.equal('NotImplemented')
      expect(failure.message).to.match(/is not supported by the embedded database: use MongoDB/)
    }
  })
})
