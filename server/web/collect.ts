import type { Readable } from 'node:stream'
import { Invalid } from '../shared/errors.js'

export class FileTooLarge extends Invalid {}

/** The whole of a small file. Throws FileTooLarge as soon as it is more than that. */
export async function collect(stream: Readable, largest: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > largest) throw new FileTooLarge('The file is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
