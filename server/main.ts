import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { compose, type Staffroom } from './compose.js'
import { ConfigError, readConfig } from './config.js'
import { listen } from './listen.js'
import type { PlatformDeps } from './openPlatform.js'
import { systemClock } from './platform/clock.js'
import { createLog } from './platform/log.js'
import { seedDemo } from './seedDemo.js'
import { seedingProgress } from './seedingProgress.js'
import { AppError } from './shared/errors.js'

const SHUTDOWN_MS = 10_000
/** Node's five minutes would cut off a film that goes up over a school's slow line. */
const SLOWEST_UPLOAD_MS = 15 * 60_000

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = createLog(process.env.LOG_LEVEL || (config.production ? 'info' : 'warn'))
  const staffroom = await composeSeeded({ config, clock: systemClock, log })
  const server = createServer(staffroom.app)
  server.requestTimeout = SLOWEST_UPLOAD_MS
  try {
    await listen(server, config.port)
  } catch (error) {
    await staffroom.stop()
    throw error
  }
  await staffroom.start()
  console.log(`Staffroom is ready at ${config.baseUrl} (port ${(server.address() as AddressInfo).port})`)

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), SHUTDOWN_MS).unref()
    server.close()
    server.closeAllConnections()
    await staffroom.stop()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

/** In the demo, with its network in the database: the first start seeds it. */
async function composeSeeded(deps: PlatformDeps): Promise<Staffroom> {
  const staffroom = await compose(deps)
  if (!(await staffroom.rooms.demo?.wantsSeeding(deps.clock))) return staffroom
  await staffroom.stop()
  await seedDemo({ ...deps, progress: seedingProgress(text => process.stdout.write(text)) })
  return compose(deps)
}

main().catch(error => {
  const mendable = error instanceof ConfigError || error instanceof AppError
  console.error(mendable ? error.message : error)
  process.exit(1)
})
