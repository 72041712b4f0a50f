import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { ensureFolder, findOwner, type Owner, releaseFolder, takeFolder, uriOf } from './owner.js'
import type { StoreReport } from './store/verify.js'
import type { WorkerOptions, WorkerReport } from './worker.js'

export interface EmbeddedMongo {
  /** For `mongodb`, mongoose and connect-mongo, as it is. */
  uri: string
  /** The port of 127.0.0.1, where one was asked for. */
  tcpPort?: number
  close(): Promise<void>
}

export interface EmbeddedMongoOptions {
  dataDir: string
  /** Listens on this port of 127.0.0.1 as well; 0 for any. Whoever can reach it can read everything. */
  tcpPort?: number
  /** Seconds between two removals of what has expired. */
  ttlSeconds?: number
  /** So long a start waits until a store is looked through that was not closed: enough for most schools. */
  lookMillis?: number
}

/**
 * Starts the server in a worker thread on a Unix socket inside `dataDir` (mode 0600). Rejects with a clear message
 * when the folder is read-only, damaged or already in use by another live process.
 */
export async function startEmbeddedMongo({
  dataDir,
  tcpPort,
  ttlSeconds = 60,
  lookMillis = 100,
}: EmbeddedMongoOptions): Promise<EmbeddedMongo> {
  ensureFolder(dataDir)
  const owner = await takeFolder(dataDir)
  const options: WorkerOptions = {
    folder: path.join(dataDir, 'db'),
    socketPath: owner.socketPath,
    ttlSeconds,
    lookMillis,
    ...(tcpPort === undefined ? {} : { tcpPort }),
  }
  const worker = startWorker(options)
  let listening: Listening
  try {
    listening = await ready(worker)
  } catch (error) {
    await worker.terminate()
    releaseFolder(dataDir, owner)
    throw error
  }
  return { ...listening, uri: uriOf(owner), close: onlyOnce(() => close(worker, dataDir, owner)) }
}

/** The address of the server that is running on the folder, if there is one: scripts connect to it. */
export async function findRunningEmbeddedMongo(dataDir: string): Promise<string | undefined> {
  const owner = await findOwner(dataDir)
  return owner && uriOf(owner)
}

/** Compiled code has worker.js beside it; code that runs from source has TypeScript, and needs a way in. */
function startWorker(workerData: WorkerOptions): Worker {
  const entry = import.meta.url.endsWith('.ts') ? './workerFromSource.mjs' : './worker.js'
  return new Worker(new URL(entry, import.meta.url), { workerData })
}

type Listening = Pick<EmbeddedMongo, 'tcpPort'>

function ready(worker: Worker): Promise<Listening> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('exit', code => reject(new Error(`The embedded database ended at its start (${code})`)))
    worker.once('message', (report: WorkerReport) => {
      worker.removeAllListeners()
      if (report.kind === 'failed') return reject(new Error(`The embedded database could not start: ${report.message}`))
      // without its database the process is of no use: let whoever watches it start it anew
      worker.once('error', error => {
        throw error
      })
      resolve(report.kind === 'ready' && report.tcpPort !== undefined ? { tcpPort: report.tcpPort } : {})
    })
  })
}

async function close(worker: Worker, dataDir: string, owner: Owner): Promise<void> {
  const ended = new Promise<void>(resolve => worker.once('exit', () => resolve()))
  worker.postMessage('close')
  await ended
  releaseFolder(dataDir, owner)
}

function onlyOnce(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  return () => (running ??= run())
}

/** Reads a whole store that nobody uses, and says what is wrong with it. */
export async function verifyStore(dataDir: string): Promise<StoreReport> {
  // the store is the worker's: this thread does not load it to start one
  const store = await import('./store/verify.js')
  return store.verifyStore(dataDir)
}

export type { StoreReport }
