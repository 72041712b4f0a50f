import type { Blinding, Replacement } from '../preflight/index.js'
import { Invalid } from '../shared/errors.js'
import { type Claim, ensureDrafting } from './claim.js'
import type { Draft } from './draft.js'

/** Far more than anybody decides on; keeps one claim one small document. */
const MOST_DECISIONS = 300

export const blindingOf = ({ blinding }: Draft): Blinding => blinding ?? { replaced: [], kept: [] }

/** Reviewers read something else in its place. What the earner wrote stays as it was written. */
export function replaceTerm(claim: Claim, replacement: Replacement, at: Date): Claim {
  const { replaced, kept } = without(claim, [replacement.term])
  return decided(claim, { replaced: [...replaced, replacement], kept }, at)
}

/** "It is meant to be there": noted, and not asked about again. What is replaced elsewhere stays replaced. */
export function keepTerms(claim: Claim, terms: string[], at: Date): Claim {
  const { replaced, kept } = blindingOf(claim.draft)
  return decided(claim, { replaced, kept: [...new Set([...kept, ...terms])] }, at)
}

export function undoTerm(claim: Claim, term: string, at: Date): Claim {
  return decided(claim, without(claim, [term]), at)
}

function without(claim: Claim, terms: string[]): Blinding {
  const { replaced, kept } = blindingOf(claim.draft)
  return {
    replaced: replaced.filter(({ term }) => !terms.includes(term)),
    kept: kept.filter(term => !terms.includes(term)),
  }
}

function decided(claim: Claim, blinding: Blinding, at: Date): Claim {
  ensureDrafting(claim)
  if (blinding.replaced.length + blinding.kept.length > MOST_DECISIONS) throw new Invalid('Too many decisions')
  return { ...claim, draft: { ...claim.draft, blinding }, savedAt: at }
}
