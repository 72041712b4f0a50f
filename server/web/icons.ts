import { readFileSync } from 'node:fs'
import { inProject } from './paths.js'

const drawn = new Map<string, string>()

/** The paths of a Lucide icon, to be set in a 24 by 24 view box. Throws for a name that Lucide does not have. */
export function iconPaths(name: string): string {
  const known = drawn.get(name)
  if (known) return known
  if (!/^[a-z0-9-]+$/.test(name)) throw new Error(`No icon ${name}`)
  const svg = readFileSync(inProject('node_modules/lucide-static/icons', `${name}.svg`), 'utf8')
  const paths = svg
    .slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'))
    .replace(/\s+/g, ' ')
    .trim()
  drawn.set(name, paths)
  return paths
}

/** Always beside words, so hidden from those who listen. */
export function iconSvg(name: string): string {
  return `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${iconPaths(name)}</svg>`
}
