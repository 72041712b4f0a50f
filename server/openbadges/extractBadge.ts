import { CREDENTIALS_V1, CREDENTIALS_V2, OPEN_BADGES_2 } from './contexts.js'
import { asArray, hasType, isObject, isShallow, type JsonObject } from './json.js'
import { MAX_CREDENTIAL_BYTES, MAX_DEPTH, MAX_FILE_BYTES } from './limits.js'
import { isPng } from './png.js'
import { unbakePng } from './pngBadge.js'
import { unbakeSvg } from './svgBadge.js'
import { UnreadableBadge } from './unreadable.js'

export type Container = 'png' | 'svg' | 'text'
/** A CLR 2.0 transcript is an `ob3-json` too: it is issued and verified like one. */
export type BadgeDocument =
  | { kind: 'ob3-json'; credential: JsonObject }
  | { kind: 'presentation'; presentation: JsonObject }
  | { kind: 'ob2-json'; assertion: JsonObject }
  | { kind: 'ob1-json'; assertion: JsonObject }
/** A badge taken out of what carried it. A `jwt` is a compact JWS of any version; a hosted badge may be only its URL. */
export type ExtractedBadge = (BadgeDocument | { kind: 'jwt'; jwt: string } | { kind: 'ob2-url'; url: string }) & {
  container: Container
  /** The text as it was carried. */
  text: string
}

const COMPACT_JWS = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/

/** Finds the badge in a PNG, an SVG, JSON or a token, told apart by content. Throws Invalid, in words for the person. */
export function extractBadge(file: Uint8Array): ExtractedBadge {
  if (file.length > MAX_FILE_BYTES) throw new UnreadableBadge('file-too-large')
  if (isPng(file)) return read(unbakePng(file), 'png')
  const text = decode(file).trim()
  if (/^<(!doctype )?html\b/i.test(text)) throw new UnreadableBadge('web-page')
  if (text.startsWith('<')) return read(unbakeSvg(text), 'svg')
  if (file.length > MAX_CREDENTIAL_BYTES) throw new UnreadableBadge('badge-too-large')
  return read(text, 'text')
}

/** Which standard a document follows, or undefined where it is no badge. */
export function classify(document: unknown): BadgeDocument | undefined {
  if (!isObject(document) || !isShallow(document, MAX_DEPTH)) return undefined
  const contexts = asArray(document['@context'])
  if (hasType(document, 'VerifiablePresentation')) return { kind: 'presentation', presentation: document }
  const isCredential = contexts.includes(CREDENTIALS_V2) || contexts.includes(CREDENTIALS_V1)
  if (isCredential || hasType(document, 'VerifiableCredential')) return { kind: 'ob3-json', credential: document }
  if (contexts.includes(OPEN_BADGES_2)) return { kind: 'ob2-json', assertion: document }
  if ('badge' in document && 'recipient' in document) return { kind: 'ob1-json', assertion: document }
  return undefined
}

function read(baked: string, container: Container): ExtractedBadge {
  const text = baked.trim()
  if (COMPACT_JWS.test(text)) return { kind: 'jwt', jwt: text, container, text }
  if (/^https?:\/\/\S+$/.test(text)) return { kind: 'ob2-url', url: text, container, text }
  const badge = classify(parse(text, container))
  if (!badge) throw new UnreadableBadge('unknown-kind')
  return { ...badge, container, text }
}

function parse(text: string, container: Container): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new UnreadableBadge(container === 'text' ? 'no-badge' : 'baked-unknown')
  }
}

function decode(file: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file)
  } catch {
    throw new UnreadableBadge('no-badge')
  }
}
