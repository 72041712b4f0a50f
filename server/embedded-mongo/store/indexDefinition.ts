import { type BsonNumber, isNumber, toDouble } from '../bson/numbers.js'
import { type Doc, isDoc } from '../bson/types.js'
import { MongoFailure, refused } from '../errors.js'

/** An index as the catalog keeps it and `listIndexes` reports it. */
export interface IndexRecord {
  tree: number
  name: string
  key: Doc
  unique?: boolean
  sparse?: boolean
  partialFilterExpression?: Doc
  expireAfterSeconds?: number
  collation?: Doc
  weights?: Doc
  default_language?: string
  /** The paths on which some document has had an array. */
  multikey: string[]
  /** Some value was too long for a key and was cut. */
  truncated: boolean
  /** As long as it is being built: the last document that it knows. */
  builtUpTo?: number
}

const ALLOWED = new Set(
  'key name v ns background unique sparse hidden partialFilterExpression expireAfterSeconds collation weights default_language language_override textIndexVersion storageEngine commitQuorum prepareUnique'.split(
    ' ',
  ),
)
const COMPARED = ['unique', 'sparse', 'partialFilterExpression', 'expireAfterSeconds', 'collation'] as const

/** Reads one element of `createIndexes`. Throws CannotCreateIndex for what this server does not have. */
export function parseIndex(spec: Doc): Omit<IndexRecord, 'tree'> {
  const key = textKey(spec) ?? spec.key
  if (!isDoc(key) || Object.keys(key).length === 0) throw cannot('Index keys cannot be empty.')
  const unknown = Object.keys(spec).find(name => !ALLOWED.has(name))
  if (unknown) throw new MongoFailure(197, `The field '${unknown}' is not valid for an index specification.`)
  if (isTrue(spec.hidden)) throw refused('A hidden index')
  const isText = Object.values(key).includes('text')
  for (const [path, direction] of Object.entries(key)) assertDirection(path, direction, isText)
  const name = typeof spec.name === 'string' ? spec.name : nameFor(key)
  const record: Omit<IndexRecord, 'tree'> = { name, key, multikey: [], truncated: false }
  if (isTrue(spec.unique)) record.unique = true
  if (isTrue(spec.sparse)) record.sparse = true
  if (isDoc(spec.partialFilterExpression)) record.partialFilterExpression = partialFilter(spec.partialFilterExpression)
  if (spec.expireAfterSeconds !== undefined) record.expireAfterSeconds = parseTtl(spec.expireAfterSeconds, key)
  if (isDoc(spec.collation) && spec.collation.locale !== 'simple') record.collation = spec.collation
  if (isText) {
    record.weights = isDoc(spec.weights) ? spec.weights : Object.fromEntries(Object.keys(key).map(path => [path, 1]))
    record.default_language = String(spec.default_language ?? 'english')
  }
  return record
}

/** MongoDB takes comparisons of fields, joined by these, and nothing that computes. */
function partialFilter(filter: Doc): Doc {
  for (const [name, asked] of Object.entries(filter)) {
    if (!name.startsWith('$')) continue
    if (!['$and', '$or'].includes(name) || !Array.isArray(asked))
      throw cannot(`Expression not supported in partial index: ${name}`)
    for (const each of asked) if (isDoc(each)) partialFilter(each)
  }
  return filter
}

/** A text index as `listIndexes` shows it, and as a restore therefore asks for it, names its fields in `weights`. */
function textKey({ key, weights }: Doc): Doc | undefined {
  if (!isDoc(key) || key._fts !== 'text' || !isDoc(weights)) return undefined
  return Object.fromEntries(Object.keys(weights).map(path => [path, 'text']))
}

const isTrue = (value: unknown) => value === true || (isNumber(value) && toDouble(value) !== 0)
export const nameFor = (key: Doc): string =>
  Object.entries(key)
    .map(([path, direction]) => `${path}_${String(direction)}`)
    .join('_')
const cannot = (message: string) => new MongoFailure(67, message)

function assertDirection(path: string, direction: unknown, isText: boolean): void {
  if (path === '' || path.split('.').includes('')) throw cannot('Index keys cannot be an empty field.')
  if (path.includes('$**')) throw refused('A wildcard index')
  if (path.startsWith('$') || path.includes('.$')) throw cannot(`Index key contains an illegal field name: ${path}`)
  if (isText && direction !== 'text') throw refused('A text index that has other fields as well')
  if (typeof direction === 'string' && direction !== 'text') throw refused(`An index of type ${direction}`)
  if (direction !== 'text' && (!isNumber(direction) || toDouble(direction as BsonNumber) === 0)) {
    throw cannot(
      `Values in v:2 index key pattern cannot be of type ${typeof direction}. Only numbers > 0, numbers < 0, and strings are allowed.`,
    )
  }
}

function parseTtl(value: unknown, key: Doc): number {
  const seconds = isNumber(value) ? toDouble(value) : Number.NaN
  if (!(seconds >= 0) || seconds > 2 ** 31 - 1)
    throw cannot('TTL index expireAfterSeconds must be between 0 and 2147483647')
  if (Object.keys(key).length !== 1 || '_id' in key)
    throw cannot('TTL indexes are single-field indexes, compound indexes do not support TTL.')
  return seconds
}

/** The fields of a text index have no order. */
const canonicalKey = ({ key, weights }: Omit<IndexRecord, 'tree'>) =>
  canonical(weights ? Object.entries(weights).sort() : key)
const canonical = (value: unknown) => JSON.stringify(value, (_, inner) => (isNumber(inner) ? toDouble(inner) : inner))

/** The index that is the same as the wanted one; throws when one has its name or its keys but is another. */
export function findSame(existing: IndexRecord[], wanted: Omit<IndexRecord, 'tree'>): IndexRecord | undefined {
  for (const index of existing) {
    const sameKey = canonicalKey(index) === canonicalKey(wanted)
    const sameOptions = COMPARED.every(option => canonical(index[option]) === canonical(wanted[option]))
    if (sameKey && sameOptions && index.name === wanted.name) return index
    if (index.name === wanted.name) {
      throw sameKey
        ? new MongoFailure(
            86,
            `An equivalent index already exists with the same name but different options. Requested index: ${describe(wanted)}, existing index: ${describe(index)}`,
          )
        : new MongoFailure(
            86,
            `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${describe(wanted)}, existing index: ${describe(index)}`,
          )
    }
    const sameShape =
      canonical(index.partialFilterExpression) === canonical(wanted.partialFilterExpression) &&
      canonical(index.collation) === canonical(wanted.collation)
    if (sameKey && sameShape) {
      throw new MongoFailure(
        85,
        sameOptions
          ? `Index already exists with a different name: ${index.name}`
          : `An equivalent index already exists with a different name and options. Requested index: ${describe(wanted)}, existing index: ${describe(index)}`,
      )
    }
  }
  return undefined
}

const describe = ({ name, key, unique, sparse, expireAfterSeconds }: Omit<IndexRecord, 'tree'>) =>
  JSON.stringify({ name, key, unique, sparse, expireAfterSeconds })

/** What `listIndexes` says about an index. */
export function publicIndex({
  tree: _tree,
  multikey: _multikey,
  truncated: _truncated,
  builtUpTo: _builtUpTo,
  ...record
}: IndexRecord): Doc {
  if (!record.weights) return { v: 2, ...record }
  return { v: 2, ...record, key: { _fts: 'text', _ftsx: 1 }, language_override: 'language', textIndexVersion: 3 }
}
