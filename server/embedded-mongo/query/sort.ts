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

/** Collects documents and gives them back in order; with a limit it keeps little more than that many. */
export class Sorter<T extends Sortable> {
  private readonly parts: string[][]
  private entries: { values: unknown[]; item: T; order: number }[] = []
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
    if (this.entries.length > 2 * this.limit + 1000 || this.bytes > SORT_BYTES) this.trim()
    if (this.bytes > SORT_BYTES) throw memoryExceeded()
  }

  sorted(): T[] {
    this.trim()
    return this.entries.map(entry => entry.item)
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

export const memoryExceeded = () =>
  new MongoFailure(
    292,
    `Sort exceeded memory limit of ${SORT_BYTES} bytes, but the embedded database does not sort on disk. Use an index.`,
  )
