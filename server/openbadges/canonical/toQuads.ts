import type { JsonObject } from '../json.js'
import { MAX_DEPTH } from '../limits.js'
import { type ActiveContext, documentContext, enterDocument, isAbsolute, type Term } from './activeContext.js'
import { beyond } from './beyond.js'

/** A term of RDF as N-Quads writes it, or the number of a blank node. */
export type RdfTerm = string | number
export interface Quad {
  subject: RdfTerm
  /** With the blanks around it. */
  predicate: string
  object: RdfTerm
  /** Undefined in the default graph. */
  graph: number | undefined
}
export interface Quads {
  quads: Quad[]
  blankNodes: number
}

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const XSD = 'http://www.w3.org/2001/XMLSchema#'
const TYPE = ` <${RDF}type> `
const FIRST = ` <${RDF}first> `
const REST = ` <${RDF}rest> `
const NIL = `<${RDF}nil>`

/** The quads of a document (JSON-LD 1.1 API: Expansion, then Deserialize JSON-LD to RDF). Throws BeyondFastWay. */
export function toQuads(document: JsonObject): Quads {
  const writer = new QuadWriter()
  writer.node(document, documentContext(document['@context']), undefined, undefined, 0, true)
  return { quads: writer.isRepeating ? unrepeated(writer.quads) : writer.quads, blankNodes: writer.blankNodes }
}

class QuadWriter {
  readonly quads: Quad[] = []
  blankNodes = 0
  /** Whether something may have been said twice. */
  isRepeating = false
  private readonly named = new Set<string>()

  /** Writes what a node object says, and answers what it is called. `outer`: what holds around it. */
  node(
    element: JsonObject,
    outer: ActiveContext,
    property: string | undefined,
    graph: number | undefined,
    depth: number,
    isRoot = false,
  ): RdfTerm {
    const prototype: unknown = Object.getPrototypeOf(element)
    if ((prototype !== Object.prototype && prototype !== null) || depth > MAX_DEPTH) beyond('not plain JSON')
    const keys = Object.keys(element)
    const scope = innerScope(element, keys, outer, property, isRoot)
    const { active, types } = typed(element, keys, scope)
    const isInGraph = property !== undefined && active.terms.get(property)?.container === '@graph'
    const subject = this.nameOf(element, keys, active, isRoot || isInGraph)
    for (const key of keys) {
      if (key === '@context') continue
      const term = active.terms.get(key) ?? beyond(`the word ${key}`)
      if (term.iri === '@id') continue
      if (term.iri !== '@type') this.property(subject, key, term, element[key], active, graph, depth)
      else if (types === undefined || types.key !== key) beyond('a second type')
    }
    for (const type of types?.names ?? [])
      this.add(subject, TYPE, iriOf(scope.terms.get(type)?.iri ?? type), graph)
    if (types && types.names.length > 1) this.isRepeating ||= new Set(types.names).size < types.names.length
    return subject
  }

  private nameOf(element: JsonObject, keys: string[], active: ActiveContext, mustSaySomething: boolean): RdfTerm {
    const named = keys.filter(key => active.terms.get(key)?.iri === '@id')
    if (named.length > 1) beyond('two names')
    const said = keys.length - named.length - (Object.hasOwn(element, '@context') ? 1 : 0)
    if (mustSaySomething && said === 0) beyond('a node that says nothing')
    if (named.length === 0) return this.blankNodes++
    const iri = iriOf(element[named[0]!])
    if (said > 0 && this.named.has(iri)) this.isRepeating = true
    this.named.add(iri)
    return iri
  }

  private property(
    subject: RdfTerm,
    key: string,
    term: Term,
    value: unknown,
    active: ActiveContext,
    graph: number | undefined,
    depth: number,
  ): void {
    const inner = term.scoped === undefined ? active : active.enter(term.scoped, 'property')
    const reading = inner.terms.get(key)!
    if (reading.container !== term.container || reading.type !== term.type) beyond('a term that redefines itself')
    if (term.type === '@json') beyond('JSON as a value')
    const predicate = ` <${term.iri}> `
    const values: unknown[] = Array.isArray(value) ? value : [value]
    if (term.container === '@list') return this.list(subject, predicate, values, reading, inner, graph)
    if (values.length > 1) this.isRepeating = true
    for (const each of values) {
      if (term.container === '@graph') {
        if (!isNode(each)) return beyond('a graph that is not a node')
        const name = this.blankNodes++
        this.add(subject, predicate, name, graph)
        this.node(each, inner, key, name, depth + 1)
      } else {
        const object = isNode(each) ? this.node(each, inner, key, graph, depth + 1) : valueOf(each, reading, inner)
        this.add(subject, predicate, object, graph)
      }
    }
  }

