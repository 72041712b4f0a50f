import { extractBadge } from '../openbadges/index.js'
import { Invalid } from '../shared/errors.js'
import { documentOf } from './carried.js'
import { factsOf, keyOf } from './facts.js'
import type { BadgeStore } from './store.js'

/** Whether this very copy is kept already: then nobody need be asked about it now. */
export function keeps(badges: Pick<BadgeStore, 'byKey' | 'contents'>) {
  return async (personId: string, text: string): Promise<boolean> => {
    const key = keyIn(text)
    const kept = key && (await badges.byKey(personId, key))
    return kept ? (await badges.contents(kept))?.text === text : false
  }
}

function keyIn(text: string): string | undefined {
  try {
    const document = documentOf(extractBadge(Buffer.from(text))) as { issuer?: unknown } | undefined
    const { issuer } = document ?? {}
    const id = typeof issuer === 'string' ? issuer : (issuer as { id?: unknown } | undefined)?.id
    return typeof id === 'string' ? keyOf(factsOf(document, undefined, { id })) : undefined
  } catch (error) {
    if (error instanceof Invalid) return undefined
    throw error
  }
}
