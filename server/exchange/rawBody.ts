import { Invalid } from '../shared/errors.js'

const LARGEST_BODY_BYTES = 1024 * 1024

/** The bytes of a request as they came. Throws Invalid past what a credential may have. */
export async function rawBody(request: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    length += chunk.length
    if (length > LARGEST_BODY_BYTES) throw new Invalid('The body is larger than 1 MB')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Throws Invalid. */
export function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new Invalid('The body is not JSON')
  }
}
