import { startEmbeddedMongo } from '../../../server/embedded-mongo/index.js'

/** A process that serves a folder until it is killed, or says why it cannot. */
try {
  await startEmbeddedMongo({ dataDir: process.argv[2] ?? '' })
  console.log('ready')
} catch (error) {
  console.log((error as Error).message)
  process.exit(1)
}
