import { Refused } from './accepted.js'

export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** What no text holds, beside tab, line and page ends and escape. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const BINARY = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/

/** Text that begins with a tag or a declaration is markup: a browser may take it for a page (whatwg.org mimesniff, 7.1). */
const PAGE_START = /^\s*<([a-z][a-z0-9-]*[\s/>]|!doctype|!--|\?xml)/i
const DRAWING = /^\s*(<\?xml[^>]*>\s*)?(<!--(?:(?!-->).)*-->\s*)*(<!doctype svg[^>]*>\s*)?<svg[\s>]/is
const SCRIPT_START = /^#!/
const RICH_TEXT_START = /^\{\\rtf/

/** Refuses text that is a page, a drawing or a program: it could run when opened. */
export function refuseActiveText(start: string): void {
  if (DRAWING.test(start)) throw new Refused('drawing')
  if (PAGE_START.test(start)) throw new Refused('webPage')
  if (SCRIPT_START.test(start)) throw new Refused('program')
  if (RICH_TEXT_START.test(start)) throw new Refused('richText')
}

/** The encoding that a byte order mark declares (whatwg.org encoding, 6.1). */
export function markedEncoding(start: Uint8Array): TextEncodingName | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8'
  return undefined
}

/** Decides chunk by chunk whether bytes are text, and in which encoding: UTF-8, or what Excel still writes in Europe. */
export function textDetector(start: Uint8Array) {
  const marked = markedEncoding(start)
  const decoder = new TextDecoder(marked ?? 'utf-8', { fatal: true })
  let isText = true
  let isDeclared = true

  const look = (chunk?: Uint8Array) => {
    if (!isText) return
    if (!marked && chunk && BINARY.test(asBytes(chunk))) isText = false
    if (!isDeclared) return
    try {
      if (BINARY.test(decoder.decode(chunk, { stream: chunk !== undefined }))) isText = false
    } catch {
      isDeclared = false
      isText = isText && !marked
    }
  }

  return {
    add: (chunk: Uint8Array) => look(chunk),
    /** Undefined when this is no text. */
    encoding(): TextEncodingName | undefined {
      look()
      if (!isText) return undefined
      return isDeclared ? (marked ?? 'utf-8') : 'windows-1252'
    },
  }
}

const asBytes = (chunk: Uint8Array) => Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1')
