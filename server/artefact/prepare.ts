import { Readable } from 'node:stream'
import type { StagedFile } from '../platform/files.js'
import { atMost } from '../shared/atMost.js'
import { ACCEPTED, Refused } from './accepted.js'
import { type Inspected, inspect } from './inspect.js'
import { textTypeOf } from './naming.js'
import { drawFirstPage } from './pdfPage.js'
import { cleanPicture, thumbnail } from './picture.js'
import type { TextEncodingName } from './textCheck.js'

/** What becomes of an upload: its true type, other bytes where the ones that came may not stay, and a small picture. */
export interface Prepared {
  mediaType: string
  replacement?: Readable
  thumbnail?: Buffer
}

const PICTURES_AT_ONCE = 2
const inTurn = atMost(PICTURES_AT_ONCE)

/** Throws Refused. */
export async function prepare(file: StagedFile, name: string): Promise<Prepared> {
  const inspected: Inspected = await inspect(file)
  if ('encoding' in inspected) return prepareText(file, inspected.encoding, name)
  const { mediaType } = inspected
  if (mediaType === 'application/pdf') return preparePdf(file)
  if (ACCEPTED[mediaType]!.kind === 'image') return inTurn(() => preparePicture(file, mediaType))
  return { mediaType }
}

/** Text is kept in UTF-8 only, so that it reads the same everywhere. */
function prepareText(file: StagedFile, encoding: TextEncodingName, name: string): Prepared {
  const mediaType = textTypeOf(name)
  if (encoding === 'utf-8') return { mediaType }
  return { mediaType, replacement: Readable.from(toUtf8(file.open(), encoding)) }
}

async function* toUtf8(bytes: Readable, encoding: TextEncodingName): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of bytes as AsyncIterable<Buffer>) yield Buffer.from(decoder.decode(chunk, { stream: true }))
  yield Buffer.from(decoder.decode())
}

/** A page that takes too long to draw is kept without a picture: its reader has a viewer that may do better. */
async function preparePdf(file: StagedFile): Promise<Prepared> {
  const page = await drawFirstPage(() => file.open())
  const mediaType = 'application/pdf'
  if (page.outcome === 'drawn') return { mediaType, thumbnail: await thumbnail(page.picture) }
  if (page.outcome === 'tooHard') return { mediaType }
  throw new Refused(page.outcome)
}

/** The only content that is held whole, two at a time: taking out what the camera wrote needs all of it. */
async function preparePicture(file: StagedFile, mediaType: string): Promise<Prepared> {
  const clean = await cleanPicture(Buffer.concat(await file.open().toArray()), mediaType)
  return { mediaType, replacement: Readable.from([clean]), thumbnail: await thumbnail(clean) }
}
