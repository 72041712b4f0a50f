import { CLR_2, FIRST_CLR_2 } from '../clrContext.js'
import { CREDENTIALS_V1, CREDENTIALS_V2, isKnownContext, isOpenBadges3Context } from '../contexts.js'
import { type Finding, finding } from '../findings.js'
import { hasType, isObject, type JsonObject } from '../json.js'
import { MAX_DEPTH } from '../limits.js'
import { PROBLEMS, type Problem, type Rule } from '../model.js'

/** More problems than this help nobody. */
const MAX_PROBLEMS = 10
const EMBEDDED_CREDENTIAL = /(^|\.)(endorsement|verifiableCredential)(\[\d+\])?$/

export interface NeededContext {
  name: string
  is(context: unknown): boolean
}
/** A credential follows one version of the W3C data model, and says which by its first context. */
const DATA_MODEL: NeededContext = {
  name: CREDENTIALS_V2,
  is: context => context === CREDENTIALS_V2 || context === CREDENTIALS_V1,
}
export const OPEN_BADGES: NeededContext = { name: 'Open Badges 3.0', is: isOpenBadges3Context }
export const LEARNER_RECORD: NeededContext = {
  name: CLR_2,
  is: context => context === CLR_2 || context === FIRST_CLR_2,
}

/** Contexts, then members that no signature would cover, then the classes of the standard. No finding: all is well. */
export function structureProblems(document: JsonObject, rule: Rule, needed: NeededContext[]): Finding[] {
  const contexts = contextProblems(document, needed)
  if (contexts.length > 0) return contexts
  const uncovered = uncoveredMembers(document, '', 0)
  return uncovered.length > 0 ? uncovered : rule(document, '').slice(0, MAX_PROBLEMS).map(toFinding)
}

/**
 * Contexts in the order of the standard, each one known (W3C Verifiable Credentials 2.0, 4.3; Open Badges 3.0, AchievementCredential):
 * whoever may bring definitions may change what signed words mean. One that we do not know may be an issuer's own and
 * right: then nobody here can tell.
 */
export function contextProblems(document: JsonObject, needed: NeededContext[]): Finding[] {
  const contexts = document['@context']
  if (!Array.isArray(contexts)) return [finding('context-missing', { context: CREDENTIALS_V2 })]
  if (contexts.some(context => typeof context !== 'string')) return [finding('context-inline', { path: '@context' })]
  const unknown: unknown = contexts.find(context => !isKnownContext(context))
  if (unknown !== undefined) return [finding('context-unknown', { context: String(unknown) })]
  const missing = [DATA_MODEL, ...needed].find(({ is }) => !contexts.some(is))
  if (missing) return [finding('context-missing', { context: missing.name })]
  const isInOrder = [DATA_MODEL, ...needed].every(({ is }, place) => is(contexts[place]))
  return isInOrder ? [] : [finding('context-order')]
}

/** Nulls, JSON-LD keywords and JavaScript's `__proto__` vanish when a document becomes RDF, so that they could be added after signing. */
function uncoveredMembers(value: unknown, path: string, depth: number): Finding[] {
  if (value === null) return [toFinding({ path, problem: 'null' })]
  if (depth > MAX_DEPTH) return [toFinding({ path, problem: 'too-deep' })]
  if (Array.isArray(value)) return value.flatMap((item, i) => uncoveredMembers(item, `${path}[${i}]`, depth + 1))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([name, member]) => {
    const at = path ? `${path}.${name}` : name
    if (name === '__proto__') return [toFinding({ path: at, problem: 'keyword' })]
    if (!name.startsWith('@')) return uncoveredMembers(member, at, depth + 1)
    if (name !== '@context') return [toFinding({ path: at, problem: 'keyword' })]
    return path === '' ? [] : embeddedContextProblems(value, path, at)
  })
}

/** Only an embedded credential has contexts of its own. */
function embeddedContextProblems(value: JsonObject, path: string, at: string): Finding[] {
  const isEmbedded = EMBEDDED_CREDENTIAL.test(path) && hasType(value, 'VerifiableCredential')
  return isEmbedded ? contextProblems(value, [OPEN_BADGES]) : [finding('context-inline', { path: at })]
}

function toFinding({ path, problem }: Problem): Finding {
  const described = finding('structure-invalid', { path, problem: PROBLEMS[problem] })
  return { ...described, values: { path, problem } }
}
