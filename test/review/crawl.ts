import { inflateSync } from 'node:zlib'
import { strFromU8, unzipSync } from 'fflate'
import type { Agent } from '../support/signIn.js'

export interface Seen {
  path: string
  /** All headers and all that can be read in the body: its bytes, and whatever unfolds from them. */
  bytes: string
}

const MOST_PAGES = 600

/** Every page and file of ours that can be reached from `start` by links, images, players and forms that only read. */
export async function crawl(agent: Agent, start: string[], stay: (path: string) => boolean): Promise<Seen[]> {
  const queue = [...start]
  const known = new Set(queue)
  const seen: Seen[] = []
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (seen.length >= MOST_PAGES) throw new Error('The crawl does not end')
    const answer = await agent.get(path).redirects(0).buffer(true).parse(asBytes)
    const body = answer.body as Buffer
    seen.push({ path, bytes: [JSON.stringify(answer.headers), ...readingsOf(body)].join('\n') })
    const { location = '' } = answer.headers as { location?: string }
    const links = [...linksIn(body.toString('utf8')), location].filter(link => link.startsWith('/'))
    for (const next of links) {
      if (known.has(next) || !stay(next)) continue
      known.add(next)
      queue.push(next)
    }
  }
  return seen
}

/** The type of the answer does not tell that it is a stream. */
function asBytes(answer: unknown, done: (error: Error | null, body: Buffer) => void): void {
  const res = answer as NodeJS.ReadableStream
  const chunks: Buffer[] = []
  res.on('data', chunk => chunks.push(Buffer.from(chunk)))
  res.on('end', () => done(null, Buffer.concat(chunks)))
}

/** As Latin-1, UTF-8 and UTF-16; every file in a ZIP archive, however deep; every stream of a PDF. */
export function readingsOf(body: Uint8Array): string[] {
  const bytes = Buffer.from(body)
  const plain = [bytes.toString('latin1'), bytes.toString('utf8'), bytes.toString('utf16le')]
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') {
    const files = Object.entries(unzipSync(new Uint8Array(bytes)))
    return [...plain, ...files.flatMap(([name, content]) => [name, ...readingsOf(content)])]
  }
  return bytes.subarray(0, 5).toString('latin1') === '%PDF-' ? [...plain, ...pdfStreams(bytes)] : plain
}

function pdfStreams(bytes: Buffer): string[] {
  return [...bytes.toString('latin1').matchAll(/stream\r?\n/g)].flatMap(({ index, 0: mark }) => {
    try {
      const content = inflateSync(bytes.subarray(index + mark.length), { finishFlush: 2 })
      // Text on a page may be written in hexadecimal.
      const hex = content
        .toString('latin1')
        .replace(/<([0-9a-f\s]+)>|\s+-?[\d.]+\s+/gi, (_, digits?: string) =>
          digits ? strFromU8(new Uint8Array(Buffer.from(digits.replace(/\s/g, ''), 'hex')), true) : '',
        )
      return [content.toString('latin1').replaceAll('\0', ''), hex]
    } catch {
      return []
    }
  })
}

function linksIn(body: string): string[] {
  const html = body.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&')
  return [...html.matchAll(/(?:href|src|poster|action|formaction)="(\/[^"#]*)/g)].map(([, link]) => link!)
}

export const tracesIn = (seen: Seen[], traces: string[]): string[] =>
  seen.flatMap(({ path, bytes }) => {
    const flat = `${path}\n${bytes}`.toLowerCase()
    return traces.filter(trace => flat.includes(trace.toLowerCase())).map(trace => `${trace} in ${path}`)
  })
