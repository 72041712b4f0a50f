import { ConfigError, readConfig } from './config.js'
import { systemClock } from './platform/clock.js'
import { createLog } from './platform/log.js'
import { seedDemo } from './seedDemo.js'
import { seedingProgress } from './seedingProgress.js'

const REFUSED = {
  production: 'The demo network is never seeded in production.',
  seededBefore: 'The demo network is there already; nothing was changed.',
  foreign: 'The database holds other data, and the demo network goes into an empty one only; nothing was changed.',
}

/** Seeds the demo network on purpose; `scripts/start` does it by itself on its first run. */
async function main(): Promise<void> {
  if (process.env.NODE_ENV === 'production') return refuse('production')
  const config = { ...readConfig(process.env), demo: true }
  const log = createLog(process.env.LOG_LEVEL || 'warn')
  const progress = seedingProgress(text => process.stdout.write(text))
  const outcome = await seedDemo({ config, clock: systemClock, log, progress })
  if (outcome !== 'seeded') return refuse(outcome)
  console.log('Start Staffroom and choose on the sign-in page whom to continue as.')
}

function refuse(why: keyof typeof REFUSED): void {
  console.error(REFUSED[why])
  process.exitCode = 1
}

main().catch(error => {
  console.error(error instanceof ConfigError ? error.message : error)
  process.exit(1)
})
