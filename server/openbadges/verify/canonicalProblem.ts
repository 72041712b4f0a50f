import { TooManyNodes } from '../canonical/beyond.js'
import { UnknownContext } from '../contexts.js'
import { type Finding, finding } from '../findings.js'
import { isObject } from '../json.js'

/** Why a document has no canonical form, from what the JSON-LD library threw. */
export function canonicalProblem(error: unknown): Finding {
  if (error instanceof TooManyNodes) return finding('too-many-nodes')
  const unknownContext = causes(error).find(cause => cause instanceof UnknownContext)
  if (unknownContext instanceof UnknownContext) return finding('context-unknown', { context: unknownContext.url })
  const details = isObject(error) && isObject(error.details) ? error.details : {}
  if (details.code === 'protected term redefinition')
    return finding('context-redefined', { term: String(details.term ?? '') })
  if (isObject(details.event)) return finding('undefined-term', { term: termOf(details.event) })
  return finding('not-canonical', { reason: error instanceof Error ? error.message : String(error) })
}

/** Safe mode names the word that it would have had to drop in one of these members. */
function termOf(event: Record<string, unknown>): string {
  const details = isObject(event.details) ? event.details : {}
  return String(details.property ?? details.type ?? details.id ?? details.value ?? event.code ?? '')
}

function causes(error: unknown): unknown[] {
  if (!isObject(error)) return [error]
  const cause = error.cause ?? (isObject(error.details) ? error.details.cause : undefined)
  return cause === undefined ? [error] : [error, ...causes(cause)]
}
