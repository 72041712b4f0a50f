import type { MicroCredentialVersion } from '../microcredential/index.js'
import { type Criterion, levelOf } from '../shared/rubric.js'
import type { Judgement } from './decision.js'
import { highlightViews } from './highlightView.js'
import type { Review, Submission } from './submission.js'

/** One review with all that its pages are about. */
export interface ReviewSubject {
  submission: Submission
  review: Review
  microCredential: MicroCredentialVersion
}

export const pathOf = (review: Review) => `/reviews/${review.id}`

export const titled = ({ anatomy, slug, version }: MicroCredentialVersion) => ({
  title: anatomy.title,
  microCredentialTitle: anatomy.title,
  microCredentialHref: `/microcredentials/${slug}/v${version}`,
})

export function judgementView(
  criterion: Criterion,
  judgements: Judgement[],
  number: number,
  { submission, review }: ReviewSubject,
) {
  const judgement = judgements.find(({ criterionId }) => criterionId === criterion.id)
  const highlights = highlightViews(judgement?.highlights ?? [], submission.evidence, pathOf(review))
  return { number, level: levelOf(criterion, judgement?.levelId)?.name, comment: judgement?.comment, highlights }
}

export const panelNotes = (others: Review[]) =>
  others.map(({ note }, index) => ({ number: index + 1, note })).filter(({ note }) => note !== '')
