import { evidenceView, type FrozenSubmission, rubricView, type Submission } from '../review/index.js'
import { feedbackView } from './feedback.js'
import { type ClaimSubject, headOf, pathOf } from './subject.js'

/** The reviewers' page without the reviewers' form: the same view of the same evidence. */
export function previewPage(subject: ClaimSubject, frozen: FrozenSubmission, basePath: string) {
  return {
    ...headOf(subject),
    titleKey: 'claim.preview.title',
    evidence: evidenceView(subject.microCredential.anatomy, frozen.evidence, ({ id }) => `${basePath}/evidence/${id}`),
    rubric: rubricView(subject.microCredential.anatomy.rubric, frozen.carriedOver),
    backHref: pathOf(subject.claim),
  }
}

export function attemptPage(subject: ClaimSubject, submission: Submission) {
  const { rubric } = subject.microCredential.anatomy
  return {
    ...previewPage(subject, submission, `${pathOf(subject.claim)}/attempts/${submission.number}`),
    title: subject.microCredential.anatomy.title,
    titleKey: undefined,
    attempt: submission.number,
    submittedAt: submission.submittedAt,
    digest: submission.contentDigest,
    feedback: feedbackView(submission, rubric),
    outcomeKey: submission.decision && `claim.outcome.${submission.decision.outcome}`,
  }
}
