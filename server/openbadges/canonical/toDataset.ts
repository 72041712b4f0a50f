import type { JsonObject } from '../json.js'
import { MAX_DEPTH } from '../limits.js'
import { type ActiveContext, documentContext, enterDocument, type Term } from './activeContext.js'
import { beyond } from './beyond.js'
import { isConstant } from './constant.js'
import { rdfIri, rdfValue } from './rdfValue.js'

/** A term of RDF as N-Quads writes it, or the number of a blank node. */
export type RdfTerm = string | number
/** What a quad says of its subject. */
export interface Statement {
  /** With the blanks around it. */
  predicate: string
  object: RdfTerm
  /** Undefined in the default graph. */
  graph: number | undefined
}
export interface Dataset {
  subjects: Map<RdfTerm, Statement[]>
  /** They are numbered from 0. */
  blankNodes: number
  /** What constant nodes say, with blank nodes of their own: read once, and the same each time. */
  parts: Dataset[]
}

/** Where in the document something stands. */
interface Place {
  /** What holds there. */
  active: ActiveContext
  /** Undefined for the document itself. */
  property: string | undefined
  graph: number | undefined
  depth: number
}

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const TYPE = ` <${RDF}type> `
const FIRST = ` <${RDF}first> `
const REST = ` <${RDF}rest> `
const NIL = `<${RDF}nil>`

/** What a document says (JSON-LD 1.1 API: Expansion, then Deserialize JSON-LD to RDF). Throws BeyondFastWay. */
export function toDataset(document: JsonObject): Dataset {
  const writer = new DatasetWriter()
  const active = documentContext(document['@context'])
  writer.node(document, { active, property: undefined, graph: undefined, depth: 0 })
  return writer
}

interface Part {
  active: ActiveContext
  property: string | undefined
  subject: RdfTerm
  dataset: Dataset
}
const parts = new WeakMap<JsonObject, Part>()

function partOf(element: JsonObject, place: Place): Part {
  const { active, property } = place
  const known = parts.get(element)
  if (known?.active === active && known.property === property) return known
  const dataset = new DatasetWriter()
  const part = { active, property, subject: dataset.ownNode(element, place), dataset }
  parts.set(element, part)
  return part
}

class DatasetWriter implements Dataset {
  readonly subjects = new Map<RdfTerm, Statement[]>()
  readonly parts: Dataset[] = []
  blankNodes = 0

  /** Writes what a node object says, and answers what it is called. */
  node(element: JsonObject, place: Place): RdfTerm {
    const part = place.graph === undefined && isConstant(element) ? partOf(element, place) : undefined
    // One without a name would be the whole's blank node and the part's at once; and a part has no parts.
    if (typeof part?.subject !== 'string' || part.dataset.parts.length > 0) return this.ownNode(element, place)
    this.parts.push(part.dataset)
    return part.subject
  }

  ownNode(element: JsonObject, place: Place): RdfTerm {
    if (!isPlain(element) || place.depth > MAX_DEPTH) beyond('not plain JSON')
    const keys = Object.keys(element)
    const scope = scopeOf(element, keys, place)
    const { active, typeKey, types } = typed(element, keys, scope)
    const depth = place.depth + 1
    const subject = this.nameOf(element, keys, active, isAlone(place))
    for (const key of keys) {
      if (key === '@context') continue
      const term = active.terms.get(key) ?? beyond(`the word ${key}`)
      if (term.iri === '@type' && key !== typeKey) beyond('a second type')
      if (!term.iri.startsWith('@'))
        this.property(subject, element[key], term, { active, property: key, graph: place.graph, depth })
    }
    for (const type of types) this.add(subject, TYPE, rdfIri(scope.terms.get(type)?.iri ?? type), place.graph)
    return subject
  }

  private nameOf(element: JsonObject, keys: string[], active: ActiveContext, isAlone: boolean): RdfTerm {
    const named = keys.filter(key => active.terms.get(key)?.iri === '@id')
    if (named.length > 1) beyond('two names')
    const saysNothing = keys.length === named.length + (Object.hasOwn(element, '@context') ? 1 : 0)
    if (isAlone && saysNothing) beyond('a node that says nothing')
    return named.length === 1 ? rdfIri(element[named[0]!]) : this.blankNodes++
  }

