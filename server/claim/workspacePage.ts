import { rubricView } from '../review/index.js'
import { editingIn, newEditing } from '../shared/editing.js'
import type { Rejected } from '../shared/forms.js'
import type { Rubric } from '../shared/rubric.js'
import { formView } from '../web/formView.js'
import type { Claim } from './claim.js'
import { levelField, noteField, responseField } from './completeness.js'
import type { Draft } from './draft.js'
import { latestFeedback } from './feedback.js'
import { type OtherWords, otherJudgements, otherTexts } from './overtaken.js'
import { partLinks } from './partLinks.js'
import { preflightView } from './preflightView.js'
import { slotView, textView } from './requirementViews.js'
import { headOf, partHref, pathOf, WORKSPACE_PARTS, type Workspace, type WorkspacePart } from './subject.js'

/** How the form comes: opened when and where, and what in it was not taken. */
export interface Shown {
  now: Date
  rejected?: Rejected
  /** Another form has saved other words meanwhile: they are shown beside what was typed. */
  isOvertaken?: boolean
}

export function workspacePage(workspace: Workspace, { now, rejected, isOvertaken = false }: Shown) {
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
    editing: editingOf(now, isOvertaken ? undefined : rejected),
    // What it says is saved by a choice, not by the next letter.
    autosave: isOvertaken ? undefined : `${pathOf(claim)}/draft?part=${part}`,
    overtaken: isOvertaken ? { savedAt: claim.savedAt, other: others(), href: partHref(claim, part) } : undefined,
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

  function others(): OtherWords[] {
    const typed = rejected?.raw ?? {}
    if (part === 'self-assessment') return otherJudgements(toJudge, claim.draft, typed)
    return otherTexts(asked, claim.draft, typed)
  }
}

/** A form that was not taken goes on being the same one; after a choice between two versions it is a new one. */
function editingOf(now: Date, rejected: Rejected | undefined) {
  const before = editingIn(rejected?.raw)
  return before ? { ...before, openedAt: before.openedAt.toISOString() } : newEditing(now)
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
