import { type ChildProcess, fork } from 'node:child_process'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { atMost } from '../shared/atMost.js'
import type { Work } from './readFile.js'
import type { FileReading } from './reading.js'

const TIME_LIMIT_MS = 60_000
const PROCESSES = 2
/** 64 KiB each, for PDFium; and megabytes for everything else. */
const WASM_PAGES = 12_288
const HEAP_MEGABYTES = 1_024

const inTurn = atMost(PROCESSES)

// Compiled, this file and the process beside it are .js; run from source, they are .ts.
const program = fileURLToPath(import.meta.url).replace(/readInProcess(\.\w+)$/, 'readingProcess$1')

/** Reads a file in a process that is killed when it takes too long or too much: `tooHard`. */
export function readInProcess(bytes: () => Promise<Readable>, work: Work): Promise<FileReading> {
  return inTurn(async () => {
    const child = fork(program, {
      stdio: ['pipe', 'pipe', 'ignore', 'ipc'],
      execArgv: [...process.execArgv, `--wasm-max-mem-pages=${WASM_PAGES}`, `--max-old-space-size=${HEAP_MEGABYTES}`],
    })
    const timer = setTimeout(() => child.kill('SIGKILL'), TIME_LIMIT_MS)
    try {
      return parse(await ask(child, work, await bytes()))
    } finally {
      clearTimeout(timer)
      child.kill('SIGKILL')
    }
  })
}

async function ask(child: ChildProcess, work: Work, bytes: Readable): Promise<Buffer> {
  const input = Readable.from(withHead(`${JSON.stringify(work)}\n`, bytes))
  // A process that ends early stops reading: what it answered, or that it did not, is what counts.
  const sent = pipeline(input, child.stdin!).catch(() => {})
  const answer = Buffer.concat(await child.stdout!.toArray())
  await sent
  return answer
}

async function* withHead(head: string, bytes: Readable): AsyncGenerator<Buffer> {
  yield Buffer.from(head)
  yield* bytes as AsyncIterable<Buffer>
}

function parse(answer: Buffer): FileReading {
  const end = answer.indexOf('\n')
  if (end < 0) return { passages: [], notes: ['tooHard'] }
  const { cleanLength, ...reading } = JSON.parse(answer.toString('utf8', 0, end)) as FileReading & {
    cleanLength?: number
  }
  if (cleanLength === undefined) return reading
  const clean = answer.subarray(end + 1)
  return clean.length === cleanLength ? { ...reading, clean } : { passages: [], notes: ['tooHard'] }
}
