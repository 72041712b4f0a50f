import { chmodSync, rmSync } from 'node:fs'
import { createServer, type Server as NetServer, type Socket } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'
import { buildUnfinished } from './commands/collections.js'
import { Cursors } from './commands/cursors.js'
import { dispatch } from './commands/dispatch.js'
import type { Server } from './commands/request.js'
import { Catalog } from './store/catalog.js'
import { CommitQueue } from './store/commitQueue.js'
import { describeDamage, isDamage } from './store/damage.js'
import { Environment } from './store/environment.js'
import { DAMAGED, lookThrough, lookThroughBeside } from './store/lookThrough.js'
import { seal } from './store/seal.js'
import { Snapshots } from './store/snapshots.js'
import { removeExpired } from './ttl.js'
import { serveConnection } from './wire/connection.js'

export interface WorkerOptions {
  folder: string
  socketPath: string
  tcpPort?: number
  ttlSeconds: number
  lookMillis: number
}
export type WorkerReport =
  | { kind: 'ready'; tcpPort?: number }
  | { kind: 'failed'; message: string }
  | { kind: 'closed' }

const options = workerData as WorkerOptions
const sockets = new Set<Socket>()
/** Whether the store is known to be as it should be: a start looks through what was not left so. */
let isSound = false

void start().then(
  report => parentPort!.postMessage(report),
  error => parentPort!.postMessage({ kind: 'failed', message: reasonOf(error) }),
)

function reasonOf(error: unknown): string {
  if (isDamage(error)) return describeDamage(options.folder, error)
  return error instanceof Error ? error.message : String(error)
}

async function start(): Promise<WorkerReport> {
  isSound = lookThrough(options.folder, options.lookMillis)
  if (!isSound) lookThroughBeside(options.folder, code => lookedThrough(code, server))
  const environment = Environment.open(options.folder)
  const catalog = new Catalog(environment)
  const commits = new CommitQueue(
    environment,
    () => catalog.saveCounts(),
    () => reload(catalog),
  )
  const server: Server = {
    catalog,
    commits,
    cursors: new Cursors(),
    snapshots: new Snapshots(environment),
    startedAt: Date.now(),
  }
  const listeners = [await listen(server, options.socketPath)]
  chmodSync(options.socketPath, 0o600)
  if (options.tcpPort !== undefined) listeners.push(await listen(server, options.tcpPort))
  const sweeper = setInterval(() => void sweep(server), options.ttlSeconds * 1000)
  parentPort!.on('message', () => void close(server, listeners, sweeper))
  void buildUnfinished(server).catch(error => {
    if (!commits.refusal) console.error('The embedded database could not build an index to its end.', error)
  })
  const address = listeners[1]?.address()
  return { kind: 'ready', ...(typeof address === 'object' && address ? { tcpPort: address.port } : {}) }
}

/** Where even that meets damage nothing can be answered rightly any more: the process ends, with these words. */
function reload(catalog: Catalog): void {
  try {
    catalog.reload()
  } catch (error) {
    throw new Error(reasonOf(error), { cause: error })
  }
}

function listen(server: Server, place: string | number): Promise<NetServer> {
  const listener = createServer({ noDelay: true }, socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    serveConnection(
      socket,
      message => dispatch(message, server),
      error => toldAs(error, server),
    )
  })
  return new Promise((resolve, reject) => {
    listener.once('error', reject)
    const started = () => resolve(listener)
    if (typeof place === 'string') {
      // left behind by a process that was killed; the lock says that nobody uses it
      rmSync(place, { force: true })
      listener.listen(place, started)
    } else listener.listen(place, '127.0.0.1', started)
  })
}

function lookedThrough(code: number | null, { catalog, commits }: Server): void {
  catalog.environment.forgetReaders()
  isSound = code === 0
  if (code === DAMAGED) commits.refuse(`${options.folder} is damaged: nothing is written there any more.`)
}

/** What damage a client comes upon is told to all of them, and once to the log; nothing is written from then on. */
function toldAs(error: unknown, { commits }: Server): unknown {
  if (!isDamage(error)) return error
  isSound = false
  const isNews = commits.refuse(describeDamage(options.folder, error))
  if (isNews) console.error(commits.refusal!.message)
  return commits.refusal
}

async function sweep({ catalog, commits, cursors, snapshots }: Server): Promise<void> {
  cursors.sweep()
  snapshots.sweep()
  if (commits.refusal) return
  try {
    while ((await commits.write(() => removeExpired(catalog, Date.now()))) > 0);
  } catch (error) {
    console.error('The embedded database could not remove what has expired.', error)
  }
}

async function close(
  { catalog, commits, snapshots }: Server,
  listeners: NetServer[],
  sweeper: NodeJS.Timeout,
): Promise<void> {
  clearInterval(sweeper)
  for (const listener of listeners) listener.close()
  // writes that have arrived are finished and answered
  await commits.settled()
  commits.refuse('The database is being closed')
  for (const socket of sockets) socket.destroy()
  snapshots.close()
  await catalog.environment.close()
  if (isSound) seal(options.folder)
  parentPort!.postMessage({ kind: 'closed' } satisfies WorkerReport)
  parentPort!.close()
}
