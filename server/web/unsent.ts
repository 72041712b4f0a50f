import type { Request } from 'express'

/** From so many characters on somebody thought about it; shorter values are chosen, not written. */
const WRITTEN_FROM = 40
const SECRET = /password|secret|token/i

interface Field {
  name: string
  value: string
}

/** A form that could not be taken: what was written in it, and all it takes to send it once more. */
export interface Unsent {
  action: string
  written: (Field & { position: number })[]
  rest: Field[]
}

/**
 * Undefined where nothing was written, or where the form came from another site: what a stranger sends must not stand
 * on a page of ours beside a token. Nothing of it is stored: it stays with the one who wrote it.
 */
export function unsentIn(req: Request): Unsent | undefined {
  if (req.method !== 'POST' || !req.is('urlencoded') || !isFromHere(req)) return undefined
  const fields = fieldsOf((req.body ?? {}) as object).filter(({ name }) => name !== '_csrf')
  const written = fields.filter(isWritten).map((field, index) => ({ ...field, position: index + 1 }))
  if (written.length === 0 || fields.some(({ name }) => SECRET.test(name))) return undefined
  return { action: req.originalUrl, written, rest: fields.filter(field => !isWritten(field)) }
}

const isWritten = ({ value }: Field) => value.length >= WRITTEN_FROM || value.includes('\n')

/** Browsers name the site that a form is sent from. */
function isFromHere(req: Request): boolean {
  const origin = req.get('origin')
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === req.get('host')
}

const fieldsOf = (body: object): Field[] =>
  Object.entries(body).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap(each => (typeof each === 'string' ? [{ name, value: each }] : [])),
  )
