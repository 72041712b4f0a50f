import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { FileTypeParser } from 'file-type'
import type { StagedFile } from '../platform/files.js'
import { Refused } from './accepted.js'
import { type ArchiveAccount, officeType } from './officeType.js'
import { typeFromSignature } from './signature.js'
import { markedEncoding, refuseActiveText, type TextEncodingName, textDetector } from './textCheck.js'
import {
  contentOffset,
  findZipEnd,
  readZipDirectory,
  ZIP_LOCAL_HEADER_BYTES,
  ZIP_TAIL_BYTES,
  type ZipEntry,
} from './zip.js'

const START_BYTES = 4096
const LARGEST_DIRECTORY_BYTES = 4 * 1024 * 1024
const LARGEST_ACCOUNT_BYTES = 1024 * 1024
const TIME_LIMIT_MS = 5_000

export type Inspected = { mediaType: string } | { encoding: TextEncodingName }

type Staged = Pick<StagedFile, 'length' | 'open'>

/** What the bytes are, whatever their name says. Throws Refused. */
export async function inspect(file: Staged): Promise<Inspected> {
  if (file.length === 0) throw new Refused('empty')
  const start = await read(file, 0, START_BYTES)
  if (isZip(start)) return { mediaType: officeType(await archiveAccount(file)) }
  // The mark of UTF-16 is also how some sound begins: only one of them reads as text.
  if (markedEncoding(start)) return { encoding: await textEncoding(file, start) }
  const mediaType = typeFromSignature(await signatureOf(file), start)
  if (mediaType) return { mediaType }
  return { encoding: await textEncoding(file, start) }
}

const isZip = (start: Buffer) => start.subarray(0, 2).toString('latin1') === 'PK'

async function signatureOf(file: Staged): Promise<string | undefined> {
  const bytes = file.open()
  try {
    return (await new FileTypeParser({ signal: AbortSignal.timeout(TIME_LIMIT_MS) }).fromStream(bytes))?.mime
  } catch {
    // A file that ends in the middle of its own header has no type that we could name.
    return undefined
  } finally {
    bytes.destroy()
  }
}

async function textEncoding(file: Staged, start: Buffer): Promise<TextEncodingName> {
  const detector = textDetector(start)
  for await (const chunk of file.open() as AsyncIterable<Buffer>) detector.add(chunk)
  const encoding = detector.encoding()
  if (!encoding) throw new Refused('unknown')
  refuseActiveText(new TextDecoder(encoding).decode(start))
  return encoding
}

async function archiveAccount(file: Staged): Promise<ArchiveAccount> {
  const entries = await zipEntries(file)
  const text = async (name: string) => {
    const entry = entries.find(candidate => candidate.name === name)
    return entry ? await entryText(file, entry) : ''
  }
  return {
    names: entries.map(entry => entry.name),
    isEncrypted: entries.some(entry => entry.isEncrypted),
    mimetype: await text('mimetype'),
    manifest: await text('META-INF/manifest.xml'),
    contentTypes: await text('[Content_Types].xml'),
  }
}

async function zipEntries(file: Staged): Promise<ZipEntry[]> {
  const end = findZipEnd(await read(file, Math.max(0, file.length - ZIP_TAIL_BYTES), file.length))
  if (!end || end.directoryLength > LARGEST_DIRECTORY_BYTES) throw new Refused('archive')
  return readZipDirectory(await read(file, end.directoryOffset, end.directoryOffset + end.directoryLength))
}

const inflate = promisify(inflateRaw) as (bytes: Buffer, limits: { maxOutputLength: number }) => Promise<Buffer>

/** Small files only: an archive that says more than this about itself is not an office document. */
async function entryText(file: Staged, entry: ZipEntry): Promise<string> {
  if (entry.isEncrypted) return ''
  if (entry.compressedLength > LARGEST_ACCOUNT_BYTES) throw new Refused('archive')
  const header = await read(file, entry.offset, entry.offset + ZIP_LOCAL_HEADER_BYTES)
  if (header.length < ZIP_LOCAL_HEADER_BYTES) throw new Refused('broken')
  const start = contentOffset(entry, header)
  const bytes = await read(file, start, start + entry.compressedLength)
  if (entry.method === 0) return bytes.toString('utf8')
  try {
    return (await inflate(bytes, { maxOutputLength: LARGEST_ACCOUNT_BYTES })).toString('utf8')
  } catch {
    throw new Refused('broken')
  }
}

async function read(file: Staged, start: number, end: number): Promise<Buffer> {
  return Buffer.concat(await (file.open({ start, end }) as Readable).toArray())
}
