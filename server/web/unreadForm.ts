import type { Request } from 'express'
import type { RawForm } from '../shared/forms.js'
import { addField, parserFor } from './multipart.js'

/** What is read of a form that is refused before anybody has read it: from whoever sends it, signed in or not. */
export interface ReadingLimits {
  /** Of the whole form, files included. */
  bytes: number
  /** Of all fields together, as of a form without files. */
  fieldBytes: number
  fields: number
  files: number
  milliseconds: number
}

const LIMITS: ReadingLimits = {
  bytes: 16 * 1024 * 1024,
  fieldBytes: 1024 * 1024,
  fields: 500,
  files: 10,
  milliseconds: 10_000,
}

export interface ChosenFile {
  field: string
  name: string
}

export interface UnreadForm {
  fields: RawForm
  /** What was chosen, by name only: the files themselves run through and are kept nowhere. */
  files: ChosenFile[]
}

/** The fields of a multipart form, as far as they arrive within the limits; never fails. */
export async function readUnread(req: Request, limits: ReadingLimits = LIMITS): Promise<UnreadForm> {
  const read: UnreadForm = { fields: {}, files: [] }
  let [bytes, fieldBytes, isOver] = [0, 0, false]
  const parser = begun(req, limits)
  if (!parser) return read
  parser.on('field', (name, value, { valueTruncated }) => {
    fieldBytes += name.length + value.length
    if (!isOver && fieldBytes <= limits.fieldBytes && !valueTruncated) addField(read.fields, name, value)
  })
  parser.on('file', (field, stream, { filename }) => {
    if (filename) read.files.push({ field, name: filename })
    stream.resume()
  })

  await new Promise<void>(resolve => {
    const timer = setTimeout(end, limits.milliseconds)
    const count = (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > limits.bytes) end()
    }
    function end(): void {
      isOver = true
      clearTimeout(timer)
      req.off('data', count)
      req.unpipe(parser)
      // What is still on its way belongs to no request that anybody waits for.
      if (!req.readableEnded) req.res?.set('Connection', 'close')
      resolve()
    }
    parser.once('close', end).once('error', end)
    req.once('close', end).once('error', end)
    req.on('data', count).pipe(parser)
  })
  return read
}

function begun(req: Request, { fieldBytes, fields, files }: ReadingLimits) {
  try {
    return parserFor(req, { fieldSize: fieldBytes, fields, files })
  } catch {
    return undefined
  }
}