  private list(
    subject: RdfTerm,
    predicate: string,
    values: unknown[],
    reading: Term,
    inner: ActiveContext,
    graph: number | undefined,
  ): void {
    let link = predicate
    let from = subject
    for (const value of values) {
      const cell = this.blankNodes++
      this.add(from, link, cell, graph)
      this.add(cell, FIRST, valueOf(value, reading, inner), graph)
      link = REST
      from = cell
    }
    this.add(from, link, NIL, graph)
  }

  private add(subject: RdfTerm, predicate: string, object: RdfTerm, graph: number | undefined): void {
    this.quads.push({ subject, predicate, object, graph })
  }
}

/** What holds inside a node before its types are looked at (JSON-LD 1.1 API, 5.1.2, 7 to 9). */
function innerScope(
  element: JsonObject,
  keys: string[],
  outer: ActiveContext,
  property: string | undefined,
  isRoot: boolean,
): ActiveContext {
  const scoped = property === undefined ? undefined : outer.terms.get(property)?.scoped
  const isReference = outer.previous && keys.length === 1 && outer.terms.get(keys[0]!)?.iri === '@id'
  let active = outer.previous && !isReference ? outer.previous : outer
  if (scoped !== undefined) active = active.enter(scoped, 'property')
  if (!isRoot && Object.hasOwn(element, '@context')) active = enterDocument(active, element['@context'])
  return active
}

/** What its types add to it (idem, 11). */
function typed(element: JsonObject, keys: string[], scope: ActiveContext) {
  const key = keys.find(each => scope.terms.get(each)?.iri === '@type')
  if (key === undefined) return { active: scope, types: undefined }
  const value = element[key]
  const names: unknown[] = Array.isArray(value) ? value : [value]
  if (names.length === 0 || !names.every(isText)) return beyond('types')
  let active = scope
  for (const name of names.length > 1 ? names.toSorted() : names) {
    const scoped = scope.terms.get(name)?.scoped
    if (scoped !== undefined) active = active.enter(scoped, 'type')
  }
  return { active, types: { key, names } }
}

/** Value Expansion (idem, 5.3) and Object to RDF Conversion (idem, 8.2). */
function valueOf(value: unknown, { type }: Term, active: ActiveContext): string {
  if (typeof value === 'string') {
    if (type === '@id') return iriOf(value)
    if (type === '@vocab') return iriOf(active.terms.get(value)?.iri ?? value)
    if (type === `${XSD}double`) return beyond('a double in text')
    return literal(value, type)
  }
  const datatype = type === '@id' || type === '@vocab' ? undefined : type
  if (typeof value === 'boolean') return literal(String(value), datatype ?? `${XSD}boolean`)
  if (typeof value === 'number') return numberOf(value, datatype)
  return beyond('a value')
}

function numberOf(value: number, datatype: string | undefined): string {
  const isPlain = Number.isFinite(value) && Math.abs(value) < 1e21
  if (!isPlain) return beyond('a number without a plain form')
  if (String(value).includes('.') || datatype === `${XSD}double`)
    return literal(value.toExponential(15).replace(/(\d)0*e\+?/, '$1E'), datatype ?? `${XSD}double`)
  return literal(value.toFixed(0), datatype ?? `${XSD}integer`)
}

function literal(text: string, datatype = `${XSD}string`): string {
  return datatype === `${XSD}string` ? `"${escaped(text)}"` : `"${escaped(text)}"^^<${datatype}>`
}

function iriOf(iri: unknown): string {
  return typeof iri === 'string' && isAbsolute(iri) ? `<${iri}>` : beyond('a relative IRI')
}

/** RDF Dataset Canonicalization, 5: N-Quads in their canonical form. */
const NEEDS_ESCAPE = new RegExp('[\\u0000-\\u001f\\u007f"\\\\]')
const ALL_TO_ESCAPE = new RegExp(NEEDS_ESCAPE, 'g')
const SHORT: Record<string, string> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
}

function escaped(text: string): string {
  if (!NEEDS_ESCAPE.test(text)) return text
  return text.replace(
    ALL_TO_ESCAPE,
    letter => SHORT[letter] ?? `\\u${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  )
}

function unrepeated(quads: Quad[]): Quad[] {
  const seen = new Map<string, Quad>()
  for (const quad of quads) {
    const { subject, predicate, object, graph } = quad
    const line = `${subject}${predicate}${object} ${graph}`
    // 1 and "1" as an integer are told apart by the library until they are written.
    if (seen.has(line) && String(object).includes('^^')) beyond('a typed value said twice')
    seen.set(line, quad)
  }
  return seen.size === quads.length ? quads : [...seen.values()]
}

function isNode(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
