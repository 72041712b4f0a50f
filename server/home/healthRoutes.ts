import type { Clock } from '../platform/clock.js'
import { anyMachine } from '../web/access.js'
import { guardedRouter } from '../web/router.js'

export interface HealthDeps {
  /** Makes and verifies a real signature; throws when it cannot. */
  checkSignature(): Promise<void>
  /** Each throws when what it asks does not answer. */
  readiness: Record<string, () => Promise<void>>
  startedAt: Date
  clock: Clock
}

/** Anybody may ask, and asking costs: answers serve for a while. */
const REMEMBERED_MS = 10_000

export function healthRoutes({ checkSignature, readiness, startedAt, clock }: HealthDeps) {
  const router = guardedRouter()
  const signatureNow = remembered(checkSignature, clock)
  const readinessNow = Object.entries(readiness).map(([name, ask]) => [name, remembered(ask, clock)] as const)

  router.get('/healthz', anyMachine, async (_req, res) => {
    const signature = await signatureNow()
    res.status(signature === 'ok' ? 200 : 503).json({ status: signature, signature })
  })

  router.get('/readyz', anyMachine, async (_req, res) => {
    const checks = Object.fromEntries(
      await Promise.all(readinessNow.map(async ([name, ask]) => [name, await ask()] as const)),
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

type Outcome = 'ok' | 'failed'

function remembered(ask: () => Promise<void>, clock: Clock): () => Promise<Outcome> {
  let answer: Promise<Outcome> | undefined
  let askedAt = 0
  return () => {
    const now = clock.now().getTime()
    if (answer && now - askedAt < REMEMBERED_MS) return answer
    askedAt = now
    answer = ask().then(
      () => 'ok',
      () => 'failed',
    )
    return answer
  }
}
