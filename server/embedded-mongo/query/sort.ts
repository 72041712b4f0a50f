import { type CompareStrings, compareValues } from '../bson/compare.js'
import { type BsonNumber, isNumber, toDouble } from '../bson/numbers.js'
import { type Doc, isDoc } from '../bson/types.js'
import { badValue, MongoFailure } from '../errors.js'
import { someAtPath } from './paths.js'

export interface SortField {
  path: string
  direction: 1 | -1
  /** Sorts by text score, best first, and not by a field. */
  byTextScore?: boolean
}

/** MongoDB's own limit for sorting in memory. */
const SORT_BYTES = 100 * 1024 * 1024

export function parseSort(sort: unknown): SortField[] {
  if (sort === undefined || sort === null) return []
  if (!isDoc(sort)) throw badValue('sort must be a document')
  return Object.keys(sort).map(path => {
    const direction = sort[path]
    if (isDoc(direction) && '$meta' in direction) return { path, direction: -1, byTextScore: true }
    const number = isNumber(direction) ? toDouble(direction as BsonNumber) : 0
    if (number !== 1 && number !== -1)
      throw badValue('$sort key ordering must be 1 (for ascending) or -1 (for descending)')
    return { path, direction: number }
  })
}

/** The value that a document sorts by: of an array the least element, or the greatest when descending. */
export function sortValue(doc: Doc, parts: string[], direction: 1 | -1, strings?: CompareStrings): unknown {
  let found = false
  let best: unknown = null
  const offer = (value: unknown) => {
    const candidate = value === undefined ? null : value
    if (!found || compareValues(candidate, best, strings) * direction < 0) best = candidate
    found = true
    return false
  }
  someAtPath(
    doc,
    parts,
    value => {
      if (!Array.isArray(value)) return offer(value)
      // an empty array sorts below null
      if (value.length === 0) return offerEmpty()
      for (const item of value) offer(item)
      return false
    },
    'whole',
  )
  function offerEmpty(): boolean {
    if (!found || direction > 0) best = undefined
    found = true
    return false
  }
  return best
}

export interface Sortable {
  doc: Doc
  size: number
  score?: number
}

interface Entry<T> {
  values: unknown[]
  item: T
  order: number
}

/** So many documents are sorted in one piece: about a millisecond. */
const RUN = 1_000

/** Collects documents and gives them back in order; with a limit it keeps little more than that many. */
export class Sorter<T extends Sortable> {
  private readonly parts: string[][]
  private readonly runs: Entry<T>[][] = []
  private entries: Entry<T>[] = []
  private bytes = 0
  private count = 0

  constructor(
    private readonly fields: SortField[],
    private readonly strings?: CompareStrings,
    private readonly limit = Number.POSITIVE_INFINITY,
  ) {
    this.parts = fields.map(field => field.path.split('.'))
  }

  add(item: T): void {
    const values = this.fields.map((field, i) =>
      field.byTextScore ? (item.score ?? 0) : sortValue(item.doc, this.parts[i]!, field.direction, this.strings),
    )
    this.entries.push({ values, item, order: this.count++ })
    this.bytes += item.size
    const isKeptWhole = this.limit === Number.POSITIVE_INFINITY
    if (this.bytes > SORT_BYTES || this.entries.length > RUN + (isKeptWhole ? 0 : 2 * this.limit)) this.trim()
    if (this.bytes > SORT_BYTES) throw memoryExceeded()
    if (isKeptWhole && this.entries.length > RUN) this.runs.push(this.entries.splice(0))
  }

  /** One after another, so that whoever reads them can pause. */
  *sorted(): Generator<T> {
    this.trim()
    const compare = (a: Entry<T>, b: Entry<T>) => this.compare(a.values, b.values)
    for (const { item } of mergeAll([...this.runs, this.entries], compare)) yield item
  }

  private trim(): void {
    this.entries.sort((a, b) => this.compare(a.values, b.values) || a.order - b.order)
    if (this.entries.length > this.limit) {
      this.entries.length = this.limit
      this.bytes = this.entries.reduce((sum, entry) => sum + entry.item.size, 0)
    }
  }

  private compare(a: unknown[], b: unknown[]): number {
    for (let i = 0; i < this.fields.length; i++) {
      const order = compareValues(a[i], b[i], this.strings)
      if (order !== 0) return order * this.fields[i]!.direction
    }
    return 0
  }
}

type Compare<T> = (a: T, b: T) => number

function mergeAll<T>(runs: T[][], compare: Compare<T>): Iterable<T> {
  if (runs.length <= 1) return runs[0] ?? []
  const half = runs.length >> 1
  return merge(mergeAll(runs.slice(0, half), compare), mergeAll(runs.slice(half), compare), compare)
}

/** Of equal ones, those of the first come first. */
function* merge<T>(first: Iterable<T>, second: Iterable<T>, compare: Compare<T>): Generator<T> {
  const [left, right] = [first[Symbol.iterator](), second[Symbol.iterator]()]
  let [a, b] = [left.next(), right.next()]
  while (!a.done || !b.done) {
    if (b.done || (!a.done && compare(a.value, b.value) <= 0)) {
      yield a.value as T
      a = left.next()
    } else {
      yield b.value
      b = right.next()
    }
  }
}

const memoryExceeded = () =>
  new MongoFailure(
    292,
    `Sort exceeded memory limit of ${SORT_BYTES} bytes, but the embedded database does not sort on disk. Use an index.`,
  )
