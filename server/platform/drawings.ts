import { createHash } from 'node:crypto'
import type { RateLimiter } from './rateLimits.js'
import { takeTurns } from './turns.js'

/** A picture or a paper costs some tenths of a second: so many at once, and so many may wait for their turn. */
const TURNS = { atOnce: 2, waiting: 24 }
const KEPT = { drawings: 300, bytes: 48 * 1024 * 1024 }
/** For one network, in which a whole school may sit; what is kept is not counted. */
export const DRAWING_LIMIT = { points: 240, seconds: 600 }

export interface Drawing {
  bytes: Buffer
  /** Of all that is drawn. */
  etag: string
}

export interface Drawings {
  /** `network`: who asks. `content`: all that the drawing shows; the same content is drawn once. Throws TooMany. */
  of(network: string, content: (string | Buffer)[], draw: () => Promise<Buffer>): Promise<Drawing>
  /** The same of what is not kept: what one person alone may see. */
  once(network: string, draw: () => Promise<Buffer>): Promise<Buffer>
}

/** What is drawn without a browser, in turns, and not without end for anybody; the latest are kept. */
export function drawings(limiter: RateLimiter): Drawings {
  const turns = takeTurns(TURNS)
  const kept = new Map<string, Promise<Drawing>>()
  const sizes = new Map<string, number>()

  const drawn = async (digest: string, draw: () => Promise<Buffer>): Promise<Drawing> => {
    return { bytes: await turns(draw), etag: `"${digest}"` }
  }

  function keep(digest: string, drawing: Promise<Drawing>): void {
    kept.set(digest, drawing)
    drawing.then(
      ({ bytes }) => {
        sizes.set(digest, bytes.length)
        while (kept.size > KEPT.drawings || total(sizes) > KEPT.bytes) forget(kept.keys().next().value!)
      },
      () => forget(digest),
    )
  }

  function forget(digest: string): void {
    kept.delete(digest)
    sizes.delete(digest)
  }

  return {
    async of(network, content, draw) {
      const digest = digestOf(content)
      if (!kept.has(digest)) await limiter.consume(network)
      // Somebody else may have asked for the same meanwhile.
      if (!kept.has(digest)) keep(digest, drawn(digest, draw))
      return kept.get(digest)!
    },
    async once(network, draw) {
      await limiter.consume(network)
      return turns(draw)
    },
  }
}

function digestOf(content: (string | Buffer)[]): string {
  const hash = createHash('sha256')
  for (const part of content) hash.update(`${part.length}:`).update(part)
  return hash.digest('base64url')
}

const total = (sizes: Map<string, number>) => [...sizes.values()].reduce((sum, size) => sum + size, 0)
