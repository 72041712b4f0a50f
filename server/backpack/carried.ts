import { type ExtractedBadge, statedIn } from '../openbadges/index.js'

/** The badge itself; of a token, what it says of itself. */
export function documentOf(extracted: ExtractedBadge): unknown {
  if (extracted.kind === 'ob3-json') return extracted.credential
  if (extracted.kind === 'ob2-json' || extracted.kind === 'ob1-json') return extracted.assertion
  if (extracted.kind === 'presentation') return extracted.presentation
  if (extracted.kind === 'ob2-url') return { id: extracted.url }
  return statedIn(extracted.jwt)
}

/** What it is when it is handed back. */
export function mediaTypeOf({ container, kind }: ExtractedBadge): string {
  if (container === 'png') return 'image/png'
  if (container === 'svg') return 'image/svg+xml'
  return kind === 'jwt' || kind === 'ob2-url' ? 'text/plain' : 'application/json'
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
