import type { Checked } from './broughtBadge.js'

const SHAPES: Record<string, string> = { active: 'done', unknown: 'now' }

/** What the last check found, in words; the shape repeats it. */
export function checkedView({ outcome, status, at }: Checked) {
  const word = wordFor(outcome, status)
  return {
    labelKey: `backpack.state.${word}`,
    sentenceKey: `backpack.stateSentence.${word}`,
    shape: SHAPES[word] ?? 'stopped',
    at,
  }
}

/** What is genuine is named by its status; of the rest, only that it did not pass, or could not be checked. */
function wordFor(outcome: Checked['outcome'], status: Checked['status']): string {
  if (outcome === 'verified') return 'active'
  if (outcome === 'unknown') return 'unknown'
  return ['revoked', 'suspended', 'expired', 'not-yet-valid'].includes(status) ? status : 'failed'
}
