import type { Rejected } from '../shared/forms.js'
import type { Criterion } from '../shared/rubric.js'
import { formView } from '../web/formView.js'
import { criteriaToJudge, differsOn } from './decision.js'
import type { ReviewDraft } from './draftStore.js'
import { evidenceView, rubricView } from './evidenceView.js'
import { commentField, levelField } from './forms.js'
import { visibleReviews } from './judging.js'
import { judgementView, panelNotes, pathOf, type ReviewSubject, titled } from './subject.js'

export function workspacePage(subject: ReviewSubject, draft: ReviewDraft | undefined, rejected?: Rejected) {
  const { submission, review, microCredential } = subject
  const { rubric } = microCredential.anatomy
  const toJudge = criteriaToJudge(rubric, submission.carriedOver)
  const form = formView(storedValues(draft), rejected)
  const others = visibleReviews(submission, review.id)
  return {
    ...titled(microCredential),
    ...form,
    action: pathOf(review),
    savedAt: draft?.savedAt,
    dueAt: review.dueAt,
    isAdjudication: review.seat === 'adjudicator',
    evidence: evidenceOf(subject),
    criteria: toJudge.map((criterion, index) => ({
      ...criterionForm(criterion, form),
      position: index + 1,
      of: toJudge.length,
      others: others.map((other, number) => judgementView(criterion, other.judgements, number + 1)),
      isDisputed: others.length > 1 && differsOn(criterion, others[0]!.judgements, others[1]!.judgements),
    })),
    carriedOver: rubricView(rubric, submission.carriedOver).filter(({ isCarriedOver }) => isCarriedOver),
    panelNotes: panelNotes(others),
  }
}

function evidenceOf({ submission, review, microCredential }: ReviewSubject) {
  return evidenceView(microCredential.anatomy, submission.evidence, piece => `${pathOf(review)}/evidence/${piece.id}`)
}

function criterionForm(criterion: Criterion, { values, fieldErrors }: ReturnType<typeof formView>) {
  const [level, comment] = [levelField(criterion.id), commentField(criterion.id)]
  return {
    name: criterion.name,
    description: criterion.description,
    level: {
      name: level,
      error: fieldErrors[level],
      options: criterion.levels.map(({ id, name, description }) => ({
        value: id,
        label: name,
        hint: description,
        isRequired: id === criterion.requiredLevelId,
        selected: values[level] === id,
      })),
    },
    comment: { name: comment, value: values[comment], error: fieldErrors[comment] },
  }
}

function storedValues(draft: ReviewDraft | undefined): Record<string, unknown> {
  const fields = (draft?.judgements ?? []).flatMap(({ criterionId, levelId, comment }) => [
    [levelField(criterionId), levelId],
    [commentField(criterionId), comment],
  ])
  return { ...Object.fromEntries(fields), note: draft?.note ?? '' }
}
