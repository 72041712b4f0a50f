import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type mongoose from 'mongoose'
import { Invalid } from '../shared/errors.js'

export interface StoredFile {
  /** SHA-256, hexadecimal: the file's address. */
  digest: string
  length: number
}

export class FileTooLarge extends Invalid {}

/** One write at a time, each awaited: when the source fails, no chunk is still under way behind our back. */
export async function pour(
  bytes: Readable,
  upload: mongoose.mongo.GridFSBucketWriteStream,
  maxBytes: number,
): Promise<StoredFile> {
  const hash = createHash('sha256')
  let length = 0
  // Every failed write rejects below; an event that nobody listens to would end the process.
  upload.on('error', () => {})
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > maxBytes) throw new FileTooLarge(`The file is larger than ${maxBytes} bytes`)
    hash.update(chunk)
    await new Promise<void>((resolve, reject) => {
      upload.write(chunk, error => (error ? reject(error) : resolve()))
    })
  }
  await new Promise<void>((resolve, reject) => {
    upload.once('error', reject)
    upload.end(() => resolve())
  })
  return { digest: hash.digest('hex'), length }
}
