import type { MicroCredentialVersion } from '../microcredential/index.js'
import { evidenceView, type FrozenSubmission, rubricView, type Submission } from '../review/index.js'
import type { Rejected } from '../shared/forms.js'
import type { Rubric } from '../shared/rubric.js'
import { formView } from '../web/formView.js'
import type { Claim, Draft, Piece } from './claim.js'
import { piecesIn, textIn } from './claim.js'
import {
  type Asked,
  CLAIM_PARTS,
  type ClaimPart,
  levelField,
  noteField,
  type Problem,
  responseField,
  slotField,
} from './completeness.js'
import { feedbackView, latestFeedback } from './feedback.js'
import type { Sources } from './freezeClaim.js'
import { countWords } from './words.js'

export interface ClaimSubject {
  claim: Claim
  microCredential: MicroCredentialVersion
  /** Its attempts so far, oldest first. */
  submissions: Submission[]
}

export const WORKSPACE_PARTS = [...CLAIM_PARTS, 'check'] as const
export type WorkspacePart = (typeof WORKSPACE_PARTS)[number]

const pathOf = (claim: Claim) => `/claims/${claim.id}`
const partHref = (claim: Claim, part: WorkspacePart) => `${pathOf(claim)}?part=${part}`

export interface Workspace extends ClaimSubject {
  part: WorkspacePart
  problems: Problem[]
  sources: Sources
  /** Criteria still to be judged. */
  toJudge: Rubric
}

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
    isComplete: problems.length === 0,
    problems: problems.map(problem => ({ ...problem, href: `${partHref(claim, problem.part)}#${problem.field}` })),
    nextPart: nextPart(claim, part),
    rubric: rubricView(anatomy.rubric, claim.carriedOver),
    feedback: latestFeedback(submissions, anatomy.rubric),
  }
}

function headOf({ claim, microCredential }: ClaimSubject) {
  const { anatomy, slug, version } = microCredential
  return {
    title: anatomy.title,
    microCredentialTitle: anatomy.title,
    microCredentialHref: `/microcredentials/${slug}/v${version}`,
    number: claim.number,
    isLaterAttempt: claim.number > 1,
  }
}

function partLinks({ claim, microCredential, part, problems }: Workspace) {
  const asked = (each: ClaimPart) =>
    microCredential.anatomy.requirements.filter(requirement => requirement.part === each)
  const shown = CLAIM_PARTS.filter(each => each === 'self-assessment' || asked(each).length > 0)
  return [
    ...shown.map(each => ({
      href: partHref(claim, each),
      titleKey: `claim.part.${each}.title`,
      isCurrent: each === part,
      ...partState(problems.filter(problem => problem.part === each).length, hasBegun(claim.draft, each, asked(each))),
    })),
    {
      href: partHref(claim, 'check'),
      titleKey: 'claim.part.check.title',
      isCurrent: part === 'check',
      ...partState(problems.length, true),
    },
  ]
}

function partState(missing: number, begun: boolean) {
  if (missing === 0) return { state: 'done', stateKey: 'claim.partState.done' }
  return begun
    ? { state: 'now', stateKey: 'claim.partState.missing', count: missing }
    : { state: 'waiting', stateKey: 'claim.partState.empty' }
}

function hasBegun(draft: Draft, part: ClaimPart, requirements: { id: string }[]): boolean {
  if (part === 'self-assessment') return draft.selfAssessment.some(({ levelId, note }) => levelId || note)
  return requirements.some(({ id }) => textIn(draft, id) !== '' || piecesIn(draft, id).length > 0)
}

function nextPart(claim: Claim, part: WorkspacePart) {
  const next = WORKSPACE_PARTS[WORKSPACE_PARTS.indexOf(part) + 1]
  return next && { part: next, href: partHref(claim, next), titleKey: `claim.part.${next}.title` }
}

type AskedWithHelp = Asked & { help: string }

