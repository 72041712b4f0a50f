import { anyMachine } from '../web/access.js'
import { guardedRouter } from '../web/router.js'

export interface HealthDeps {
  /** Makes and verifies a real signature; throws when it cannot. */
  checkSignature(): Promise<void>
  /** Each throws when what it asks does not answer. */
  readiness: Record<string, () => Promise<void>>
  startedAt: Date
}

export function healthRoutes({ checkSignature, readiness, startedAt }: HealthDeps) {
  const router = guardedRouter()

  router.get('/healthz', anyMachine, async (_req, res) => {
    const signature = await outcome(checkSignature)
    res.status(signature === 'ok' ? 200 : 503).json({ status: signature, signature })
  })

  router.get('/readyz', anyMachine, async (_req, res) => {
    const checks = Object.fromEntries(
      await Promise.all(Object.entries(readiness).map(async ([name, ask]) => [name, await outcome(ask)] as const)),
    )
    const ready = Object.values(checks).every(answer => answer === 'ok')
    res.status(ready ? 200 : 503).json({ status: ready ? 'ok' : 'failed', ...checks })
  })

  router.get('/metrics', anyMachine, (_req, res) => {
    const { heapUsed, rss } = process.memoryUsage()
    const lines = [
      '# HELP process_start_time_seconds Start of the process since the Unix epoch.',
      '# TYPE process_start_time_seconds gauge',
      `process_start_time_seconds ${Math.floor(startedAt.getTime() / 1000)}`,
      '# HELP process_resident_memory_bytes Resident memory size.',
      '# TYPE process_resident_memory_bytes gauge',
      `process_resident_memory_bytes ${rss}`,
      '# HELP nodejs_heap_size_used_bytes Heap in use.',
      '# TYPE nodejs_heap_size_used_bytes gauge',
      `nodejs_heap_size_used_bytes ${heapUsed}`,
    ]
    res.type('text/plain; version=0.0.4').send(`${lines.join('\n')}\n`)
  })

  return router
}

const outcome = (ask: () => Promise<void>): Promise<'ok' | 'failed'> =>
  ask().then(
    () => 'ok',
    () => 'failed',
  )
