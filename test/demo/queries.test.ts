import { expect } from 'chai'
import { DEMO_ROLES } from '../../server/demo/roles.js'
import { startEmbeddedMongo } from '../../server/embedded-mongo/index.js'
import type { TestApp } from '../support/app.js'
import { faultsOf, recordQueries } from '../support/queryShapes.js'
import { type Agent, post, visitor } from '../support/signIn.js'
import { aDemo, type Demo } from './aSeededDemo.js'
import { crawl } from './crawl.js'

/** Sorts of a few documents, which no index needs to do; and why they are few. */
const FEW: Record<string, string> = {
  '["communities","find",{"filter":{"_id":{"$in":"[…]"}},"sort":{"name":1}}]': 'the communities of one person',
  '["organizations","find",{"filter":{"_id":{"$in":"[…]"}},"sort":{"slug":1}}]': 'those that one page names',
  '["memberships","find",{"filter":{"personId":"string","endedAt":null},"sort":{"_id":1}}]': 'those of one person',
  '["memberships","find",{"filter":{"personId":{"$in":"[…]"},"endedAt":null},"sort":{"_id":1}}]':
    'those of the people on one page',
  '["people","find",{"filter":{"handle":{"$in":"[…]"}},"sort":{"_id":-1}}]': 'the people whom one text mentions',
  '["people","find",{"filter":{"identities.folded":{"$in":"[…]"}},"sort":{"_id":-1}}]':
    'the people whom a list of addresses names, 500 at a time',
  // Runs that the index has in order; MongoDB merges them, the embedded database sorts what they hold.
  '["microcredentials","find",{"filter":{"organizationId":{"$in":"[…]"}},"sort":{"_id":-1}},"limited"]':
    'those of the organizations of one author',
  '["communities","find",{"filter":{"organizationId":{"$in":"[…]"}},"sort":{"name":1}},"limited"]':
    'those at home in one organization and below it',
  '["integritymatches","find",{"filter":{"microCredentialId":{"$in":"[…]"}},"sort":{"foundAt":-1}},"limited"]':
    'likenesses found in what one coordinator looks after',
  '["fingerprints","find",{"filter":{"keys":{"$in":"[…]"},"earnerId":{"$ne":"string"}},"sort":{"_id":-1}},"limited"]':
    'pieces that share a part with one other',
}

describe('Every query of the app', function () {
  this.timeout(300_000)
  let demo: Demo
  let app: TestApp
  let server: { close(): Promise<void> } | undefined
  const recorded = recordQueries()

  before(async () => {
    demo = await aDemo()
    if (!demo.config.mongodbUri) {
      const embedded = await startEmbeddedMongo({ dataDir: demo.config.dataDir })
      server = embedded
      demo.config.mongodbUri = embedded.uri
    }
    demo.config.mongodbUri += `${demo.config.mongodbUri.includes('?') ? '&' : '?'}monitorCommands=true`
    await demo.seed()
    app = await demo.open()
  })
  after(async () => {
    recorded.stop()
    await app?.close()
    await demo.remove()
    await server?.close()
  })

  it('on a collection that grows is served by an index', async () => {
    const people = await app.rooms.demo!.people()
    await crawl(visitor(app), '/')
    for (const { roleKey } of DEMO_ROLES) {
      const agent: Agent = visitor(app)
      await post(
        agent,
        '/sign-in/demo',
        { personId: people.find(person => person.roleKey === roleKey)!.personId },
        '/sign-in',
      )
      await crawl(agent, '/home')
    }
    await app.drain()
    const shapes = [...recorded.shapes.values()]
    expect(shapes.length).to.be.above(150)
    const faulty: string[] = []
    for (const shape of shapes)
      for (const fault of await faultsOf(app.database.connection.db as never, shape))
        if (fault !== 'sorts in memory' || !FEW[shape.shape]) faulty.push(`${fault}: ${shape.shape}`)
    expect(faulty.sort()).to.deep.equal([])
  })

  it('is seen by this test when it reads everything, or sorts it', async () => {
    const db = app.database.connection.db as never
    const shape = { collection: 'people', shape: '' }
    const faults = (command: object) => faultsOf(db, { ...shape, command: command as never })
    expect(await faults({ find: 'people', filter: { bio: 'x' } })).to.deep.equal(['reads the whole collection'])
    expect(await faults({ find: 'people', filter: { handle: { $gt: '' } }, sort: { bio: 1 } })).to.deep.equal([
      'sorts in memory',
    ])
    expect(await faults({ delete: 'people', deletes: [{ q: { bio: 'x' }, limit: 0 }] })).to.have.length(1)
    expect(await faults({ aggregate: 'people', pipeline: [{ $match: { bio: 'x' } }], cursor: {} })).to.have.length(1)
    expect(await faults({ find: 'people', filter: { handle: 'signe' } })).to.deep.equal([])
  })
})
