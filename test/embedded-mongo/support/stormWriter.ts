import { MongoClient, MongoServerError } from 'mongodb'
import { startEmbeddedMongo } from '../../../server/embedded-mongo/index.js'

/**
 * A process that is about to be killed: it starts the server on a folder, and ten writers insert and change documents
 * as fast as they can. After every acknowledgement it says which write is safe.
 */
const [, , dataDir = '', round = '0'] = process.argv
const WRITERS = 10
interface Storm {
  _id: string
  writer: string
  n: number
  words: string[]
  filler: string
  version?: number
}

async function main(): Promise<void> {
  const server = await startEmbeddedMongo({ dataDir })
  const client = await new MongoClient(server.uri, { maxPoolSize: WRITERS }).connect()
  const storm = client.db().collection<Storm>('storm')
  await storm.createIndex({ writer: 1, n: 1 }, { unique: true })
  await storm.createIndex({ words: 1 })
  await storm.createIndex({ version: -1 }, { sparse: true })
  const say = (line: string) => process.stdout.write(`${line}\n`)
  say('ready')
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      for (let n = 0; ; n++) {
        const _id = `${round}-${writer}-${n}`
        try {
          await storm.insertOne({
            _id,
            writer: `${round}-${writer}`,
            n,
            words: [`w${n % 7}`, `v${n % 11}`],
            filler: 'x'.repeat(200),
          })
          say(`inserted ${_id}`)
          await storm.updateOne({ _id }, { $inc: { version: n + 1 }, $push: { words: 'changed' } })
          say(`updated ${_id} ${n + 1}`)
        } catch (error) {
          if (error instanceof MongoServerError) say(`failed ${error.message}`)
          return
        }
      }
    }),
  )
}

void main()
