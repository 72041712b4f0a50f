import { pinnedContext } from '../contexts.js'
import { isObject, type JsonObject } from '../json.js'
import { beyond } from './beyond.js'

/** What a word means at one place of a document (JSON-LD 1.1 API, 4.1: term definition). */
export interface Term {
  /** `@id`, `@type` or the absolute IRI of a property or type. */
  iri: string
  /** How a value is read: `@id`, `@vocab`, `@json`, or the IRI of its datatype. */
  type: string | undefined
  container: '@set' | '@list' | '@graph' | undefined
  /** The context that holds inside, as it stands in the pinned document. */
  scoped: unknown
  isProtected: boolean
}

/** By which door a context is entered; each has rules of its own (idem, 5.1.2). */
type Door = 'document' | 'property' | 'type'

const CONTEXT_KEYWORDS = ['@protected', '@version']
const TERM_KEYWORDS = ['@id', '@type', '@container', '@context', '@protected']
const VALUE_KEYWORDS: unknown[] = ['@id', '@vocab', '@json']
const CONTAINERS = ['@set', '@list', '@graph']
/** None that N-Quads would have to escape. */
const ABSOLUTE = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s\p{Cc}<>"{}|^`\\]+$/u
/** Only pinned contexts lead from one to the next, yet whoever writes a document may put them in any order. */
const MOST_CONTEXTS = 2_000
const MOST_IN_A_ROW = 6

let made = 0
let initial = new Map<string, ActiveContext>()

/** The terms that hold at one place, made once and kept: going the same way again is one look-up. */
export class ActiveContext {
  private readonly ways = new Map<Door, Map<unknown, ActiveContext>>()

  constructor(
    readonly terms: ReadonlyMap<string, Term>,
    /** What holds again inside the next node, where a type brought this context (idem, 4.1: previous context). */
    readonly previous?: ActiveContext,
  ) {
    made++
  }

  enter(local: unknown, door: Door): ActiveContext {
    const known = this.ways.get(door)?.get(local)
    if (known) return known
    const context = this.make(local, door)
    const doors = this.ways.get(door) ?? new Map<unknown, ActiveContext>()
    this.ways.set(door, doors.set(local, context))
    return context
  }

  private make(local: unknown, door: Door): ActiveContext {
    const definitions = typeof local === 'string' ? pinnedContext(local) : local
    if (!isObject(definitions)) return beyond('a context that is not pinned')
    const previous = door === 'type' ? (this.previous ?? this) : this.previous
    return new ActiveContext(new Definitions(this.terms, definitions, door === 'property').all(), previous)
  }
}

/** Where a document begins: its own `@context`. */
export function documentContext(contexts: unknown): ActiveContext {
  if (made > MOST_CONTEXTS) {
    initial = new Map()
    made = 0
  }
  const begin = initial.get('') ?? new ActiveContext(new Map())
  initial.set('', begin)
  return enterDocument(begin, contexts)
}

export function enterDocument(from: ActiveContext, contexts: unknown): ActiveContext {
  const urls: unknown[] = Array.isArray(contexts) ? contexts : [contexts]
  if (urls.length === 0 || urls.length > MOST_IN_A_ROW) return beyond('too many contexts')
  return urls.reduce<ActiveContext>(
    (active, url) => (typeof url === 'string' ? active.enter(url, 'document') : beyond('an inline context')),
    from,
  )
}

export function isAbsolute(iri: string): boolean {
  return ABSOLUTE.test(iri)
}

/** Create Term Definition (idem, 4.2), for what the pinned contexts use of it. */
class Definitions {
  private readonly terms: Map<string, Term>
  private readonly begun = new Set<string>()
  private readonly isProtecting: boolean

  constructor(
    private readonly before: ReadonlyMap<string, Term>,
    private readonly local: JsonObject,
    /** A property's own context may redefine what is protected. */
    private readonly mayRedefine: boolean,
  ) {
    this.terms = new Map(before)
    this.isProtecting = local['@protected'] === true
  }

  all(): ReadonlyMap<string, Term> {
    for (const name of Object.keys(this.local)) {
      if (!name.startsWith('@')) this.define(name)
      else if (!CONTEXT_KEYWORDS.includes(name)) beyond(`${name} in a context`)
    }
    return this.terms
  }

  private define(name: string): void {
    if (this.begun.has(name)) return
    this.begun.add(name)
    if (name === '' || /[:/]/.test(name)) beyond('a term that looks like an IRI')
    const before = this.before.get(name)
    this.terms.delete(name)
    const term = this.read(this.local[name])
    const isRedefined = before?.isProtected && !this.mayRedefine
    if (isRedefined && !isSameTerm(before, term)) beyond('a protected term redefined')
    this.terms.set(name, isRedefined ? { ...term, isProtected: true } : term)
  }

  private read(definition: unknown): Term {
    const value = typeof definition === 'string' ? { '@id': definition } : definition
    if (!isObject(value) || Object.keys(value).some(keyword => !TERM_KEYWORDS.includes(keyword)))
      return beyond('a term definition')
    const { '@id': id, '@type': type, '@container': container, '@context': scoped, '@protected': own } = value
    if (typeof id !== 'string') return beyond('a term without an IRI')
    if (container !== undefined && !CONTAINERS.includes(container as string)) beyond('a container')
    // Whoever names only an IRI that ends like a prefix has declared a prefix (idem, 4.2.2, 14.2.5).
    if (typeof definition === 'string' && /[:/?#[\]@]$/.test(id)) beyond('a prefix')
    return {
      iri: id === '@id' || id === '@type' ? id : this.expand(id),
      type: type === undefined || VALUE_KEYWORDS.includes(type) ? (type as string | undefined) : this.expand(type),
      container: container as Term['container'],
      scoped,
      isProtected: own === undefined ? this.isProtecting : own === true,
    }
  }

  private expand(word: unknown): string {
    if (typeof word !== 'string' || word.startsWith('@')) return beyond('a keyword in a term definition')
    if (Object.hasOwn(this.local, word)) this.define(word)
    const { iri } = this.terms.get(word) ?? { iri: word }
    const prefix = iri.split(':')[0]!
    if (!isAbsolute(iri) || this.terms.has(prefix) || Object.hasOwn(this.local, prefix)) beyond('a relative IRI')
    return iri
  }
}

function isSameTerm(one: Term, other: Term): boolean {
  const { iri, type, container } = one
  return (
    iri === other.iri &&
    type === other.type &&
    container === other.container &&
    JSON.stringify(one.scoped) === JSON.stringify(other.scoped)
  )
}
