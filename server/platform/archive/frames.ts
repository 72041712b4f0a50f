import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import mongoose from 'mongoose'
import { Invalid } from '../../shared/errors.js'

const { BSON } = mongoose.mongo
const FORMAT = 'staffroom-archive-2'
/** A document of MongoDB's largest size, and what is around it. */
const LARGEST_FRAME = 17 * 1024 * 1024

/** How the collections were read: all at one moment, or in turn, with those that were written to meanwhile. */
export interface Consistency {
  read: 'at one moment' | 'in turn'
  writtenMeanwhile: string[]
}

/** One BSON document a frame; BSON begins with its own length, so frames need no other mark. */
export type Frame =
  | { kind: 'collection'; name: string; options: object; indexes: object[] }
  | { kind: 'document'; bytes: { buffer: Uint8Array } }
  | { kind: 'end'; documents: number; consistency: Consistency }
type Bracket = { kind: 'archive'; format: string; at: Date } | { kind: 'digest'; sha256: { buffer: Uint8Array } }

/** The bytes of an archive: what it is, the frames, and the SHA-256 of all that went before. */
export async function* encodeFrames(frames: AsyncIterable<object>, at: Date): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  const encode = (frame: object) => {
    const bytes = BSON.serialize(frame)
    hash.update(bytes)
    return bytes
  }
  yield encode({ kind: 'archive', format: FORMAT, at })
  for await (const frame of frames) yield encode(frame)
  yield BSON.serialize({ kind: 'digest', sha256: hash.digest() })
}

/** The frames of an archive file. Throws Invalid when it is not one, is cut off, or is not what was once written. */
export async function* decodeFrames(file: string): AsyncGenerator<Frame> {
  const hash = createHash('sha256')
  let state: 'before' | 'within' | 'after' = 'before'
  for await (const bytes of split(unzip(file))) {
    const frame = parse(bytes)
    if (state === 'before') {
      if (frame.kind !== 'archive') throw new Invalid('That file is not an archive of Staffroom.')
      if (frame.format !== FORMAT)
        throw new Invalid(`That archive has a format that is not known here: ${frame.format}`)
      state = 'within'
    } else if (state === 'after' || frame.kind === 'archive') {
      throw altered()
    } else if (frame.kind === 'digest') {
      if (!hash.digest().equals(frame.sha256.buffer)) throw altered()
      state = 'after'
    } else yield frame
    if (state === 'within') hash.update(bytes)
  }
  if (state !== 'after') throw cutOff()
}

const altered = () =>
  new Invalid('The archive was altered or damaged after it was written: it does not fit its digest. Use another one.')
const cutOff = () => new Invalid('The archive is cut off: its end is missing. Copy it again, or use another one.')

function parse(bytes: Buffer): Frame | Bracket {
  try {
    return BSON.deserialize(bytes, { promoteBuffers: false }) as Frame | Bracket
  } catch {
    throw altered()
  }
}

async function* unzip(file: string): AsyncGenerator<Buffer> {
  const source = createReadStream(file)
  const bytes = source.pipe(createGunzip())
  source.on('error', error => bytes.destroy(error))
  try {
    yield* bytes as AsyncIterable<Buffer>
  } catch (error) {
    throw readingFailure(file, error as NodeJS.ErrnoException)
  }
}

function readingFailure(file: string, error: NodeJS.ErrnoException): Error {
  if (error.code === 'ENOENT') return new Invalid(`There is no file ${file}.`)
  if (error.code === 'Z_BUF_ERROR') return cutOff()
  if (error.code === 'Z_DATA_ERROR' && /header/.test(error.message))
    return new Invalid('That file is not an archive of Staffroom.')
  if (error.code?.startsWith('Z_')) return altered()
  return new Invalid(`${file} cannot be read: ${error.message}`)
}

/** Parts a stream into frames, holding no more than one frame and one chunk. */
async function* split(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let pending: Buffer[] = []
  let length = 0
  let needed = 4
  for await (const chunk of source) {
    pending.push(chunk)
    length += chunk.length
    if (length < needed) continue
    let rest = Buffer.concat(pending)
    for (needed = frameLength(rest); rest.length >= needed; needed = frameLength(rest)) {
      yield rest.subarray(0, needed)
      rest = rest.subarray(needed)
    }
    pending = [rest]
    length = rest.length
  }
  if (length > 0) throw cutOff()
}

function frameLength(bytes: Buffer): number {
  if (bytes.length < 4) return 4
  const length = bytes.readInt32LE(0)
  if (length < 5 || length > LARGEST_FRAME) throw altered()
  return length
}
