import { PassThrough, type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import busboy from 'busboy'
import type { Request } from 'express'
import { Invalid } from '../shared/errors.js'
import type { RawForm } from '../shared/forms.js'

const LARGEST_FIELD_BYTES = 1024 * 1024
const MOST_FIELDS = 500
const MOST_FILES = 50
const LARGEST_FORM_BYTES = 256 * 1024 * 1024

/** One chosen file, while it arrives. Whoever loses interest may destroy the stream: the rest of the form goes on. */
export interface ArrivingFile {
  field: string
  name: string
  stream: Readable
}

export interface ReceivedForm {
  fields: RawForm
  /** The form was larger than we take: what came before the limit is here, the rest is not. */
  isCut: boolean
}

/** The connection ended in the middle of the form, or what came was no form. */
export class BrokenForm extends Invalid {}

export const isMultipart = (req: Request): boolean => Boolean(req.is('multipart/form-data'))

/**
 * Reads a multipart form as it streams in; a form without files may come urlencoded as well.
 * `take` must handle its own expected failures: what it throws ends the form.
 */
export async function receiveForm(req: Request, take: (file: ArrivingFile) => Promise<void>): Promise<ReceivedForm> {
  if (!isMultipart(req)) return { fields: (req.body ?? {}) as RawForm, isCut: false }
  const fields: RawForm = {}
  const taken: Promise<void>[] = []
  const parser = parserFor(req)
  parser.on('field', (name, value) => addField(fields, name, value))
  parser.on('file', (field, stream, { filename }) => {
    // A file input that was left alone comes as a file without name and content.
    if (!filename) stream.resume()
    else taken.push(settled(take({ field, name: filename, stream: detached(stream) })))
  })
  try {
    const isCut = await parse(req, parser)
    await Promise.all(taken)
    // Should the form not be taken after all, what was written in it can be shown.
    req.body = fields
    return { fields, isCut }
  } finally {
    // When it broke off, those who were reading clear up behind themselves first.
    await Promise.allSettled(taken)
  }
}

const LIMITS = { fieldSize: LARGEST_FIELD_BYTES, fields: MOST_FIELDS, files: MOST_FILES }

/** Throws BrokenForm where the form does not say how it is put together. */
export function parserFor({ headers }: Pick<Request, 'headers'>, limits: busboy.Limits = LIMITS): busboy.Busboy {
  try {
    return busboy({ headers, defParamCharset: 'utf8', limits })
  } catch (error) {
    throw new BrokenForm(`The form does not say where its parts end: ${error}`)
  }
}

/** True when the form went past the limit. Waits for nothing but the form itself. */
async function parse(req: Request, parser: busboy.Busboy): Promise<boolean> {
  try {
    await pipeline(req, upTo(LARGEST_FORM_BYTES), parser)
    return false
  } catch (error) {
    if (error instanceof FormTooLarge) return true
    throw new BrokenForm(`The form did not arrive whole: ${error}`)
  }
}

class FormTooLarge extends Error {}

function upTo(limit: number): Transform {
  let length = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.length
      if (length > limit) done(new FormTooLarge())
      else done(null, chunk)
    },
  })
}

export function addField(fields: RawForm, name: string, value: string): void {
  const before = Object.hasOwn(fields, name) ? fields[name] : undefined
  const next = before === undefined ? value : [before, value].flat()
  Object.defineProperty(fields, name, { value: next, enumerable: true, configurable: true, writable: true })
}

/** The parser stops for good when one of its own streams is destroyed; this one may be. */
function detached(file: Readable): Readable {
  const stream = new PassThrough()
  file.on('error', error => stream.destroy(error))
  stream.on('close', () => {
    file.unpipe(stream)
    file.resume()
  })
  // Its failure is told to whoever reads it; with no reader left it must not end the process.
  stream.on('error', () => {})
  return file.pipe(stream)
}

/** Its failure is awaited later; until then it must not count as unhandled. */
function settled(work: Promise<void>): Promise<void> {
  work.catch(() => {})
  return work
}
