import { pipeline } from 'node:stream/promises'
import type { Request, Response } from 'express'
import type { ByteRange, FileStore } from '../platform/files.js'

export interface ServedFile {
  digest: string
  mediaType: string
  name: string
  length: number
}

/** What a browser may show in place, and as what. Everything else is handed over as a download. */
const SHOWN_AS: Record<string, string> = {
  'application/pdf': 'application/pdf',
  'image/jpeg': 'image/jpeg',
  'image/png': 'image/png',
  'image/gif': 'image/gif',
  'image/webp': 'image/webp',
  'audio/mpeg': 'audio/mpeg',
  'audio/mp4': 'audio/mp4',
  'audio/ogg': 'audio/ogg',
  'audio/wav': 'audio/wav',
  'audio/webm': 'audio/webm',
  'video/mp4': 'video/mp4',
  'video/webm': 'video/webm',
  'video/quicktime': 'video/quicktime',
  'text/plain': 'text/plain; charset=utf-8',
  'text/markdown': 'text/plain; charset=utf-8',
}

const OFFICE = 'application/vnd.openxmlformats-officedocument'
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument'

/** What is handed over under its own name; anything else as mere bytes. */
const HANDED_OVER: readonly string[] = [
  'text/csv',
  ...['wordprocessingml.document', 'spreadsheetml.sheet', 'presentationml.presentation'].map(t => `${OFFICE}.${t}`),
  ...['text', 'spreadsheet', 'presentation'].map(type => `${OPEN_DOCUMENT}.${type}`),
]

const SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'; sandbox"
/** Not every browser opens a PDF in a sandbox. Their viewers give what runs in it nothing of ours. */
const PDF_VIEWER = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"

/** Sends a stored file so that nothing in it can run as a page of ours: whole, or by range (RFC 9110, 14). */
export async function serveFile(req: Request, res: Response, files: FileStore, file: ServedFile): Promise<void> {
  const etag = `"${file.digest}"`
  res.set(headersFor(file, req.query.download !== undefined)).set('ETag', etag)
  if (req.fresh) {
    res.status(304).end()
    return
  }
  const range = wantedRange(req, file.length, etag)
  if (range === 'unsatisfiable') {
    res.removeHeader('Content-Disposition')
    res.status(416).set('Content-Range', `bytes */${file.length}`).type('text').end()
    return
  }
  await sendRange(req, res, files, file, range)
}

async function sendRange(
  req: Request,
  res: Response,
  files: FileStore,
  { digest, length }: ServedFile,
  range: ByteRange | undefined,
): Promise<void> {
  const { start, end } = range ?? { start: 0, end: length }
  if (range) res.status(206).set('Content-Range', `bytes ${start}-${end - 1}/${length}`)
  res.set('Content-Length', String(end - start))
  if (req.method === 'HEAD') {
    res.end()
    return
  }
  const bytes = await files.open(digest, { start, end })
  // Someone who closes a video half-way is no failure.
  await pipeline(bytes, res).catch(error => {
    if (!res.closed && !req.destroyed) throw error
  })
}

function headersFor({ mediaType, name }: ServedFile, asDownload: boolean): Record<string, string> {
  const shownAs = SHOWN_AS[mediaType]
  const disposition = shownAs && !asDownload ? 'inline' : 'attachment'
  return {
    'Content-Type': shownAs ?? (HANDED_OVER.includes(mediaType) ? mediaType : 'application/octet-stream'),
    'Content-Disposition': `${disposition}; ${fileName(name)}`,
    'Content-Security-Policy': `${shownAs === 'application/pdf' ? PDF_VIEWER : SANDBOX}; frame-ancestors 'self'`,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Accept-Ranges': 'bytes',
    // Asked again each time, for permission may have been taken back; unchanged bytes are not sent again.
    'Cache-Control': 'private, no-cache, no-transform',
  }
}

/** A plain name for old clients and the true one beside it (RFC 6266, 4.3; RFC 8187). */
function fileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const exact = encodeURIComponent(name.replace(/\p{Cs}/gu, '_')).replace(/['()*]/g, hex)
  return `filename="${plain}"; filename*=UTF-8''${exact}`
}

const hex = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`

/** The one range that is asked for. Several at once, or one of other bytes than these, are answered with all. */
function wantedRange(req: Request, length: number, etag: string): ByteRange | 'unsatisfiable' | undefined {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(req.headers.range?.trim() ?? '')
  const [, first = '', last = ''] = asked ?? []
  if (!asked || (first === '' && last === '')) return undefined
  const ifRange = req.headers['if-range']
  if (ifRange !== undefined && ifRange !== etag) return undefined
  const start = first === '' ? Math.max(0, length - Number(last)) : Number(first)
  const end = first === '' || last === '' ? length : Math.min(Number(last) + 1, length)
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined
  return start >= length || start >= end ? 'unsatisfiable' : { start, end }
}
