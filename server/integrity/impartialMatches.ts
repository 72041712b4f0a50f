import { isImpartial, type Submission } from '../review/index.js'
import type { Match, MatchStore } from './matchStore.js'

export interface LookedAt {
  match: Match
  /** The later one. */
  own: Submission
}

interface ImpartialDeps {
  matches: Pick<MatchStore, 'of'>
  submission(id: string): Promise<Submission>
}

/**
 * The newest of these micro-credentials that somebody may look at. What they submitted or review themselves is passed
 * over, and a page is as long as without it: neither a row nor its lack tells them of it.
 */
export async function impartialMatches(
  { matches, submission }: ImpartialDeps,
  { microCredentialIds, viewerId }: { microCredentialIds: string[]; viewerId: string },
  { before, limit }: { before?: Date; limit: number },
): Promise<LookedAt[]> {
  const found: LookedAt[] = []
  let from = before
  let isEnd = false
  while (found.length < limit && !isEnd) {
    const batch = await matches.of(microCredentialIds, { limit, ...(from && { before: from }) })
    for (const match of batch) {
      const [own, other] = await Promise.all([submission(match.submissionId), submission(match.otherId)])
      if (isImpartial(own, viewerId) && isImpartial(other, viewerId)) found.push({ match, own })
    }
    isEnd = batch.length < limit
    from = batch.at(-1)?.foundAt
  }
  return found.slice(0, limit)
}
