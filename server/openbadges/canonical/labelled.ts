import { hash } from 'node:crypto'
import { beyond } from './beyond.js'
import type { Dataset, RdfTerm, Statement } from './toDataset.js'

/**
 * The canonical N-Quads of a dataset (RDF Dataset Canonicalization 1.0, 4.4.3) in which each blank node is told apart by
 * what stands directly around it; undefined where two look alike.
 */
export function canonicalLines(dataset: Dataset): string | undefined {
  return labelledLines(dataset) ?? labelledLines(saidOnce(dataset))
}

/** Undefined also where something is said twice. */
function labelledLines({ subjects, blankNodes }: Dataset): string | undefined {
  const labels = labelsOf(subjects, blankNodes)
  if (!labels) return undefined
  const blocks: string[] = []
  for (const [subject, statements] of subjects) {
    const rests = statements.map(statement => restOf(statement, labels)).sort()
    for (let i = 1; i < rests.length; i++) if (rests[i] === rests[i - 1]) return undefined
    const name = nameOf(subject, labels)
    blocks.push(name + rests.join(name))
  }
  // All lines of a subject stand together: what follows a subject is a blank, which comes before any letter of a name.
  return blocks.sort().join('')
}

/** The order of their hashes (idem, 4.4.3, 4) is the order of the labels. */
function labelsOf(subjects: Dataset['subjects'], blankNodes: number): string[] | undefined {
  const hashes = linesAround(subjects, blankNodes).map(lines => hash('sha256', lines.sort().join('')))
  const order = new Map(hashes.toSorted().map((each, i) => [each, i]))
  return order.size === blankNodes ? hashes.map(each => `_:c14n${order.get(each)}`) : undefined
}

/** For each blank node the lines that it stands in, in which it is `a` and every other one is `z` (idem, 4.6). */
function linesAround(subjects: Dataset['subjects'], blankNodes: number): string[][] {
  const lines = Array.from({ length: blankNodes }, (): string[] => [])
  const names = Array.from({ length: blankNodes }, () => '_:z')
  for (const [subject, statements] of subjects) {
    for (const statement of statements) {
      const { object, graph } = statement
      for (const blank of [subject, object, graph]) {
        if (typeof blank !== 'number') continue
        names[blank] = '_:a'
        lines[blank]!.push(nameOf(subject, names) + restOf(statement, names))
        names[blank] = '_:z'
      }
    }
  }
  return lines
}

/** `names`: what each blank node is called. */
function nameOf(term: RdfTerm, names: string[]): string {
  return typeof term === 'number' ? names[term]! : term
}

function restOf({ predicate, object, graph }: Statement, names: string[]): string {
  const context = graph === undefined ? '' : ` ${names[graph]}`
  return `${predicate}${nameOf(object, names)}${context} .\n`
}

function saidOnce({ subjects, blankNodes }: Dataset): Dataset {
  const once = [...subjects].map(([subject, statements]) => [subject, withoutRepetition(statements)] as const)
  return { subjects: new Map(once), blankNodes }
}

/** Until they are written, the library tells 1 from "1" as an integer, and 0.1 + 0.2 from 0.3. */
const MAY_BE_A_NUMBER = /^"(true|false|-?[\d.]+(E-?\d+)?)"\^\^/

function withoutRepetition(statements: Statement[]): Statement[] {
  const seen = new Map<string, Statement>()
  for (const statement of statements) {
    const { predicate, object, graph } = statement
    const key = `${predicate}${object} ${graph}`
    if (seen.has(key) && MAY_BE_A_NUMBER.test(String(object))) beyond('a number said twice')
    seen.set(key, statement)
  }
  return [...seen.values()]
}
