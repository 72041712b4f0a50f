/**
 * Runs openbadges-validator 1.1.1 on one badge and exits. A process of its own, because the library throws uncaught
 * errors on some input and knows no limits of time and memory. It has no network either: the `request` package that
 * it and its JSON-LD library load is answered by the parent, which fetches with all its guards.
 */
import { createRequire } from 'node:module'
import { Socket } from 'node:net'
import { isObject, type JsonObject, textOf } from '../json.js'
import type { FromChild, ToChild } from './messages.js'
import type { LegacyProblem, LegacyVerdict } from './verdict.js'

type Answered = (error: Error | null, response?: object, body?: Buffer | string) => void
type Validate = (badge: unknown, done: (error: unknown, data: unknown) => void) => void

const V1_CONTEXT = 'https://w3id.org/openbadges/v1'
/**
 * The context of OB 1.1 builds on this one, which is no longer served. Empty does: the validator expands a badge only to
 * find its extensions, and none of those are named here.
 */
const LEGACY_CONTEXT = 'https://w3id.org/openbadges/legacy-v1'

Socket.prototype.connect = () => {
  throw new Error('This process has no network')
}
const waiting = new Map<number, (message: Extract<ToChild, { kind: 'fetched' }>) => void>()
const { validate, contexts } = loadValidator()

process.on('message', (message: ToChild) => {
  if (message.kind === 'fetched') return waiting.get(message.id)?.(message)
  validate(message.badge, (error, data) => send({ kind: 'verdict', verdict: verdictOf(error, data) }))
})
send({ kind: 'ready' })

function loadValidator(): { validate: Validate; contexts: Map<string, object> } {
  const require = createRequire(import.meta.url)
  const inValidator = createRequire(require.resolve('openbadges-validator'))
  const inJsonLd = createRequire(inValidator.resolve('jsonld'))
  for (const path of [inValidator.resolve('request'), inJsonLd.resolve('request')]) {
    require.cache[path] = Object.assign(Object.create(null), { id: path, filename: path, loaded: true, exports: ask })
  }
  const constants: unknown = inValidator('./lib/constants')
  const versions = isObject(constants) && isObject(constants.VERSIONS) ? constants.VERSIONS['1.1.0'] : undefined
  const v1Context = isObject(versions) && isObject(versions.context_doc) ? versions.context_doc : {}
  const contexts = new Map([
    [V1_CONTEXT, v1Context],
    [LEGACY_CONTEXT, { '@context': {} }],
  ])
  return { validate: require('openbadges-validator') as Validate, contexts }
}

/** Stands for `request(options, callback)`. The context of OB 1.1 comes with the validator. */
function ask({ url, encoding }: { url: string; encoding?: null }, done: Answered): void {
  const answer = (status: number, contentType: string, bytes: Uint8Array) => {
    const body = Buffer.from(bytes)
    const response = { statusCode: status, headers: { 'content-type': contentType } }
    done(null, response, encoding === null ? body : body.toString('utf8'))
  }
  const context = contexts.get(url)
  if (context) return void setImmediate(answer, 200, 'application/ld+json', Buffer.from(JSON.stringify(context)))
  const id = waiting.size
  waiting.set(id, ({ document, error }) =>
    document ? answer(document.status, document.contentType, document.bytes) : done(new Error(error)),
  )
  send({ kind: 'fetch', id, url })
}

function verdictOf(error: unknown, data: unknown): LegacyVerdict {
  const results = isObject(data) ? data : {}
  if (error) return { outcome: 'invalid', problems: problemsOf(error, '') }
  const { parse, assertion, badge, issuer } = results
  return {
    outcome: 'valid',
    version: (isObject(parse) ? textOf(parse.version) : undefined) ?? '',
    assertion: plain(assertion),
    badge: plain(badge),
    issuer: plain(issuer),
  }
}

/** The validator nests errors by document and field, each an Error with more members. */
function problemsOf(error: unknown, field: string): LegacyProblem[] {
  if (!isObject(error)) return []
  const { code, message, extra, received } = error
  const isLeaf = typeof message === 'string' && !(isObject(extra) && hasErrors(extra))
  if (!isLeaf) {
    const nested = isObject(extra) ? extra : error
    return Object.entries(nested).flatMap(([name, value]) =>
      problemsOf(value, name.includes('.') ? name : join(field, name)),
    )
  }
  const httpStatus = typeof received === 'number' ? { httpStatus: received } : {}
  const at = field || textOf(error.field)
  return [{ code: textOf(code) ?? 'invalid', message, ...(at && { field: at }), ...httpStatus }]
}

function hasErrors(extra: JsonObject): boolean {
  return Object.values(extra).some(value => value instanceof Error || (isObject(value) && hasErrors(value)))
}

const join = (field: string, name: string) => (field ? `${field}.${name}` : name)

function plain(value: unknown): JsonObject {
  const copy: unknown = JSON.parse(JSON.stringify(value ?? {}))
  return isObject(copy) ? copy : {}
}

function send(message: FromChild): void {
  process.send?.(message)
}
