import type { Rejected } from '../shared/forms.js'
import { formView } from '../web/formView.js'
import { OFFER_DAYS, REVIEW_DAYS } from './days.js'
import { criteriaToJudge } from './decision.js'
import { pathOf, type ReviewSubject, titled } from './subject.js'

export function offerPage({ submission, review, microCredential }: ReviewSubject, rejected?: Rejected) {
  const { anatomy } = microCredential
  return {
    ...titled(microCredential),
    ...formView({}, rejected),
    summary: anatomy.summary,
    isAdjudication: review.seat === 'adjudicator',
    criteria: criteriaToJudge(anatomy.rubric, submission.carriedOver).map(({ name }) => name),
    pieces: submission.evidence.length,
    answerBy: review.answerBy,
    days: { offer: OFFER_DAYS, review: REVIEW_DAYS },
    why: review.why.map(({ reason, count }) => ({ messageKey: `review.why.${reason}`, values: { count } })),
    action: pathOf(review),
  }
}
