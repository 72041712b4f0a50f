import { newEditing } from '../shared/editing.js'
import type { Rejected } from '../shared/forms.js'
import type { Criterion, Rubric } from '../shared/rubric.js'
import { formView } from '../web/formView.js'
import { criteriaToJudge, differsOn } from './decision.js'
import type { ReviewDraft } from './draftStore.js'
import { evidenceView, type PieceView, rubricView } from './evidenceView.js'
import { commentField, levelField } from './forms.js'
import { highlightsOf } from './highlight.js'
import { highlightViews, pinForm } from './highlightView.js'
import { visibleReviews } from './judging.js'
import type { Phrase } from './phraseStore.js'
import { judgementView, panelNotes, pathOf, type ReviewSubject, titled } from './subject.js'

export interface WorkspaceNotes {
  draft: ReviewDraft | undefined
  /** The reviewer's own. */
  phrases: Phrase[]
  now: Date
}

export function workspacePage(subject: ReviewSubject, { draft, phrases, now }: WorkspaceNotes, rejected?: Rejected) {
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
    editing: newEditing(now),
    dueAt: review.dueAt,
    isAdjudication: review.seat === 'adjudicator',
    evidence: evidenceOf(subject, toJudge),
    phrases,
    criteria: toJudge.map((criterion, index) => ({
      ...criterionForm(criterion, form),
      id: criterion.id,
      highlights: ownHighlights(subject, draft, criterion.id),
      phrases: linesOf(criterion.phrases),
      position: index + 1,
      of: toJudge.length,
      others: others.map((other, number) => judgementView(criterion, other.judgements, number + 1, subject)),
      isDisputed: others.length > 1 && differsOn(criterion, others[0]!.judgements, others[1]!.judgements),
    })),
    carriedOver: rubricView(rubric, submission.carriedOver).filter(({ isCarriedOver }) => isCarriedOver),
    panelNotes: panelNotes(others),
  }
}

function ownHighlights({ submission, review }: ReviewSubject, draft: ReviewDraft | undefined, criterionId: string) {
  const own = highlightsOf(draft?.highlights ?? [], criterionId)
  return highlightViews(own, submission.evidence, '').map(view => ({
    ...view,
    removal: `${pathOf(review)}/highlights/${view.id}/removal`,
  }))
}

/** Each piece with a form that pins something of it to a criterion. */
function evidenceOf({ submission, review, microCredential }: ReviewSubject, toJudge: Rubric) {
  const criteria = toJudge.map(({ id, name }) => ({ id, name }))
  const view = evidenceView(
    microCredential.anatomy,
    submission.evidence,
    piece => `${pathOf(review)}/evidence/${piece.id}`,
  )
  const withForm = (piece: PieceView) => {
    const evidence = submission.evidence.find(({ id }) => id === piece.id)!
    return { ...piece, pin: { ...pinForm(evidence, pathOf(review)), criteria } }
  }
  return {
    parts: view.parts.map(part => ({
      ...part,
      requirements: part.requirements.map(asked => ({ ...asked, pieces: asked.pieces.map(withForm) })),
    })),
  }
}

/** The author's phrases, one a line. */
const linesOf = (phrases = '') => phrases.split('\n').filter(line => line.trim() !== '')

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
