import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { canonize } from 'rdf-canonize'
import { loadContext } from '../contexts.js'
import type { JsonObject } from '../json.js'
import { MAX_SLOW_NODES } from '../limits.js'
import { BeyondFastWay, TooManyNodes } from './beyond.js'
import { canonicalLines, namedLines } from './labelled.js'
import { toDataset } from './toDataset.js'

/*
 * What a proof signs is the canonical RDF of a document. The library finds it in two steps, and so do we, fifty times
 * faster, because we know beforehand which contexts there are: the pinned ones.
 * 1. toDataset.ts reads the document by tables of terms, which activeContext.ts makes once from the pinned contexts and
 *    keeps; they use a small part of JSON-LD: aliases of @id and @type, datatypes, sets, lists, graphs, scoped contexts.
 * 2. labelled.ts names the blank nodes. Their first-degree hashes are nearly always different; then the order of the
 *    hashes is the order of the names, and nothing else of the algorithm is needed.
 * What many credentials have in common (constant.ts: an achievement, frozen) is read and hashed once for all of them.
 * Whatever is not known to be simple (an undefined or absolute word, any @-keyword, null, an inline or unknown context,
 * a relative IRI, a redefined term) is left to the library in safe mode, which answers or refuses. Where two blank nodes
 * look alike, a library only names them. The fast way refuses nothing by itself, and drops nothing: it either says what
 * the library says, or nothing.
 */
type LoadDocument = Parameters<typeof cryptosuite.canonize>[1]['documentLoader']

/** Canonical N-Quads (RDFC-1.0). Throws where a term is undefined, a context unknown, or too much beyond the fast way. */
export async function canonicalForm(document: JsonObject, documentLoader: LoadDocument = loadContext): Promise<string> {
  const read = documentLoader === loadContext ? readFast(document) : undefined
  if (read) return read.isCanonical ? read.lines : canonize(read.lines, NAMING)
  if (nodesIn(document) > MAX_SLOW_NODES) throw new TooManyNodes()
  return cryptosuite.canonize(document, { documentLoader })
}

/** The same where the fast way applies, and otherwise undefined. */
export function fastCanonicalForm(document: JsonObject): string | undefined {
  const read = readFast(document)
  return read?.isCanonical ? read.lines : undefined
}

const N_QUADS = 'application/n-quads'
const NAMING = { algorithm: 'RDFC-1.0', inputFormat: N_QUADS, format: N_QUADS } as const

/** All that the document says, and whether its blank nodes have their canonical names. */
function readFast(document: JsonObject): { lines: string; isCanonical: boolean } | undefined {
  try {
    const dataset = toDataset(document)
    const lines = canonicalLines(dataset)
    return lines === undefined ? { lines: namedLines(dataset), isCanonical: false } : { lines, isCanonical: true }
  } catch (error) {
    if (error instanceof BeyondFastWay) return undefined
    throw error
  }
}

function nodesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return Object.values(value).reduce((count: number, member) => count + nodesIn(member), 1)
}
