import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import path from 'node:path'
import { deserialize, serialize } from 'bson'
import { expect } from 'chai'
import { MongoClient } from 'mongodb'
import { findRunningEmbeddedMongo } from '../../server/embedded-mongo/index.js'
import { useDatabase } from './support/database.js'
import { aSeed, isSlow, Random } from './support/random.js'

const MESSAGES = isSlow ? 100_000 : 5_000
const AT_ONCE = 50

/** An OP_MSG around a body, which need not be right. */
function aMessage(sections: Buffer, flags = 0): Buffer {
  const head = Buffer.alloc(20)
  head.writeInt32LE(20 + sections.length, 0)
  head.writeInt32LE(7, 4)
  head.writeInt32LE(2013, 12)
  head.writeUInt32LE(flags, 16)
  return Buffer.concat([head, sections])
}
const aBody = (command: object): Buffer => Buffer.concat([Buffer.from([0]), serialize(command)])
const ping = () => aMessage(aBody({ ping: 1, $db: 'admin' }))

function nested(depth: number): Buffer {
  let doc = Buffer.from(serialize({}))
  for (let i = 0; i < depth; i++) {
    const head = Buffer.alloc(4)
    head.writeInt32LE(doc.length + 8, 0)
    doc = Buffer.concat([head, Buffer.from([3, 0x61, 0]), doc, Buffer.from([0])])
  }
  return aMessage(Buffer.concat([Buffer.from([0]), doc]))
}

const damages: ((message: Buffer, random: Random) => Buffer)[] = [
  (message, random) => {
    for (let i = random.below(8) + 1; i > 0; i--) message[random.below(message.length)] = random.below(256)
    return message
  },
  (message, random) => message.subarray(0, random.below(message.length)),
  (message, random) => {
    message.writeInt32LE(random.pick([-1, 0, 15, 16, 17, 48_000_001, 2 ** 31 - 1]), 0)
    return message
  },
  (message, random) => {
    message.writeInt32LE(random.below(3000), 12)
    return message
  },
  (message, random) => {
    message.writeInt32LE(random.pick([-5, 0, 4, 5, 2 ** 30, 2 ** 31 - 1]), 21)
    return message
  },
  (_message, random) => nested(150 + random.below(300)),
  (_message, random) => Buffer.from(Array.from({ length: random.below(200) }, () => random.below(256))),
  (message, random) =>
    Buffer.concat([message, Buffer.from(Array.from({ length: random.below(40) }, () => random.below(256)))]),
]
const commands = [
  { ping: 1, $db: 'admin' },
  { find: 'fuzz', filter: { a: { $gt: 1 }, b: 'x' }, $db: 'test' },
  { insert: 'fuzz', documents: [{ a: 1, b: [1, { c: 2 }], d: new Date() }], $db: 'test' },
  { aggregate: 'fuzz', pipeline: [{ $group: { _id: '$a' } }], cursor: {}, $db: 'test' },
  { update: 'fuzz', updates: [{ q: { a: 1 }, u: { $set: { b: 2 } } }], $db: 'test' },
]

describe('The wire of the embedded MongoDB', function () {
  this.timeout(isSlow ? 600_000 : 60_000)
  const used = useDatabase()
  const open = async (): Promise<Socket> => {
    const socket = connect(path.join(used.folder, 'db.sock'))
    await once(socket, 'connect')
    return socket
  }

  /** Sends bytes, and waits until the server has answered or hung up. */
  async function send(bytes: Buffer): Promise<'answered' | 'closed'> {
    const socket = await open()
    const outcome = new Promise<'answered' | 'closed'>(resolve => {
      socket.once('data', () => resolve('answered'))
      socket.once('close', () => resolve('closed'))
      socket.on('error', () => {})
    })
    // half-closed, a server that waits for more sees that none will come
    socket.end(bytes)
    const result = await outcome
    socket.destroy()
    return result
  }

  it('answers a message, and one that comes in pieces', async () => {
    const socket = await open()
    for (const byte of ping()) socket.write(Buffer.from([byte]))
    const [reply] = (await once(socket, 'data')) as [Buffer]
    expect(reply.readInt32LE(8)).to.equal(7)
    socket.destroy()
  })

  it('does not answer what wants no answer', async () => {
    const socket = await open()
    socket.write(Buffer.concat([aMessage(aBody({ ping: 1, $db: 'admin' }), 2), ping()]))
    const [reply] = (await once(socket, 'data')) as [Buffer]
    expect(reply.readInt32LE(0)).to.equal(reply.length)
    socket.destroy()
  })

  it('answers with an error what it could not write as BSON', async () => {
    // a field of this name makes the BSON library take the document for a type of its own
    const forged = Buffer.from(
      serialize({ insert: 'forged', documents: [{ _id: 1, a: { _bsontypo: 'Long' } }], $db: 'test' }),
    )
    forged.write('_bsontype', forged.indexOf('_bsontypo'))
    const find = { findAndModify: 'forged', query: { _id: 1 }, update: { $set: { b: 1 } }, $db: 'test' }
    const socket = await open()
    for (const body of [Buffer.concat([Buffer.from([0]), forged]), aBody(find)]) {
      socket.write(aMessage(body))
      const [reply] = (await once(socket, 'data')) as [Buffer]
      expect(deserialize(reply.subarray(21))).to.have.property('ok')
    }
    socket.destroy()
  })

  it('hangs up on a nest of documents too deep to be meant', async () => {
    expect(await send(nested(5_000))).to.equal('closed')
  })

  it('hangs up on a message that claims to be larger than any', async () => {
    const message = ping()
    message.writeInt32LE(48_000_001, 0)
    expect(await send(message)).to.equal('closed')
  })

  it(`survives ${MESSAGES} damaged messages, and serves others meanwhile`, async () => {
    const random = new Random(aSeed())
    try {
      for (let sent = 0; sent < MESSAGES; sent += AT_ONCE) {
        const batch = Array.from({ length: AT_ONCE }, () =>
          random.pick(damages)(aMessage(aBody(random.pick(commands))), random),
        )
        const bystander = used.db.command({ ping: 1 })
        await Promise.all(batch.map(send))
        expect((await bystander).ok).to.equal(1)
      }
    } catch (error) {
      throw new Error(`SEED=${random.seed}: ${String(error)}`)
    }
  })

  it('can be found by other programs', async () => {
    const uri = await findRunningEmbeddedMongo(used.folder)
    const client = await new MongoClient(uri!).connect()
    expect(await client.db().command({ ping: 1 })).to.include({ ok: 1 })
    await client.close()
  })
})
