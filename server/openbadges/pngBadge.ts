import { MAX_CREDENTIAL_BYTES } from './limits.js'
import { type Chunk, readPng, writePng } from './png.js'
import { UnreadableBadge } from './unreadable.js'

/** Chunk keywords: Open Badges 3.0, Baked Badge, and Open Badges 2.0 baking. */
const OB3_KEYWORD = 'openbadgecredential'
const OB2_KEYWORD = 'openbadges'
const TEXT_CHUNKS = ['iTXt', 'tEXt', 'zTXt']

export type BakedStandard = 'open-badges-3' | 'open-badges-2'
const KEYWORDS: Record<BakedStandard, string> = { 'open-badges-3': OB3_KEYWORD, 'open-badges-2': OB2_KEYWORD }

/** Puts a badge (JSON or compact JWS) into a PNG as one uncompressed iTXt chunk, in place of one already there. */
export function bakePng(png: Uint8Array, badge: string, standard: BakedStandard = 'open-badges-3'): Uint8Array {
  const [header, ...rest] = readPng(png)
  const others = rest.filter(chunk => keywordOf(chunk) !== KEYWORDS[standard])
  return writePng([header!, textChunk(KEYWORDS[standard], badge), ...others])
}

/** The text baked into a PNG: that of OB 3.0 where there is one, otherwise that of OB 1 or 2. Throws Invalid. */
export function unbakePng(png: Uint8Array): string {
  const chunks = readPng(png)
  const chunk = onlyChunk(chunks, OB3_KEYWORD) ?? onlyChunk(chunks, OB2_KEYWORD)
  if (!chunk) throw new UnreadableBadge('png-none')
  return textOf(chunk)
}

function onlyChunk(chunks: Chunk[], keyword: string): Chunk | undefined {
  const found = chunks.filter(chunk => keywordOf(chunk) === keyword)
  if (found.length > 1) throw new UnreadableBadge('baked-several')
  return found[0]
}

function keywordOf({ type, data }: Chunk): string | undefined {
  if (!TEXT_CHUNKS.includes(type)) return undefined
  return Buffer.from(data.subarray(0, data.indexOf(0))).toString('latin1')
}

/** iTXt: keyword, compression flag and method, language, translated keyword, then UTF-8 text (W3C PNG 3, 11.3.3.4). */
function textChunk(keyword: string, text: string): Chunk {
  return { type: 'iTXt', data: Buffer.from(`${keyword}\0\0\0\0\0${text}`, 'utf8') }
}

function textOf({ type, data }: Chunk): string {
  if (data.length > MAX_CREDENTIAL_BYTES) throw new UnreadableBadge('baked-too-large')
  const afterKeyword = data.subarray(data.indexOf(0) + 1)
  // OB 1 and 2 badges of old carry a URL in a tEXt chunk.
  if (type === 'tEXt') return utf8(afterKeyword)
  const isCompressed = type === 'zTXt' || afterKeyword[0] !== 0
  if (isCompressed) throw new UnreadableBadge('png-compressed')
  const language = afterKeyword.indexOf(0, 2)
  const translated = language === -1 ? -1 : afterKeyword.indexOf(0, language + 1)
  if (translated === -1) throw new UnreadableBadge('baked-unreadable')
  return utf8(afterKeyword.subarray(translated + 1))
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new UnreadableBadge('baked-unreadable')
  }
}
