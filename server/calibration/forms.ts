import type { Anatomy, Requirement } from '../microcredential/index.js'
import { formReader, type Parsed } from '../shared/forms.js'
import type { Rubric, Score } from '../shared/rubric.js'
import {
  type AgreedScore,
  ANCHOR_USES,
  type Anchor,
  type AnchorUse,
  type SetSettings,
  wordsOf,
} from './calibrationSet.js'
import type { WrittenPiece } from './writtenEvidence.js'

const REASON_MAX = 3000
const TEXT_MAX = 20_000
const GROUP_MAX = 80

export const levelField = (criterionId: string) => `level-${criterionId}`
export const reasonField = (criterionId: string) => `reason-${criterionId}`
export const pieceField = (pieceId: string) => `piece-${pieceId}`
export const textField = (requirementId: string) => `text-${requirementId}`

type Form = ReturnType<typeof formReader>

/** A reviewer's answer on one anchor: a level for every criterion. */
export function parseAnswer(body: unknown, rubric: Rubric): Parsed<{ scores: Score[] }> {
  const form = formReader(body)
  const scores = rubric.map(({ id, name, levels }) => ({ criterionId: id, levelId: levelIn(form, id, name, levels) }))
  return form.result({ scores })
}

export interface AnchorForm {
  use: AnchorUse
  agreed: AgreedScore[]
}

/** What was agreed on an anchor: a level for every criterion, and why. */
export function parseAgreed(body: unknown, rubric: Rubric): Parsed<AnchorForm> {
  const form = formReader(body)
  return form.result(agreedIn(form, rubric))
}

export function parseAnchor(body: unknown, anatomy: Anatomy): Parsed<AnchorForm & { pieces: WrittenPiece[] }> {
  const form = formReader(body)
  const pieces = anatomy.requirements.map(({ id, required }: Requirement) => ({
    requirementId: id,
    text: form.text(textField(id), { required, max: TEXT_MAX }),
  }))
  return form.result({ ...agreedIn(form, anatomy.rubric), pieces })
}

function agreedIn(form: Form, rubric: Rubric): AnchorForm {
  const agreed = rubric.map(({ id, name, levels }) => {
    const levelId = levelIn(form, id, name, levels)
    const reason = form.text(reasonField(id), { max: REASON_MAX })
    if (reason === '') form.fail(reasonField(id), 'calibration.error.reason', { name })
    return { criterionId: id, levelId, reason }
  })
  return { use: form.choice('use', ANCHOR_USES), agreed }
}

function levelIn(form: Form, criterionId: string, name: string, levels: { id: string }[]): string {
  const level = levels.find(({ id }) => id === form.raw[levelField(criterionId)])
  if (!level) form.fail(levelField(criterionId), 'review.error.level', { name })
  return level?.id ?? ''
}

/** The other version of a written anchor: a text for every piece. */
export function parseVariant(body: unknown, { evidence }: Pick<Anchor, 'evidence'>): Parsed<Record<string, string>> {
  const form = formReader(body)
  const texts = evidence.map(({ id }) => [id, form.text(pieceField(id), { required: true, max: TEXT_MAX })] as const)
  const isSame = evidence.every(({ text = '' }, index) => wordsOf(texts[index]![1]) === wordsOf(text))
  if (isSame && evidence[0]) form.fail(pieceField(evidence[0].id), 'calibration.error.sameVersion')
  return form.result(Object.fromEntries(texts))
}

/** Shares are typed as percentages: teachers think in them. */
export function parseSettings(body: unknown): Parsed<SetSettings> {
  const form = formReader(body)
  const number = (field: string, min: number, max: number) =>
    form.number(field, { required: true, min, max, integer: true }) ?? min
  const group = form.text('group', { max: GROUP_MAX })
  return form.result({
    ...(group && { group }),
    tolerance: {
      exactAgreement: number('exact', 50, 100) / 100,
      weightedKappa: number('kappa', 0, 100) / 100,
    },
    seedRate: number('seedRate', 0, 50) / 100,
    pauseDays: number('pauseDays', 30, 1825),
  })
}
