import { ConfigError, readConfig } from '../config.js'
import { verifyStore } from '../embedded-mongo/index.js'

/** Reads the embedded store through: every document decodes, every index equals a scan. The app must not be running. */
async function checkData(): Promise<void> {
  const config = readConfig(process.env)
  if (config.mongodbUri) throw new ConfigError(['MONGODB_URI is set: check that database with its own tools.'])
  const report = await verifyStore(config.dataDir)
  console.log(JSON.stringify(report, null, 2))
  process.exit(report.problems.length === 0 ? 0 : 1)
}

await checkData().catch(error => {
  console.error((error as Error).message)
  process.exit(1)
})
