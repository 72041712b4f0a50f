import type { Agent } from '../support/signIn.js'

/** Many pages differ only in whom or what they show; so many of each kind are enough. */
const OF_A_KIND = 3

export interface Visited {
  path: string
  status: number
}

/** Goes wherever links lead from `start`. */
export async function crawl(agent: Agent, start: string): Promise<Visited[]> {
  const queue = [start]
  const known = new Set(queue)
  const kinds = new Map<string, number>()
  const visited: Visited[] = []
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const { status, text = '' } = await agent.get(path).redirects(2)
    visited.push({ path, status })
    for (const link of linksIn(text)) {
      const kind = kindOf(link)
      const seen = kinds.get(kind) ?? 0
      if (known.has(link) || seen >= OF_A_KIND) continue
      kinds.set(kind, seen + 1)
      known.add(link)
      queue.push(link)
    }
  }
  return visited
}

const linksIn = (html: string): string[] =>
  [...html.matchAll(/(?:href|src)="(\/[^"]*)/g)]
    .map(([, link]) => link!.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&').replace(/#.*/, ''))
    .filter(link => !link.startsWith('/language/') && !link.startsWith('/assets/'))

/** `/people/signe` and `/people/hannah` are of one kind, and so are a list's pages and filters. */
function kindOf(link: string): string {
  const { pathname, searchParams } = new URL(link, 'http://here')
  const [, room, , ...rest] = pathname.split('/')
  const parts = rest.map(part => (/[0-9]/.test(part) ? ':id' : part))
  return [room, ...parts, ...searchParams.keys()].join('/') + (pathname.split('/').length > 2 ? '' : pathname)
}
