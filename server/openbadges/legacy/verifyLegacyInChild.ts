import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { AppError } from '../../shared/errors.js'
import { FetchFailed, isSameSite } from '../fetching.js'
import { REASONS } from '../reasons.js'
import type { FromChild, LegacyDocument, ToChild } from './messages.js'
import type { LegacyVerdict } from './verdict.js'

export interface LegacyDeps {
  /** The guarded fetcher for any kind of document: badge classes, issuers, images. Throws AppErrors for what it refuses. */
  fetchFile(url: string): Promise<LegacyDocument>
  timeoutMs?: number
  memoryMb?: number
}

const TIMEOUT_MS = 15_000
const MEMORY_MB = 128
/** A badge of OB 1 refers to six documents, plus two for each extension. */
const MAX_DOCUMENTS = 20
const IS_SOURCE = import.meta.url.endsWith('.ts')
const ENTRY = new URL(IS_SOURCE ? './legacyChild.ts' : './legacyChild.js', import.meta.url)

/**
 * What openbadges-validator says of an OB 0.5, 1.0 or 1.1 badge (an assertion object or a JWS), in a child process whose
 * time and memory are bounded. Rejects only where fetchFile has a bug.
 */
export async function verifyLegacyInChild(badge: unknown, deps: LegacyDeps): Promise<LegacyVerdict> {
  const { timeoutMs = TIMEOUT_MS, memoryMb = MEMORY_MB } = deps
  const child = fork(ENTRY, {
    execArgv: [`--max-old-space-size=${memoryMb}`, ...(IS_SOURCE ? ['--import', sourceLoader()] : [])],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  let timer: NodeJS.Timeout | undefined
  try {
    const timedOut = new Promise<LegacyVerdict>(resolve => {
      timer = setTimeout(resolve, timeoutMs, { outcome: 'timed-out' })
    })
    return await Promise.race([conversation(child, badge, deps), timedOut])
  } finally {
    clearTimeout(timer)
    child.kill('SIGKILL')
  }
}

/** From the sources, the child needs what the parent runs under. */
function sourceLoader(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
}

function conversation(child: ChildProcess, badge: unknown, deps: LegacyDeps): Promise<LegacyVerdict> {
  let asked = 0
  const send = (message: ToChild) => child.connected && child.send(message)
  return new Promise((resolve, reject) => {
    child.on('exit', () => resolve({ outcome: 'crashed' }))
    child.on('error', () => resolve({ outcome: 'crashed' }))
    child.on('message', (message: FromChild) => {
      if (message.kind === 'ready') send({ kind: 'verify', badge })
      if (message.kind === 'verdict') resolve(message.verdict)
      if (message.kind === 'fetch') fetchFor(message, asked++, deps).then(send, reject)
    })
  })
}

async function fetchFor({ id, url }: { id: number; url: string }, asked: number, deps: LegacyDeps): Promise<ToChild> {
  if (asked >= MAX_DOCUMENTS) return { kind: 'fetched', id, error: 'It refers to more documents than we fetch.' }
  try {
    const document = await deps.fetchFile(url)
    if (!isSameSite(url, document.url ?? url)) return { kind: 'fetched', id, error: REASONS['fetch-leads-elsewhere'] }
    return { kind: 'fetched', id, document }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const status = error instanceof FetchFailed ? error.status : undefined
    if (status) return { kind: 'fetched', id, document: { status, contentType: '', bytes: new Uint8Array() } }
    return { kind: 'fetched', id, error: error.message }
  }
}
