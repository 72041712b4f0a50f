import { createHash } from 'node:crypto'
import type { Clock } from '../platform/clock.js'
import type { FileStore } from '../platform/files.js'
import type { Jobs } from '../platform/jobs.js'
import { readInProcess } from './readInProcess.js'
import type { FileReading } from './reading.js'
import type { ReadingStore, StoredReading } from './readingStore.js'
import { readText } from './readText.js'
import type { Replacement } from './redact.js'

/** Counts up when a file would be read or cleaned in another way than before. */
const RULES = 1
/** Longer texts are left to a process of their own. */
const LONGEST_READ_HERE = 1024 * 1024
const JOB = 'preflight.read'

export interface FileToRead {
  digest: string
  mediaType: string
  length: number
}

export interface ReadingDeps {
  readings: ReadingStore
  files: FileStore
  jobs: Jobs
  clock: Clock
}

/** Reads each file once, however often it is asked for, and keeps its clean copy. */
export function fileReadings({ readings, files, jobs, clock }: ReadingDeps) {
  const underWay = new Map<string, Promise<StoredReading>>()
  jobs.handle(JOB, async ({ file, replacements }: { file: FileToRead; replacements: Replacement[] }) => {
    await of(file, replacements)
  })

  async function of(file: FileToRead, replacements: Replacement[]): Promise<StoredReading> {
    const key = keyOf(file, replacements)
    const known = (await readings.many([key])).get(key)
    if (known) return known
    const reading = underWay.get(key) ?? readNow(key, file, replacements).finally(() => underWay.delete(key))
    underWay.set(key, reading)
    return reading
  }

  async function readNow(key: string, file: FileToRead, replacements: Replacement[]): Promise<StoredReading> {
    // Nothing is remembered of bytes that are not there: they may arrive yet.
    if (!(await files.stat(file.digest)))
      return { key, digest: file.digest, passages: [], notes: ['broken'], usedAt: clock.now() }
    const { clean, ...reading } = await readBytes(file, replacements)
    const isChanged = clean !== undefined && sha256(clean) !== file.digest
    const copy = isChanged ? await files.storeBytes(clean) : undefined
    const stored = { key, digest: file.digest, ...reading, ...(copy && { clean: copy }), usedAt: clock.now() }
    await readings.keep(stored)
    return stored
  }

  async function readBytes({ digest, mediaType, length }: FileToRead, replacements: Replacement[]) {
    // Pictures were drawn anew when they arrived: nothing but their pixels is left.
    if (mediaType.startsWith('image/')) return { passages: [], notes: ['picturesUnread'] } satisfies FileReading
    if (mediaType.startsWith('text/') && length <= LONGEST_READ_HERE)
      return readText(await files.read(digest), replacements)
    return readInProcess(() => files.open(digest), { mediaType, replacements })
  }

  return {
    of,
    /** Those that are read already; the others are read in the background, and will be there another time. */
    async known(wanted: FileToRead[], replacements: Replacement[]): Promise<Map<string, StoredReading>> {
      const keys = new Map(wanted.map(file => [file.digest, keyOf(file, replacements)]))
      const found = await readings.many([...keys.values()])
      for (const file of wanted) {
        const key = keys.get(file.digest)!
        if (!found.has(key)) await jobs.enqueue({ key: `${JOB}:${key}`, kind: JOB, payload: { file, replacements } })
      }
      return new Map([...keys].flatMap(([digest, key]) => (found.has(key) ? [[digest, found.get(key)!] as const] : [])))
    },
  }
}

/** Replacements leave no trace in files in which nothing can be replaced. */
function keyOf({ digest, mediaType }: FileToRead, replacements: Replacement[]): string {
  const put = canReplaceIn(mediaType) ? replacements : []
  return sha256(Buffer.from(JSON.stringify([RULES, digest, mediaType, put])))
}

/** Text and Office documents; a page of a PDF is a drawing, and a recording is a recording. */
export const canReplaceIn = (mediaType: string): boolean =>
  mediaType.startsWith('text/') || /opendocument|openxmlformats/.test(mediaType)

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
