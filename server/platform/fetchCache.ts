import type { IncomingHttpHeaders } from 'node:http'
import type { FetchedDocument } from './guardedFetch.js'

const MOST_BYTES = 32 * 1024 * 1024
/** Status lists and profiles are far smaller; what is larger would push out many others. */
const LARGEST_BYTES = 512 * 1024

/**
 * Documents that their servers gave a tag or a date. Nothing is taken from here without asking: the server is told what
 * we have and says whether it still holds (RFC 9110, 13), so that what was revoked a moment ago is seen at once.
 */
export interface FetchCache {
  /** What to say of what we have, if we have something. */
  conditions(key: string): Record<string, string>
  get(key: string): FetchedDocument | undefined
  keep(key: string, headers: IncomingHttpHeaders, document: FetchedDocument): void
}

interface Kept {
  document: FetchedDocument
  conditions: Record<string, string>
}

/** In memory, the least recently used forgotten first. */
export function fetchCache({ mostBytes = MOST_BYTES, largestBytes = LARGEST_BYTES } = {}): FetchCache {
  const kept = new Map<string, Kept>()
  let size = 0

  function forget(key: string): void {
    size -= kept.get(key)?.document.bytes.length ?? 0
    kept.delete(key)
  }

  return {
    conditions: key => kept.get(key)?.conditions ?? {},
    get(key) {
      const found = kept.get(key)
      if (!found) return undefined
      // A Map keeps the order of insertion: the newest goes last.
      kept.delete(key)
      kept.set(key, found)
      return found.document
    },
    keep(key, headers, document) {
      forget(key)
      const conditions = conditionsIn(headers)
      const isKept = Object.keys(conditions).length > 0 && !/no-store/i.test(headers['cache-control'] ?? '')
      if (!isKept || document.bytes.length > largestBytes) return
      kept.set(key, { document, conditions })
      size += document.bytes.length
      for (const oldest of kept.keys()) {
        if (size <= mostBytes) return
        forget(oldest)
      }
    },
  }
}

function conditionsIn({ etag, 'last-modified': modified }: IncomingHttpHeaders): Record<string, string> {
  return { ...(etag && { 'if-none-match': etag }), ...(modified && { 'if-modified-since': modified }) }
}
