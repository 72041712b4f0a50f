import { InvalidQuery } from './imsx.js'

const DEFAULT_LIMIT = 50
export const LARGEST_LIMIT = 100
const LARGEST_OFFSET = 100_000

export interface Window {
  limit: number
  offset: number
  since?: Date
}

/** `limit`, `offset` and `since` of getCredentials (Open Badges 3.0, 6.3.1). Throws InvalidQuery. */
export function parseWindow(query: Record<string, unknown>): Window {
  const limit = wholeNumber(query, 'limit', DEFAULT_LIMIT, 1)
  const offset = wholeNumber(query, 'offset', 0, 0)
  if (offset > LARGEST_OFFSET) throw new InvalidQuery('offset is too large', 'offset')
  const since = query.since === undefined ? undefined : instant(query.since)
  return { limit: Math.min(limit, LARGEST_LIMIT), offset, ...(since && { since }) }
}

function wholeNumber(query: Record<string, unknown>, name: string, fallback: number, least: number): number {
  const text = query[name]
  if (text === undefined) return fallback
  if (typeof text !== 'string' || !/^\d{1,9}$/.test(text) || Number(text) < least)
    throw new InvalidQuery(`${name} must be a whole number from ${least} upwards`, name)
  return Number(text)
}

const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/

function instant(text: unknown): Date {
  // A plus sign that nobody encoded arrives as a space.
  const written = typeof text === 'string' ? text.replace(' ', '+') : ''
  if (!DATE_TIME.test(written) || Number.isNaN(Date.parse(written)))
    throw new InvalidQuery('since must be a date and time with its zone', 'since')
  return new Date(written)
}

/**
 * The Link header where the answer is not complete (RFC 8288; Open Badges 3.0, 6.3.1.1): first and last always, next
 * while there is one, prev from the second page on. Undefined where everything is in the answer.
 */
export function linkHeader(address: string, { limit, offset, since }: Window, total: number): string | undefined {
  if (offset === 0 && total <= limit) return undefined
  const at = (start: number) => {
    const query = new URLSearchParams({ limit: String(limit), offset: String(start) })
    if (since) query.set('since', since.toISOString())
    return `<${address}?${query}>`
  }
  const last = total === 0 ? 0 : Math.floor((total - 1) / limit) * limit
  const links = [
    ...(offset + limit < total ? [`${at(offset + limit)}; rel="next"`] : []),
    `${at(last)}; rel="last"`,
    `${at(0)}; rel="first"`,
    ...(offset > 0 ? [`${at(Math.max(0, offset - limit))}; rel="prev"`] : []),
  ]
  return links.join(', ')
}
