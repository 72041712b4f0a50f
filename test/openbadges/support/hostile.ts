import type { Random } from './randomCredential.js'

type Json = { [name: string]: unknown }

const CONTEXTS: unknown[] = [
  null,
  {},
  { name: 'https://evil.example/name' },
  { '@vocab': 'https://evil.example/' },
  { '@base': 'https://evil.example/' },
  { id: '@id', who: '@id', kind: '@type', issuer: 'https://evil.example/issuer' },
  { ex: { '@id': 'https://evil.example/', '@prefix': true } },
  { '@import': 'https://www.w3.org/ns/credentials/v2' },
  { '@propagate': false, name: 'https://evil.example/name' },
  'https://evil.example/context',
  'https://www.w3.org/2018/credentials/v1',
  'https://www.w3.org/ns/did/v1',
  'https://www.w3.org/ns/credentials/undefined-terms/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/context.json',
]
const NAMES = [
  '@id',
  '@type',
  '@value',
  '@graph',
  '@reverse',
  '@included',
  '@nest',
  '@set',
  '@list',
  '@index',
  '@language',
  '@unheardOf',
  '@context',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'undefinedTerm',
  'ex:term',
  'https://schema.org/name',
  '_:blank',
  '',
  ' name',
  'jwk',
  'cnf',
  'verifiableCredential',
  'proofPurpose',
  'holder',
  'proof',
  'id',
  'type',
  'evidence',
  'achievement',
  'credentialSubject',
  'statusMessage',
  'assertionMethod',
]
const TYPES = [
  'VerifiablePresentation',
  'DataIntegrityProof',
  'Image',
  'Profile',
  'JsonSchema',
  'proofPurpose',
  'cnf',
  '@json',
  '_:t',
  'relative',
  '',
  'id',
  '__proto__',
  'BitstringStatusListEntry',
  'VerifiableCredential',
  'Achievement',
  'https://evil.example/T',
]

/** The document with one to three things in it that nobody means well with. */
export function hostile(document: Json, next: Random): Json {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!
  // A copy: what is changed in one document must not stand changed in the next.
  const aContext = () => structuredClone(pick(CONTEXTS))
  const values: (() => unknown)[] = [
    () => null,
    () => [],
    () => ({}),
    () => [[]],
    () => [['nested']],
    () => '',
    () => 'relative',
    () => '_:b0',
    () => '//evil.example/x',
    () => 'https://evil.example/a b',
    () => 'https://evil.example/<>"{}|^`\\',
    () => 'https://evil.example/\u00a0x',
    () => 'https://evil.example/\u0001\u007f',
    () => 1e21,
    () => Number.MAX_VALUE,
    () => true,
    () => 7,
    () => ({ '@value': 'x', '@language': 'nb' }),
    () => ({ '@value': null }),
    () => ({ '@id': 'https://evil.example/1' }),
    () => ({ id: 'https://evil.example/1' }),
    () => ({ id: 'relative' }),
    () => ({ id: null }),
    () => ({ id: ['https://evil.example/1'] }),
    () => ({ type: [] }),
    () => ({ type: {} }),
    () => ({ type: pick(TYPES), name: 'x' }),
    () => ({ type: [pick(TYPES), pick(TYPES)], name: 'x', id: 'https://evil.example/1' }),
    () => ({ '@graph': [{ id: 'https://evil.example/1', name: 'x' }] }),
    () => ({ '@list': ['a', 'b'] }),
    () => ({ '@set': ['a', 'b'] }),
    () => ({ '@context': aContext(), id: 'https://evil.example/1', name: 'x' }),
    () => ({ '@context': [aContext(), aContext()], name: 'x' }),
    () => JSON.parse('{"__proto__": {"name": "x"}, "name": "y"}') as unknown,
    () => ['https://evil.example/1', { id: 'https://evil.example/2', name: 'x' }, 3, false],
    () => structuredClone(document.credentialSubject),
    () => structuredClone(document),
  ]
  const changed = structuredClone(document)
  for (let n = 1 + Math.floor(next() * 3); n > 0; n--) change(pick(objectsIn(changed)))
  return changed

  function change(target: Json): void {
    const name = next() < 0.5 && Object.keys(target).length > 0 ? pick(Object.keys(target)) : pick(NAMES)
    const way = next()
    if (way < 0.1) delete target[name]
    else if (way < 0.2) set(target, name, [ownMember(target, name), pick(values)()])
    else if (way < 0.3 && Array.isArray(target['@context'])) target['@context'] = twisted(target['@context'])
    else if (way < 0.35) set(target, 'type', [pick(TYPES), target.type].flat())
    else set(target, name, pick(values)())
  }

  function twisted(contexts: unknown[]): unknown {
    const ways = [
      [...contexts, aContext()],
      [aContext(), ...contexts],
      contexts.toReversed(),
      [...contexts, ...contexts],
      contexts.slice(1),
      contexts[0],
      [contexts],
      [],
    ]
    return pick(ways)
  }
}

/** What every object has is not the document's: changed, it would change all others. */
function ownMember(target: Json, name: string): unknown {
  return Object.hasOwn(target, name) ? target[name] : undefined
}

/** As JSON.parse does: `__proto__` is a name like any other. */
function set(target: Json, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true })
}

function objectsIn(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn)
  if (typeof value !== 'object' || value === null) return []
  return [value as Json, ...Object.values(value).flatMap(objectsIn)]
}
