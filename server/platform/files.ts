import { createHash } from 'node:crypto'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import mongoose, { type Connection } from 'mongoose'
import { Invalid, NotFound } from '../shared/errors.js'

export interface StoredFile {
  /** SHA-256, hexadecimal: the file's address. */
  digest: string
  length: number
}

export interface FileStore {
  /** Streams into storage. Throws FileTooLarge past `maxBytes`, and keeps nothing then. */
  store(bytes: Readable, limits: { maxBytes: number }): Promise<StoredFile>
  storeBytes(bytes: Uint8Array): Promise<StoredFile>
  /** `start` and `end` are byte offsets, `end` exclusive. Throws NotFound. */
  open(digest: string, range?: { start: number; end: number }): Promise<Readable>
  /** For small files only. */
  read(digest: string): Promise<Buffer>
  stat(digest: string): Promise<StoredFile | undefined>
  remove(digest: string): Promise<void>
}

export class FileTooLarge extends Invalid {}

/** Files in GridFS, each stored once under its digest and streamed, never held whole in memory. */
export function fileStore(db: Connection): FileStore {
  const bucket = new mongoose.mongo.GridFSBucket(db.db! as never, { bucketName: 'files' })
  const find = async (digest: string) => (await bucket.find({ filename: digest }).limit(1).toArray())[0]

  async function store(bytes: Readable, { maxBytes }: { maxBytes: number }): Promise<StoredFile> {
    const hash = createHash('sha256')
    let length = 0
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        length += chunk.length
        hash.update(chunk)
        if (length > maxBytes) done(new FileTooLarge(`The file is larger than ${maxBytes} bytes`))
        else done(null, chunk)
      },
    })
    // Nobody can address the upload before it is whole: it gets its name, the digest, at the end.
    const upload = bucket.openUploadStream('incomplete')
    try {
      await pipeline(bytes, measure, upload)
    } catch (error) {
      await upload.abort().catch(() => {})
      throw error
    }
    const digest = hash.digest('hex')
    if (await find(digest)) await bucket.delete(upload.id)
    else await bucket.rename(upload.id, digest)
    return { digest, length }
  }

  const open: FileStore['open'] = async (digest, range) => {
    const file = await find(digest)
    if (!file) throw new NotFound('No such file')
    if (range && range.start >= range.end) return emptyStream()
    return bucket.openDownloadStream(file._id, range ?? {})
  }

  return {
    store,
    open,
    storeBytes: bytes => store(streamOf(bytes), { maxBytes: Number.POSITIVE_INFINITY }),
    async read(digest) {
      const chunks: Buffer[] = []
      for await (const chunk of await open(digest)) chunks.push(chunk as Buffer)
      return Buffer.concat(chunks)
    },
    async stat(digest) {
      const file = await find(digest)
      return file && { digest, length: file.length }
    },
    async remove(digest) {
      const file = await find(digest)
      if (file) await bucket.delete(file._id)
    },
  }
}

const streamOf = (bytes: Uint8Array) => Readable.from([Buffer.from(bytes)])
const emptyStream = () => Readable.from([])
