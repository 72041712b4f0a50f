import { spawn } from 'node:child_process'
import http from 'node:http'

const CONCURRENT = 8
const ROUND_MS = 700

export interface Running {
  stop(): Promise<void>
}

/** Runs a program until it says on its output that it is ready. */
export async function start(args: string[], env: Record<string, string>): Promise<Running> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', chunk => String(chunk).includes('ready') && resolve())
    child.once('exit', code => reject(new Error(`${args[0]} ended with ${code}`)))
  })
  return {
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

const agent = new http.Agent({ keepAlive: true, maxSockets: CONCURRENT })

export function fetchBytes(url: string, headers: Record<string, string>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    http
      .get(url, { agent, headers }, response => {
        const chunks: Buffer[] = []
        response.on('data', chunk => chunks.push(chunk))
        response.on('end', () =>
          response.statusCode === 200
            ? resolve(Buffer.concat(chunks))
            : reject(new Error(`${url}: ${response.statusCode}`)),
        )
      })
      .on('error', reject)
  })
}

export async function requestsPerSecond(url: string, headers: Record<string, string>): Promise<number> {
  const end = performance.now() + ROUND_MS
  let answered = 0
  const ask = async () => {
    while (performance.now() < end) {
      await fetchBytes(url, headers)
      answered++
    }
  }
  await Promise.all(Array.from({ length: CONCURRENT }, ask))
  return answered / (ROUND_MS / 1000)
}
