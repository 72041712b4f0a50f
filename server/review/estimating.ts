import type { MicroCredentialVersion } from '../microcredential/index.js'
import { type AnchorScore, estimateReviewers, type RatedSubmission } from '../rating/index.js'
import { newId } from '../shared/ids.js'
import type { Rubric } from '../shared/rubric.js'
import type { EstimateStore } from './estimateStore.js'
import type { DecidedReviews, SubmissionStore } from './store.js'
import { reviewScores } from './weighing.js'

/** So many decided submissions say how reviewers judge now; what is older says how they judged then. */
const LATEST = 5000

export interface EstimatingDeps {
  submissions: SubmissionStore
  estimates: EstimateStore
  version(microCredentialId: string, version: number): Promise<MicroCredentialVersion>
  /** What reviewers said of all anchors there are. */
  anchorScores(): Promise<AnchorScore[]>
  now(): Date
}

/** Learns anew, from anchors and from all recent reviews, how severe and how consistent each reviewer is. */
export function estimating({ submissions, estimates, version, anchorScores, now }: EstimatingDeps) {
  return async (): Promise<void> => {
    const decided = (await submissions.lastDecided(LATEST)).filter(({ anchor }) => !anchor)
    const rubrics = await eachVersion(decided, async (id, number) => (await version(id, number)).anatomy.rubric)
    const before = await estimates.latest()
    const found = estimateReviewers({
      anchors: await anchorScores(),
      submissions: decided.map(each => ratedIn(each, rubrics.get(keyOf(each))!)),
      ...(before && { before }),
    })
    await estimates.keep({ ...found, id: newId(now()), at: now() })
  }
}

/** Who adjudicates has seen the others' reviews: their own tells nothing about how they judge alone. */
const ratedIn = ({ reviews }: DecidedReviews, rubric: Rubric): RatedSubmission => ({
  reviews: reviews
    .filter(({ seat, state }) => seat === 'panel' && state === 'locked')
    .map(({ reviewerId, judgements }) => ({ reviewerId, scores: reviewScores(rubric, judgements) })),
})

const keyOf = ({ microCredentialId, microCredentialVersion }: DecidedReviews) =>
  `${microCredentialId}@${microCredentialVersion}`

async function eachVersion<Found>(
  decided: DecidedReviews[],
  find: (microCredentialId: string, version: number) => Promise<Found>,
): Promise<Map<string, Found>> {
  const first = new Map(decided.map(each => [keyOf(each), each]))
  const entries = [...first].map(
    async ([key, each]) => [key, await find(each.microCredentialId, each.microCredentialVersion)] as const,
  )
  return new Map(await Promise.all(entries))
}
