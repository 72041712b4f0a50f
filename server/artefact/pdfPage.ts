import { type ChildProcess, fork } from 'node:child_process'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { atMost } from '../shared/atMost.js'
import type { RawPicture } from './picture.js'

export type PdfAnswer = { outcome: 'drawn'; width: number; height: number } | { outcome: 'encrypted' | 'broken' }

export type PdfPage = { outcome: 'drawn'; picture: RawPicture } | { outcome: 'encrypted' | 'broken' | 'tooHard' }

const TIME_LIMIT_MS = 20_000
/** 64 KiB each: 768 MiB for PDFium, whatever the file asks for. */
const WASM_PAGES = 12_288
const PROCESSES = 2

const inTurn = atMost(PROCESSES)

// Compiled, this file and the process beside it are .js; run from source, they are .ts.
const program = fileURLToPath(import.meta.url).replace(/pdfPage(\.\w+)$/, 'pdfPageProcess$1')

/** Draws the first page of a PDF in a process that is killed when it takes too long or too much. */
export function drawFirstPage(bytes: () => Readable): Promise<PdfPage> {
  return inTurn(async () => {
    const child = fork(program, {
      stdio: ['pipe', 'pipe', 'ignore', 'ipc'],
      execArgv: [...process.execArgv, `--wasm-max-mem-pages=${WASM_PAGES}`],
    })
    const timer = setTimeout(() => child.kill('SIGKILL'), TIME_LIMIT_MS)
    try {
      return await ask(child, bytes())
    } finally {
      clearTimeout(timer)
      child.kill('SIGKILL')
    }
  })
}

async function ask(child: ChildProcess, bytes: Readable): Promise<PdfPage> {
  // A process that ends early stops reading: what it answered, or that it did not, is what counts.
  const sent = pipeline(bytes, child.stdin!).catch(() => {})
  const answer = Buffer.concat(await child.stdout!.toArray())
  await sent
  return parse(answer)
}

function parse(answer: Buffer): PdfPage {
  const end = answer.indexOf('\n')
  if (end < 0) return { outcome: 'tooHard' }
  const head = JSON.parse(answer.toString('utf8', 0, end)) as PdfAnswer
  if (head.outcome !== 'drawn') return head
  const pixels = answer.subarray(end + 1)
  if (pixels.length !== head.width * head.height * 4) return { outcome: 'tooHard' }
  return { outcome: 'drawn', picture: { width: head.width, height: head.height, pixels } }
}
