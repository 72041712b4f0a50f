import { linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import os from 'node:os'
import path from 'node:path'

/** Who uses a data folder, as its lock file says. */
export interface Owner {
  pid: number
  /** When the process began, where the system tells: a pid alone may have been given away again. */
  began: string
  socketPath: string
}

/** What fits into a Unix socket's address, less a little. */
const MAX_SOCKET_PATH = 100
const lockFile = (dataDir: string) => path.join(dataDir, 'lock')

/**
 * Takes the folder for this process, or throws an Error that says who has it. A lock whose process was killed is
 * taken over: it is alive if its socket answers, or if its process is still there and about to listen.
 */
export async function takeFolder(dataDir: string): Promise<Owner> {
  const owner: Owner = { pid: process.pid, began: beginOf(process.pid), socketPath: chooseSocket(dataDir) }
  for (let attempt = 0; attempt < 5; attempt++) {
    if (tryLock(dataDir, owner)) return owner
    const other = readOwner(dataDir)
    if (other && (await isAlive(other))) {
      forgetSocket(dataDir, owner)
      throw new Error(
        `${dataDir} is in use by process ${other.pid}. Stop that process, choose another DATA_DIR, or connect to it at ${uriOf(other)}`,
      )
    }
    rmSync(lockFile(dataDir), { force: true })
  }
  throw new Error(`${dataDir} could not be locked: several processes are starting on it at once`)
}

/** Writes the lock beside its place and links it there, so that it is never seen half-written. */
function tryLock(dataDir: string, owner: Owner): boolean {
  const draft = path.join(dataDir, `lock.${process.pid}.${Math.random().toString(36).slice(2)}`)
  writeFileSync(draft, JSON.stringify(owner), { mode: 0o600 })
  try {
    linkSync(draft, lockFile(dataDir))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

export function releaseFolder(dataDir: string, owner: Owner): void {
  forgetSocket(dataDir, owner)
  rmSync(lockFile(dataDir), { force: true })
}

function forgetSocket(dataDir: string, { socketPath }: Owner): void {
  if (path.dirname(socketPath) !== path.resolve(dataDir))
    rmSync(path.dirname(socketPath), { recursive: true, force: true })
}

function chooseSocket(dataDir: string): string {
  const near = path.join(path.resolve(dataDir), 'db.sock')
  if (Buffer.byteLength(near) <= MAX_SOCKET_PATH) return near
  // mkdtemp makes folders that are private to their owner
  return path.join(mkdtempSync(path.join(os.tmpdir(), 'staffroom-')), 'db.sock')
}

function readOwner(dataDir: string): Owner | undefined {
  try {
    const owner = JSON.parse(readFileSync(lockFile(dataDir), 'utf8')) as Owner
    return typeof owner.pid === 'number' && typeof owner.socketPath === 'string' ? owner : undefined
  } catch {
    return undefined
  }
}

/** The owner of the folder, if it is alive. */
export async function findOwner(dataDir: string): Promise<Owner | undefined> {
  const owner = readOwner(dataDir)
  return owner && (await isAlive(owner)) ? owner : undefined
}

async function isAlive(owner: Owner): Promise<boolean> {
  return (await answers(owner.socketPath)) || (isRunning(owner.pid) && beginOf(owner.pid) === owner.began)
}

function answers(socketPath: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(socketPath)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The start of a process in the system's clock ticks; empty where the system does not say. */
function beginOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

export const uriOf = ({ socketPath }: Owner): string =>
  `mongodb://${encodeURIComponent(socketPath)}/staffroom?directConnection=true`

export function ensureFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true })
    const probe = path.join(dataDir, `.probe.${process.pid}`)
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new Error(
      `The data folder ${dataDir} cannot be written to (${reason}). Make it writable, or choose another DATA_DIR.`,
    )
  }
}