  private property(subject: RdfTerm, value: unknown, term: Term, outer: Place): void {
    const place = term.scoped === undefined ? outer : inTermsOwnContext(term, outer)
    const { type, container } = term
    if (type === '@json') beyond('JSON as a value')
    const predicate = ` <${term.iri}> `
    const values: unknown[] = Array.isArray(value) ? value : [value]
    if (container === '@list') this.list(subject, predicate, values, term, place)
    else if (container === '@graph') for (const each of values) this.ownGraph(subject, predicate, each, place)
    else for (const each of values) this.value(subject, predicate, each, term, place)
  }

  private value(subject: RdfTerm, predicate: string, value: unknown, term: Term, place: Place): void {
    const object = isNode(value) ? this.node(value, place) : rdfValue(value, term.type, place.active)
    this.add(subject, predicate, object, place.graph)
  }

  private ownGraph(subject: RdfTerm, predicate: string, value: unknown, place: Place): void {
    const graph = this.blankNodes++
    this.add(subject, predicate, graph, place.graph)
    const { active, property, depth } = place
    this.node(isNode(value) ? value : beyond('a graph that is not a node'), { active, property, graph, depth })
  }

  private list(subject: RdfTerm, predicate: string, values: unknown[], { type }: Term, place: Place): void {
    let link = predicate
    let from = subject
    for (const value of values) {
      const cell = this.blankNodes++
      this.add(from, link, cell, place.graph)
      this.add(cell, FIRST, rdfValue(value, type, place.active), place.graph)
      link = REST
      from = cell
    }
    this.add(from, link, NIL, place.graph)
  }

  private add(subject: RdfTerm, predicate: string, object: RdfTerm, graph: number | undefined): void {
    const statements = this.subjects.get(subject)
    if (statements) statements.push({ predicate, object, graph })
    else this.subjects.set(subject, [{ predicate, object, graph }])
  }
}

function inTermsOwnContext(term: Term, { active: outer, property, graph, depth }: Place): Place {
  const active = outer.enter(term.scoped, 'property')
  const { type, container } = active.terms.get(property!)!
  if (type !== term.type || container !== term.container) beyond('a term that redefines itself')
  return { active, property, graph, depth }
}

/** What holds inside a node before its types are looked at (JSON-LD 1.1 API, 5.1.2, 7 to 9). */
function scopeOf(element: JsonObject, keys: string[], { active: outer, property }: Place): ActiveContext {
  const scoped = property === undefined ? undefined : outer.terms.get(property)?.scoped
  const isReference = outer.previous && keys.length === 1 && outer.terms.get(keys[0]!)?.iri === '@id'
  let active = outer.previous && !isReference ? outer.previous : outer
  if (scoped !== undefined) active = active.enter(scoped, 'property')
  const hasOwn = property !== undefined && Object.hasOwn(element, '@context')
  return hasOwn ? enterDocument(active, element['@context']) : active
}

/** What its types add to it (idem, 11). */
function typed(element: JsonObject, keys: string[], scope: ActiveContext) {
  const typeKey = keys.find(each => scope.terms.get(each)?.iri === '@type')
  if (typeKey === undefined) return { active: scope, typeKey, types: [] }
  const value = element[typeKey]
  const types: unknown[] = Array.isArray(value) ? value : [value]
  if (types.length === 0 || !types.every(isText)) return beyond('types')
  let active = scope
  for (const type of types.length > 1 ? types.toSorted() : types) {
    const scoped = scope.terms.get(type)?.scoped
    if (scoped !== undefined) active = active.enter(scoped, 'type')
  }
  return { active, typeKey, types }
}

/** Where the library drops what only has a name (idem, 5.1.2, 19). The word is the outer node's, whose types may define it. */
function isAlone({ property, active }: Place): boolean {
  return property === undefined || active.terms.get(property)?.container === '@graph'
}

/** Of a Date or a Map the library makes something else than of its members. */
function isPlain(element: JsonObject): boolean {
  const prototype: unknown = Object.getPrototypeOf(element)
  return prototype === Object.prototype || prototype === null
}

function isNode(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
