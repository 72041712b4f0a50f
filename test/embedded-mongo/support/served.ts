import { startEmbeddedMongo } from '../../../server/embedded-mongo/index.js'

/** A process that serves a folder until it is killed, or says why it cannot. */
const [, , dataDir = '', lookMillis = '100'] = process.argv
try {
  await startEmbeddedMongo({ dataDir, lookMillis: Number(lookMillis) })
  console.log('ready')
} catch (error) {
  console.log((error as Error).message)
  process.exit(1)
}
