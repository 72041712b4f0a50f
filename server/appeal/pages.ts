import type { Submission } from '../review/index.js'
import { newEditing } from '../shared/editing.js'
import type { Rejected } from '../shared/forms.js'
import { levelOf, type Rubric, type Score } from '../shared/rubric.js'
import { formView } from '../web/formView.js'
import { type Appeal, appealUntil, isOpen, type Ruling, unmetIn } from './appeal.js'
import type { AppealSubject } from './appealing.js'
import type { AppealDraft } from './draftStore.js'
import { fieldOf, MAX_REASON } from './forms.js'
import { appealPath } from './paths.js'
import { stepsOf } from './steps.js'

const headOf = ({ submission, microCredential }: AppealSubject) => ({
  title: microCredential.anatomy.title,
  number: submission.number,
  claimHref: `/claims/${submission.claimId}`,
  attemptHref: `/claims/${submission.claimId}/attempts/${submission.number}`,
  action: appealPath(submission),
})

/** Where an appeal is written: a reason for every criterion that one disagrees about. */
export function filingPage(subject: AppealSubject, draft: AppealDraft | undefined, now: Date, rejected?: Rejected) {
  const { decision } = subject.submission
  const { rubric } = subject.microCredential.anatomy
  const { values, fieldErrors, errors } = formView(draft?.values ?? {}, rejected)
  return {
    ...headOf(subject),
    titleKey: 'appeal.file.title',
    errors,
    until: appealUntil(decision!),
    savedAt: draft?.savedAt,
    editing: newEditing(now),
    criteria: unmetIn(decision!).flatMap(criterionId => {
      const criterion = rubric.find(({ id }) => id === criterionId)
      const told = decision!.feedback.find(feedback => feedback.criterionId === criterionId)!
      const name = fieldOf(criterionId)
      return criterion
        ? [
            {
              ...{ name, criterion: criterion.name, description: criterion.description, max: MAX_REASON },
              level: levelOf(criterion, told.levelId)?.name,
              needed: levelOf(criterion, criterion.requiredLevelId)?.name,
              comments: told.comments,
              value: values[name],
              error: fieldErrors[name],
            },
          ]
        : []
    }),
  }
}

const SHAPES = { filed: 'waiting', panel: 'now', upheld: 'stopped', overturned: 'done', withdrawn: 'stopped' } as const

/** What was filed, how far it is, and what came of it. */
export function appealPage(subject: AppealSubject & { appeal: Appeal }, panel: Submission | undefined) {
  const { appeal } = subject
  const { rubric } = subject.microCredential.anatomy
  const nameOf = (id: string) => rubric.find(criterion => criterion.id === id)?.name ?? ''
  return {
    ...headOf(subject),
    titleKey: 'appeal.link.read',
    stateKey: `appeal.state.${appeal.state}`,
    state: SHAPES[appeal.state],
    steps: stepsOf(appeal, panel),
    grounds: appeal.grounds.map(({ criterionId, reason }) => ({ name: nameOf(criterionId), reason })),
    mayWithdraw: isOpen(appeal),
    isOverturned: appeal.state === 'overturned',
    ruling: appeal.ruling && rulingView(appeal.ruling, subject.submission, rubric),
  }
}

/** Criterion by criterion: only those about which something could change. */
function rulingView({ overturned, scores, feedback }: Ruling, { decision }: Submission, rubric: Rubric) {
  const levelIn = (criterionId: string, among: Score[]) => {
    const criterion = rubric.find(({ id }) => id === criterionId)!
    return levelOf(criterion, among.find(score => score.criterionId === criterionId)?.levelId)?.name
  }
  return {
    count: overturned.length,
    criteria: unmetIn(decision!).map(id => ({
      name: rubric.find(criterion => criterion.id === id)!.name,
      met: overturned.includes(id),
      carriedOver: false,
      level: levelIn(id, overturned.includes(id) ? scores : feedback),
      comments: feedback.find(({ criterionId }) => criterionId === id)?.comments ?? [],
    })),
  }
}
