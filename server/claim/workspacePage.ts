import { rubricView } from '../review/index.js'
import type { Rejected } from '../shared/forms.js'
import type { Rubric } from '../shared/rubric.js'
import { formView } from '../web/formView.js'
import type { Claim } from './claim.js'
import { levelField, noteField, responseField } from './completeness.js'
import type { Draft } from './draft.js'
import { latestFeedback } from './feedback.js'
import { partLinks } from './partLinks.js'
import { preflightView } from './preflightView.js'
import { slotView, textView } from './requirementViews.js'
import { headOf, partHref, pathOf, WORKSPACE_PARTS, type Workspace, type WorkspacePart } from './subject.js'

export function workspacePage(workspace: Workspace, rejected?: Rejected) {
  const { claim, microCredential, part, problems, submissions, toJudge } = workspace
  const { anatomy } = microCredential
  const form = formView(draftValues(claim.draft), rejected)
  const asked = anatomy.requirements.filter(requirement => requirement.part === part)
  const isFilled = part !== 'self-assessment' && part !== 'check'
  return {
    ...headOf(workspace),
    ...form,
    action: pathOf(claim),
    part,
    partTitleKey: `claim.part.${part}.title`,
    partLedeKey: `claim.part.${part}.lede`,
    savedAt: claim.savedAt,
    parts: partLinks(workspace),
    texts: isFilled ? asked.filter(({ kind }) => kind === 'text').map(requirement => textView(requirement, form)) : [],
    slots: isFilled ? asked.filter(({ kind }) => kind === 'artefact').map(slot => slotView(slot, workspace)) : [],
    criteria: part === 'self-assessment' ? toJudge.map(criterion => criterionForm(criterion, form)) : [],
    isCheck: part === 'check',
    preflight: workspace.account && preflightView(workspace.account),
    isComplete: problems.length === 0,
    problems: problems.map(problem => ({ ...problem, href: `${partHref(claim, problem.part)}#${problem.field}` })),
    nextPart: nextPart(claim, part),
    rubric: rubricView(anatomy.rubric, claim.carriedOver),
    feedback: latestFeedback(submissions, anatomy.rubric),
  }
}

function nextPart(claim: Claim, part: WorkspacePart) {
  const next = WORKSPACE_PARTS[WORKSPACE_PARTS.indexOf(part) + 1]
  return next && { part: next, href: partHref(claim, next), titleKey: `claim.part.${next}.title` }
}

function draftValues({ responses, selfAssessment }: Draft): Record<string, unknown> {
  return Object.fromEntries([
    ...responses.map(({ requirementId, text }) => [responseField(requirementId), text]),
    ...selfAssessment.flatMap(({ criterionId, levelId, note }) => [
      [levelField(criterionId), levelId],
      [noteField(criterionId), note],
    ]),
  ])
}

function criterionForm(criterion: Rubric[number], { values, fieldErrors }: ReturnType<typeof formView>) {
  const [level, note] = [levelField(criterion.id), noteField(criterion.id)]
  return {
    name: criterion.name,
    level: {
      name: level,
      error: fieldErrors[level],
      options: criterion.levels.map(({ id, name, description }) => ({
        value: id,
        label: name,
        hint: description,
        selected: values[level] === id,
      })),
    },
    note: { name: note, value: values[note], error: fieldErrors[note] },
  }
}
