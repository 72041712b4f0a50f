import { hash } from 'node:crypto'
import { beyond } from './beyond.js'
import type { Dataset, RdfTerm, Statement } from './toDataset.js'

/**
 * The canonical N-Quads of a dataset (RDF Dataset Canonicalization 1.0, 4.4.3) in which each blank node is told apart by
 * what stands directly around it; undefined where two look alike.
 */
export function canonicalLines(dataset: Dataset): string | undefined {
  return labelledLines(dataset) ?? labelledLines(saidOnce(inOne(dataset)))
}

/** The same dataset as N-Quads in which each blank node has a name, but not yet its canonical one. */
export function namedLines(dataset: Dataset): string {
  const { subjects, blankNodes } = saidOnce(inOne(dataset))
  const names = Array.from({ length: blankNodes }, (_, n) => `_:b${n}`)
  const lines = [...subjects].flatMap(([subject, statements]) =>
    statements.map(statement => nameOf(subject, names) + restOf(statement, names)),
  )
  return lines.join('')
}

/** Undefined also where something is said twice. */
function labelledLines(dataset: Dataset): string | undefined {
  const all = [dataset, ...dataset.parts]
  const hashes = all.map((each, i) => (i === 0 ? hashesOf(each) : prepared(each).hashes))
  const labels = labelsOf(hashes)
  if (!labels || isSharing(all)) return undefined
  const blocks: string[] = []
  for (const [i, each] of all.entries()) {
    if (i > 0) blocks.push(...prepared(each).blocks)
    for (const [subject, statements] of i > 0 ? prepared(each).labelled : each.subjects) {
      const block = blockOf(subject, statements, labels[i]!)
      if (block === undefined) return undefined
      blocks.push(block)
    }
  }
  // All lines of a subject stand together: what follows a subject is a blank, which comes before any letter of a name.
  return blocks.sort().join('')
}

/** Undefined where something stands twice. */
function blockOf(subject: RdfTerm, statements: Statement[], labels: string[]): string | undefined {
  const rests = statements.map(statement => restOf(statement, labels)).sort()
  for (let i = 1; i < rests.length; i++) if (rests[i] === rests[i - 1]) return undefined
  const name = nameOf(subject, labels)
  return name + rests.join(name)
}

/** The order of the hashes (idem, 4.4.3, 4) is the order of the labels. */
function labelsOf(hashes: string[][]): string[][] | undefined {
  const all = hashes.flat()
  const order = new Map(all.toSorted().map((each, i) => [each, i]))
  return order.size === all.length ? hashes.map(own => own.map(each => `_:c14n${order.get(each)}`)) : undefined
}

function hashesOf({ subjects, blankNodes }: Dataset): string[] {
  return linesAround(subjects, blankNodes).map(lines => hash('sha256', lines.sort().join('')))
}

/** What of a constant part is the same in every whole. */
interface Prepared {
  hashes: string[]
  /** Of the subjects whose lines name no blank node. */
  blocks: string[]
  labelled: [RdfTerm, Statement[]][]
}
const preparations = new WeakMap<Dataset, Prepared>()

function prepared(part: Dataset): Prepared {
  const known = preparations.get(part)
  if (known) return known
  const once = saidOnce(part)
  const entries = [...once.subjects]
  const labelled = entries.filter(hasBlank)
  const blocks = entries.filter(entry => !hasBlank(entry)).map(([subject, said]) => blockOf(subject, said, [])!)
  const made = { hashes: hashesOf(once), blocks, labelled }
  preparations.set(part, made)
  return made
}

function hasBlank([subject, statements]: [RdfTerm, Statement[]]): boolean {
  const isBlank = ({ object, graph }: Statement) => typeof object === 'number' || graph !== undefined
  return typeof subject === 'number' || statements.some(isBlank)
}

/** Whether two of them speak of the same named subject. */
function isSharing(datasets: Dataset[]): boolean {
  if (datasets.length === 1) return false
  const named = datasets.flatMap(({ subjects }) => [...subjects.keys()].filter(subject => typeof subject === 'string'))
  return new Set(named).size < named.length
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

/** The parts in the whole, their blank nodes numbered on. */
function inOne({ subjects, blankNodes, parts }: Dataset): Dataset {
  const whole = new Map(subjects)
  let count = blankNodes
  for (const part of parts) {
    const from = count
    const on = (term: RdfTerm) => (typeof term === 'number' ? term + from : term)
    for (const [subject, statements] of part.subjects) {
      const moved = statements.map(({ predicate, object, graph }) => {
        return { predicate, object: on(object), graph: graph === undefined ? undefined : graph + from }
      })
      whole.set(on(subject), [...(whole.get(on(subject)) ?? []), ...moved])
    }
    count += part.blankNodes
  }
  return { subjects: whole, blankNodes: count, parts: [] }
}

function saidOnce({ subjects, blankNodes }: Dataset): Dataset {
  const once = [...subjects].map(([subject, statements]) => [subject, withoutRepetition(statements)] as const)
  return { subjects: new Map(once), blankNodes, parts: [] }
}

/**
 * Until they are written, the library tells 1 from "1" as an integer, and 0.1 + 0.2 from 0.3; and it writes an empty
 * list as often as it stands there.
 */
const MAY_STAND_TWICE = /^"(true|false|-?[\d.]+(E-?\d+)?)"\^\^|^<[^>]*#nil>$/

function withoutRepetition(statements: Statement[]): Statement[] {
  const seen = new Map<string, Statement>()
  for (const statement of statements) {
    const { predicate, object, graph } = statement
    const key = `${predicate}${object} ${graph}`
    if (seen.has(key) && MAY_STAND_TWICE.test(String(object))) beyond('a number or an empty list said twice')
    seen.set(key, statement)
  }
  return [...seen.values()]
}
