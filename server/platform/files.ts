import { Readable } from 'node:stream'
import mongoose, { type Connection } from 'mongoose'
import { NotFound } from '../shared/errors.js'
import { type Clock, systemClock } from './clock.js'
import { pour, type StoredFile } from './pour.js'

export { FileTooLarge, type StoredFile } from './pour.js'

/** `start` and `end` are byte offsets, `end` exclusive. */
export interface ByteRange {
  start: number
  end: number
}

/** Bytes that have arrived whole and that nobody can address yet: look at them, then keep or discard them. */
export interface StagedFile extends StoredFile {
  open(range?: ByteRange): Readable
  keep(): Promise<StoredFile>
  discard(): Promise<void>
}

export interface FileStore {
  /** Streams into storage. Throws FileTooLarge past `maxBytes`, and whatever the stream throws; keeps nothing then. */
  stage(bytes: Readable, limits: { maxBytes: number }): Promise<StagedFile>
  /** Stages and keeps at once. */
  store(bytes: Readable, limits: { maxBytes: number }): Promise<StoredFile>
  storeBytes(bytes: Uint8Array): Promise<StoredFile>
  /** Throws NotFound. */
  open(digest: string, range?: ByteRange): Promise<Readable>
  /** For small files only. */
  read(digest: string): Promise<Buffer>
  stat(digest: string): Promise<StoredFile | undefined>
  remove(digest: string): Promise<void>
  /** Removes the file unless the same bytes were stored (again) after that moment. True when it is gone. */
  removeIfStoredBefore(digest: string, moment: Date): Promise<boolean>
  /** Clears away what began to arrive before that moment and never became whole: a process was killed meanwhile. */
  sweepUnfinished(before: Date): Promise<void>
}

/** Its name until it is whole; a digest is never this. */
const UNFINISHED = 'unfinished'

/** Files in GridFS, each stored once under its digest and streamed, never held whole in memory. */
export function fileStore(db: Connection, clock: Clock = systemClock): FileStore {
  const database = db.db as unknown as mongoose.mongo.Db
  const bucket = new mongoose.mongo.GridFSBucket(database, { bucketName: 'files' })
  const files = database.collection<GridFile>('files.files')
  // Chunks arrive before the document that describes them: this tells which of them belong to no file yet.
  const uploads = database.collection<Upload>('files.uploads')
  const find = (digest: string) => files.findOne({ filename: digest })

  async function stage(bytes: Readable, { maxBytes }: { maxBytes: number }): Promise<StagedFile> {
    const upload = bucket.openUploadStream(UNFINISHED)
    await uploads.insertOne({ _id: upload.id, startedAt: clock.now() })
    try {
      const stored = await pour(bytes, upload, maxBytes)
      return staged(upload.id, stored)
    } catch (error) {
      bytes.destroy()
      await discard(upload.id)
      throw error
    }
  }

  function staged(id: FileId, stored: StoredFile): StagedFile {
    return {
      ...stored,
      open: range => openById(id, stored.length, range),
      discard: () => discard(id),
      async keep() {
        await name(id, stored.digest)
        await uploads.deleteOne({ _id: id })
        return stored
      },
    }
  }

  /** The same bytes are kept once; the moment protects them from a removal that was decided before. */
  async function name(id: FileId, digest: string): Promise<void> {
    const stamp = { 'metadata.storedAt': clock.now() }
    const { matchedCount } = await files.updateOne({ filename: digest }, { $set: stamp })
    if (matchedCount > 0) await removeById(id)
    else await files.updateOne({ _id: id }, { $set: { ...stamp, filename: digest } })
  }

  async function discard(id: FileId): Promise<void> {
    await removeById(id)
    await uploads.deleteOne({ _id: id })
  }

  /** What has its name is kept: a process may be killed after it gave the name and before it says so here. */
  async function sweep(id: FileId): Promise<void> {
    if (await files.findOne({ _id: id, filename: { $ne: UNFINISHED } })) await uploads.deleteOne({ _id: id })
    else await discard(id)
  }

  async function removeById(id: FileId): Promise<void> {
    await files.deleteOne({ _id: id })
    await database.collection('files.chunks').deleteMany({ files_id: id })
  }

  function openById(id: FileId, length: number, range: ByteRange = { start: 0, end: length }): Readable {
    const end = Math.min(range.end, length)
    return range.start >= end ? Readable.from([]) : bucket.openDownloadStream(id, { start: range.start, end })
  }

  async function open(digest: string, range?: ByteRange): Promise<Readable> {
    const file = await find(digest)
    if (!file) throw new NotFound('No such file')
    return openById(file._id, file.length, range)
  }

  const store: FileStore['store'] = async (bytes, limits) => (await stage(bytes, limits)).keep()

  return {
    stage,
    store,
    open,
    storeBytes: bytes => store(Readable.from([Buffer.from(bytes)]), { maxBytes: Number.POSITIVE_INFINITY }),
    read: async digest => Buffer.concat(await (await open(digest)).toArray()),
    async stat(digest) {
      const file = await find(digest)
      return file ? { digest, length: file.length } : undefined
    },
    async remove(digest) {
      for await (const file of files.find({ filename: digest })) await removeById(file._id)
    },
    async removeIfStoredBefore(digest, moment) {
      const old = { filename: digest, 'metadata.storedAt': { $lt: moment } }
      // Two that arrived at the same instant may stand side by side.
      for (let gone = await files.findOneAndDelete(old); gone; gone = await files.findOneAndDelete(old))
        await removeById(gone._id)
      return (await find(digest)) === null
    },
    async sweepUnfinished(before) {
      for await (const upload of uploads.find({ startedAt: { $lt: before } })) await sweep(upload._id)
    },
  }
}

type FileId = mongoose.mongo.ObjectId

interface GridFile {
  _id: FileId
  filename: string
  length: number
  metadata?: { storedAt: Date }
}

interface Upload {
  _id: FileId
  startedAt: Date
}
