type Doc = Record<string, unknown>

/** An index as it is declared: what `createIndexes` is sent. */
export interface DeclaredIndex {
  key: Record<string, unknown>
  options: Doc
}

const MOST_INDEXES = 64
const MOST_FIELDS = 32
const MOST_SECONDS = 2_147_483_647
/** Of "database.collection.$name", in releases that still count; we keep to it. */
const LONGEST_NAME = 127
const OPTIONS =
  'name unique sparse background expireAfterSeconds partialFilterExpression collation weights default_language language_override hidden'.split(
    ' ',
  )
const PARTIAL_OPERATORS = '$eq $exists $gt $gte $lt $lte $type $and $or $in'.split(' ')

/**
 * Why MongoDB would refuse the indexes of one collection, by the manual ("Indexes", "Partial Indexes", "TTL Indexes",
 * "Text Index Restrictions", "Limits and Thresholds"). `arrayRoots` are the paths at which documents hold arrays.
 */
export function refusals(namespace: string, indexes: DeclaredIndex[], arrayRoots: string[]): string[] {
  const texts = indexes.filter(isText)
  return [
    ...(indexes.length + 1 > MOST_INDEXES ? [`${namespace} has more than ${MOST_INDEXES} indexes`] : []),
    ...(texts.length > 1 ? [`${namespace} has more than one text index`] : []),
    ...duplicates(indexes).map(name => `${namespace}: ${name} is declared twice`),
    ...indexes.flatMap(index =>
      reasons(namespace, index, arrayRoots).map(why => `${namespace}.${nameOf(index)}: ${why}`),
    ),
  ]
}

const isText = ({ key }: DeclaredIndex) => Object.values(key).includes('text')
const nameOf = ({ key, options }: DeclaredIndex) =>
  String(
    options.name ??
      Object.entries(key)
        .map(([path, direction]) => `${path}_${String(direction)}`)
        .join('_'),
  )

/** One key pattern may have two indexes only where their collations or filters differ, and then under two names. */
function duplicates(indexes: DeclaredIndex[]): string[] {
  const shapes = indexes.map(({ key, options: { collation, partialFilterExpression } }) =>
    JSON.stringify([key, collation, partialFilterExpression]),
  )
  const twice = (values: string[]) => values.filter((value, i) => values.indexOf(value) !== i)
  return [...twice(shapes), ...twice(indexes.map(nameOf))]
}

function reasons(namespace: string, index: DeclaredIndex, arrayRoots: string[]): string[] {
  const { key, options } = index
  const rules: [boolean, string][] = [
    [Object.keys(key).length === 0, 'has no fields'],
    [Object.keys(key).length > MOST_FIELDS, `has more than ${MOST_FIELDS} fields`],
    [Object.keys(key).some(isBadPath), 'names a field that cannot be one'],
    [Object.values(key).some(direction => ![1, -1, 'text'].includes(direction as never)), 'has an unknown direction'],
    [Object.keys(options).some(option => !OPTIONS.includes(option)), 'has an option that is none'],
    [Buffer.byteLength(`${namespace}.$${nameOf(index)}`) > LONGEST_NAME, 'has too long a name'],
    [options.sparse === true && options.partialFilterExpression !== undefined, 'is both sparse and partial'],
    ['_id' in key && Object.keys(key).length === 1, 'is the index that is always there'],
    [arraysIn(key, arrayRoots).length > 1, `goes through two arrays: ${arraysIn(key, arrayRoots).join(' and ')}`],
  ]
  return [
    ...rules.filter(([broken]) => broken).map(([, why]) => why),
    ...timeToLive(index),
    ...(isText(index) ? textReasons(index) : []),
    ...partial(options.partialFilterExpression),
  ]
}

const isBadPath = (path: string) =>
  path === '' || path.split('.').some(part => part === '' || part.startsWith('$')) || path.includes('\0')

const arraysIn = (key: Doc, arrayRoots: string[]): string[] => [
  ...new Set(
    Object.keys(key).flatMap(path => arrayRoots.find(root => path === root || path.startsWith(`${root}.`)) ?? []),
  ),
]

function timeToLive({ key, options: { expireAfterSeconds: seconds } }: DeclaredIndex): string[] {
  if (seconds === undefined) return []
  const [only, ...more] = Object.entries(key)
  const isRight = typeof seconds === 'number' && seconds >= 0 && seconds <= MOST_SECONDS
  return [
    ...(isRight ? [] : ['expires after an impossible time']),
    ...(more.length > 0 || only?.[0] === '_id' || only?.[1] === 'text' ? ['expires by more than one plain field'] : []),
  ]
}

function textReasons({ key, options }: DeclaredIndex): string[] {
  const collation = options.collation as Doc | undefined
  return [
    ...(options.unique ? ['is a unique text index'] : []),
    ...(collation && collation.locale !== 'simple' ? ['is a text index with a collation'] : []),
    ...(textsApart(Object.values(key)) ? ['has its text fields apart'] : []),
  ]
}

function textsApart(directions: unknown[]): boolean {
  const within = directions.slice(directions.indexOf('text'), directions.lastIndexOf('text') + 1)
  return within.some(direction => direction !== 'text')
}

function partial(filter: unknown): string[] {
  return operatorsIn(filter)
    .filter(([operator, value]) => !PARTIAL_OPERATORS.includes(operator) || (operator === '$exists' && value !== true))
    .map(([operator]) => `filters by ${operator}`)
}

function operatorsIn(value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(name.startsWith('$') ? [[name, inner] as [string, unknown]] : []),
    ...operatorsIn(inner),
  ])
}
