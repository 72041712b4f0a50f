import type { APIRequestContext } from 'playwright-core'
import type { DeclaredRoute } from '../../server/web/router.js'

/** Many pages differ only in whom or what they show; so many links to each are followed. */
const LINKS_OF_A_KIND = 4

export interface FoundPage {
  path: string
  /** The pattern of the route that answered. */
  route: string
  /** Pages of one kind share a route, the names in their query, and the forms that they offer. */
  kind: string
}

export interface Crawled {
  pages: FoundPage[]
  /** Patterns of all routes that a link led to, pages or not. */
  reached: Set<string>
  broken: string[]
}

/** Breadth first, wherever links lead from `start`, as whoever this browser is signed in as. */
export async function crawlPages(request: APIRequestContext, routes: DeclaredRoute[], start: string): Promise<Crawled> {
  const get = routeFinder(routes, 'get')
  const post = routeFinder(routes, 'post')
  const crawled: Crawled = { pages: [], reached: new Set(), broken: [] }
  const queue = [start]
  const known = new Set(queue)
  const followed = new Map<string, number>()
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const answer = await request.get(path, { headers: { accept: 'text/html' } })
    const route = get(answer.url())
    if (route) crawled.reached.add(route)
    if (answer.status() >= 400) crawled.broken.push(`${path}: ${answer.status()}`)
    if (!route || !answer.ok() || !answer.headers()['content-type']?.startsWith('text/html')) continue
    const html = await answer.text()
    crawled.pages.push({ path, route, kind: [addressKind(route, path), ...formsIn(html, post)].join(' ') })
    for (const link of linksIn(html)) {
      const kind = addressKind(get(link) ?? link, link)
      const times = followed.get(kind) ?? 0
      if (known.has(link) || times >= LINKS_OF_A_KIND) continue
      followed.set(kind, times + 1)
      known.add(link)
      queue.push(link)
    }
  }
  return crawled
}

/** Answers the pattern of the first route of this method that takes an address, as Express would choose it. */
export function routeFinder(routes: DeclaredRoute[], method: DeclaredRoute['method']) {
  const known = routes.filter(route => route.method === method).map(({ path }) => ({ path, takes: asRegExp(path) }))
  return (address: string): string | undefined => {
    const { pathname } = new URL(address, 'http://here')
    return known.find(({ takes }) => takes.test(pathname))?.path
  }
}

export const asRegExp = (pattern: string) =>
  new RegExp(`^${pattern.replace(/[.]/g, '\\$&').replace(/:\w+/g, '[^/]+?')}/?$`, 'i')

/** A part of a workspace is a page of its own; other values in an address only choose what is shown or listed. */
function addressKind(route: string, address: string): string {
  const { pathname, searchParams } = new URL(address, 'http://here')
  const part = route.endsWith('/:section') ? pathname.split('/').at(-1) : searchParams.get('part')
  return [route, ...[...searchParams.keys()].sort(), ...(part ? [part] : [])].join(' ')
}

const linksIn = (html: string): string[] =>
  [...html.matchAll(/(?:href|src)="(\/[^"]*)"/g)]
    .map(([, link]) => link!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=').replace(/#.*/, ''))
    .filter(link => !link.startsWith('/language/') && !link.startsWith('/assets/'))

function formsIn(html: string, post: (address: string) => string | undefined): string[] {
  const actions = [...html.matchAll(/<form[^>]* action="(\/[^"]*)"/g)].map(([, action]) => post(action!) ?? 'get')
  return [...new Set(actions)].sort()
}
