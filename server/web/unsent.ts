import type { Request } from 'express'
import { isMultipart } from './multipart.js'
import { type ChosenFile, readUnread } from './unreadForm.js'

/** Somebody thought about several words, and about so many characters; shorter values are chosen, not written. */
const WRITTEN_FROM = 40
const FULL_LINE = 70
const LONGEST_FILE_NAME = 120
const CHOSEN = '_chosen'
const SECRET = /password|secret|token/i

interface Field {
  name: string
  value: string
}

/** A form that could not be taken: what was written in it, and all it takes to send it once more. */
export interface Unsent {
  action: string
  /** Chosen beside it, by the field: files are not kept, so they are chosen again. */
  files: { field: string; names: string; isSeveral: boolean }[]
  /** Where it goes with files, but for the token. */
  actionWithFiles: string
  written: (Field & { position: number; rows: number })[]
  rest: Field[]
}

/**
 * Undefined where nothing was written, or where the form came from another site: what a stranger sends must not stand
 * on a page of ours beside a token. Nothing of it is stored: it stays with the one who wrote it.
 */
export async function unsentIn(req: Request): Promise<Unsent | undefined> {
  if (req.method !== 'POST' || !isFromHere(req)) return undefined
  const { body, files } = await bodyOf(req)
  const fields = fieldsIn(body).filter(({ name }) => name !== '_csrf' && name !== CHOSEN)
  const written = fields
    .filter(isWritten)
    .map((field, index) => ({ ...field, position: index + 1, rows: rowsFor(field) }))
  if (written.length === 0 || fields.some(({ name }) => SECRET.test(name))) return undefined
  const action = withoutToken(req.originalUrl)
  return {
    ...{ action, actionWithFiles: `${action}${action.includes('?') ? '&' : '?'}_csrf=` },
    ...{ files: [...byField(files), ...chosenBefore(body)], written, rest: fields.filter(field => !isWritten(field)) },
  }
}

/** A form with files may have been refused before it was read. */
async function bodyOf(req: Request): Promise<{ body: object; files: ChosenFile[] }> {
  if (isMultipart(req) && req.body === undefined && !req.readableDidRead) {
    const { fields, files } = await readUnread(req)
    return { body: fields, files }
  }
  const isForm = req.is('urlencoded') || isMultipart(req)
  return { body: isForm ? ((req.body ?? {}) as object) : {}, files: [] }
}

/** The page itself sends no files, but goes on saying which there were. */
const chosenBefore = (body: object): Unsent['files'] =>
  fieldsIn(body)
    .filter(({ name, value }) => name === CHOSEN && value.includes(':'))
    .map(({ value }) => {
      const names = value.slice(value.indexOf(':') + 1)
      return { field: value.slice(0, value.indexOf(':')), names, isSeveral: names.includes(', ') }
    })

function byField(files: ChosenFile[]): Unsent['files'] {
  const fields = [...new Set(files.map(({ field }) => field))]
  return fields.map(field => {
    const names = files.filter(file => file.field === field).map(({ name }) => name.slice(0, LONGEST_FILE_NAME))
    return { field, names: names.join(', '), isSeveral: names.length > 1 }
  })
}

/** The token in the address of a form with files goes stale; the page gives it a new one. */
function withoutToken(url: string): string {
  const { pathname, searchParams } = new URL(url, 'http://localhost')
  searchParams.delete('_csrf')
  return searchParams.size > 0 ? `${pathname}?${searchParams}` : pathname
}

const isWritten = ({ value }: Field) => value.length >= WRITTEN_FROM || /\s/.test(value.trim())
const rowsFor = ({ value }: Field) => (value.length > FULL_LINE || value.includes('\n') ? 6 : 2)

/** Browsers name the site that a form is sent from. */
function isFromHere(req: Request): boolean {
  const origin = req.get('origin')
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === req.get('host')
}

const fieldsIn = (body: object): Field[] =>
  Object.entries(body).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap(each => (typeof each === 'string' ? [{ name, value: each }] : [])),
  )
