import { hash } from 'node:crypto'
import type { Quad, Quads, RdfTerm } from './toQuads.js'

/**
 * The canonical N-Quads of a dataset (RDF Dataset Canonicalization 1.0, 4.4.3) in which each blank node is told apart by
 * what stands directly around it; undefined where two look alike, or where a line stands twice.
 */
export function canonicalLines({ quads, blankNodes }: Quads): string | undefined {
  const labels = labelsOf(quads, blankNodes)
  if (!labels) return undefined
  const name = (term: RdfTerm) => (typeof term === 'number' ? labels[term]! : term)
  const lines = quads.map(quad => line(quad, name)).sort()
  return lines.some((each, i) => each === lines[i + 1]) ? undefined : lines.join('')
}

function labelsOf(quads: Quad[], blankNodes: number): string[] | undefined {
  const hashes = around(quads, blankNodes).map(lines => hash('sha256', lines.sort().join('')))
  const order = new Map(hashes.toSorted().map((each, i) => [each, i]))
  return order.size === blankNodes ? hashes.map(each => `_:c14n${order.get(each)}`) : undefined
}

/** For each blank node the lines that it stands in, in which it is `a` and every other one is `z` (idem, 4.6). */
function around(quads: Quad[], blankNodes: number): string[][] {
  const lines = Array.from({ length: blankNodes }, (): string[] => [])
  for (const quad of quads) {
    const { subject, object, graph } = quad
    const blanks = [subject, object, graph].filter(term => typeof term === 'number')
    for (const blank of new Set(blanks))
      lines[blank]!.push(line(quad, term => (typeof term === 'number' ? (term === blank ? '_:a' : '_:z') : term)))
  }
  return lines
}

function line({ subject, predicate, object, graph }: Quad, name: (term: RdfTerm) => string): string {
  const context = graph === undefined ? '' : ` ${name(graph)}`
  return `${name(subject)}${predicate}${name(object)}${context} .\n`
}
