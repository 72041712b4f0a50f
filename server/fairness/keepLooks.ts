import type { Comparison } from '../calibration/index.js'
import type { LeaningFound } from './events.js'
import type { Look } from './look.js'
import { looksAt } from './looking.js'
import type { LookStore } from './store.js'

export interface KeepLooksDeps {
  looks: LookStore
  comparisons(): Promise<Comparison[]>
  now(): Date
}

/**
 * Makes the looks that are due, each once: what later scores of others would change about an earlier look does not
 * change it, for looking again is looking twice.
 */
export function keepLooks({ looks, comparisons, now }: KeepLooksDeps) {
  const keep = (look: Look) => looks.insert(look, look.found ? [leaningFound(look)] : [])

  return async (): Promise<void> => {
    for (const comparison of await comparisons()) {
      const made = await looks.idsOf(comparison.setId)
      const { reviewers, ...about } = comparison
      for (const [reviewerId, leanings] of looksAt(comparison, reviewers.keys()))
        for (const [index, leaning] of leanings.entries()) {
          const id = `${about.setId}.${reviewerId}.${index + 1}`
          if (!made.has(id)) await keep(lookFrom({ ...about, ...leaning, id, reviewerId, at: now() }))
        }
    }
  }
}

const lookFrom = (seen: Omit<Look, 'state' | 'steps' | 'version'>): Look => ({
  ...{ ...seen, state: seen.found ? 'found' : 'clear' },
  ...{ steps: [], version: 0 },
})

const leaningFound = ({ id: lookId, at, microCredentialId, microCredentialVersion }: Look): LeaningFound => ({
  ...{ id: `${lookId}.found`, name: 'leaningFound', at },
  ...{ lookId, microCredentialId, microCredentialVersion },
})