function textView(requirement: AskedWithHelp, { values, fieldErrors }: ReturnType<typeof formView>) {
  const field = responseField(requirement.id)
  const value = String(values[field] ?? '')
  return {
    ...{ field, value, prompt: requirement.prompt, help: requirement.help, error: fieldErrors[field] },
    optional: !requirement.required,
    words: countWords(value),
    limit: limitOf(requirement, 'words'),
  }
}

/** "Between 60 and 250 words", or whichever of the two limits there is. */
function limitOf({ min, max }: Asked, unit: 'words' | 'pieces') {
  const which = min !== undefined && max !== undefined ? 'between' : min !== undefined ? 'atLeast' : 'atMost'
  if (min === undefined && max === undefined) return undefined
  return { messageKey: `claim.limit.${unit}.${which}`, values: { min, max, count: max ?? min } }
}

function slotView(requirement: AskedWithHelp, { claim, sources }: Workspace) {
  const pieces = piecesIn(claim.draft, requirement.id)
  return {
    field: slotField(requirement.id),
    prompt: requirement.prompt,
    help: requirement.help,
    optional: !requirement.required,
    limit: limitOf(requirement, 'pieces'),
    pieces: pieces.map(piece => pieceView(claim, piece, sources)),
    isFull: requirement.max !== undefined && pieces.length >= requirement.max,
    addHref: `${pathOf(claim)}/pieces/new?requirement=${requirement.id}`,
  }
}

function pieceView(claim: Claim, piece: Piece, { artefacts, entries }: Sources) {
  const shared = { id: piece.id, removal: `${pathOf(claim)}/pieces/${piece.id}/removal` }
  if (piece.kind === 'writing')
    return {
      ...shared,
      kindKey: 'claim.piece.writing',
      name: firstWords(piece.text),
      nameKey: piece.text === '' ? 'claim.piece.emptyWriting' : undefined,
      href: `${pathOf(claim)}/writings/${piece.id}`,
    }
  if (piece.kind === 'entry') {
    const entry = entries.get(piece.entryId)
    if (!entry) return { ...shared, kindKey: 'claim.piece.entry', nameKey: 'claim.piece.gone', isGone: true }
    return { ...shared, kindKey: 'claim.piece.entry', name: entry.title, href: `/journal/${entry.id}` }
  }
  const artefact = artefacts.get(piece.artefactId)
  if (!artefact) return { ...shared, kindKey: 'claim.piece.file', nameKey: 'claim.piece.gone', isGone: true }
  const { kind, name, url, id, thumbnailDigest } = artefact
  return {
    ...shared,
    kindKey: `claim.piece.${kind}`,
    name,
    href: url ?? `/artefacts/${id}`,
    ...(thumbnailDigest && { thumbHref: `/artefacts/${id}/thumb` }),
  }
}

const firstWords = (text: string) => (text.length > 80 ? `${text.slice(0, text.lastIndexOf(' ', 80))} …` : text)

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

function draftValues({ responses, selfAssessment }: Draft): Record<string, unknown> {
  return Object.fromEntries([
    ...responses.map(({ requirementId, text }) => [responseField(requirementId), text]),
    ...selfAssessment.flatMap(({ criterionId, levelId, note }) => [
      [levelField(criterionId), levelId],
      [noteField(criterionId), note],
    ]),
  ])
}

/** The reviewers' page without the reviewers' form: the same view of the same evidence. */
export function previewPage(subject: ClaimSubject, frozen: FrozenSubmission, basePath: string, notice?: object) {
  return {
    ...headOf(subject),
    titleKey: 'claim.preview.title',
    evidence: evidenceView(subject.microCredential.anatomy, frozen.evidence, ({ id }) => `${basePath}/evidence/${id}`),
    rubric: rubricView(subject.microCredential.anatomy.rubric, frozen.carriedOver),
    backHref: pathOf(subject.claim),
    ...notice,
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
