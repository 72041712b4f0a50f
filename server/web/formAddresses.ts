import { Router } from 'express'
import type { DeclaredRoute, GuardedRouter } from './router.js'

/**
 * A form that was rejected stands at the address that it was sent to. Whoever comes back there (reloading on a phone,
 * switching the language, signing in again) is led to the page that the form belongs to instead of to nothing.
 */
export function formAddresses(rooms: readonly GuardedRouter[]): Router {
  const router = Router()
  const routes = rooms.flatMap(({ routes }) => routes)
  const pages = new Set(routes.flatMap(({ method, path }) => (method === 'get' ? [path] : [])))
  for (const { path } of routes.filter(isForm)) {
    const page = pages.has(path) ? undefined : pageOf(path, pages)
    if (page !== undefined) router.get(path, (req, res) => res.redirect(303, filled(page, req.path)))
  }
  return router
}

const isForm = ({ method, access }: DeclaredRoute) => method === 'post' && access.csrf

/** The one that makes such a thing anew, or the nearest above. */
function pageOf(path: string, pages: ReadonlySet<string>): string | undefined {
  if (pages.has(`${path}/new`)) return `${path}/new`
  for (let above = parentOf(path); above !== ''; above = parentOf(above)) if (pages.has(above)) return above
  return undefined
}

const parentOf = (path: string) => path.slice(0, path.lastIndexOf('/'))

/** The page's own pattern, with what the address has in the same places. */
function filled(page: string, address: string): string {
  const given = address.split('/')
  return page
    .split('/')
    .map((part, i) => given[i] ?? part)
    .join('/')
}
