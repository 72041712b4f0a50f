import type { MicroCredentialVersion } from '../microcredential/index.js'
import { evidenceView, type Submission } from '../review/index.js'
import type { Rejected } from '../shared/forms.js'
import { formView, options } from '../web/formView.js'
import { ANCHOR_USES, type Anchor, anchorIn, type CalibrationSet, missingAnchors } from './calibrationSet.js'
import { levelField, pieceField, reasonField, textField } from './forms.js'
import { criterionForm } from './pages.js'
import type { OpenedSet } from './settingUp.js'

const LOOKS = { draft: 'now', open: 'done', closed: 'stopped' } as const
export const pathOfAuthors = (slug: string) => `/microcredentials/${slug}/calibration`

/** The table of a set's authors: its anchors, what is missing, what reviewers must reach. */
export function authorsPage({ set, microCredential }: OpenedSet, gifts: string[], rejected?: Rejected) {
  const { slug, anatomy } = microCredential
  const action = pathOfAuthors(slug)
  return {
    ...formView(settingsIn(set), rejected),
    title: anatomy.title,
    overviewHref: `/microcredentials/${slug}/edit`,
    action,
    state: { key: `calibration.state.${set.state}`, look: LOOKS[set.state] },
    missing: missingAnchors(set).map(({ use, count }) => ({
      messageKey: `calibration.missing.${use}`,
      values: { count },
    })),
    mayOpen: set.state !== 'open' && missingAnchors(set).length === 0,
    mayClose: set.state === 'open',
    anchors: byUse(set.anchors).map((anchor, index) => anchorRow(anchor, index, action, set.group)),
    gifts: gifts.map((submissionId, index) => ({ number: index + 1, href: `${action}/given/${submissionId}` })),
  }
}

const byUse = (anchors: Anchor[]) =>
  anchors.toSorted((one, other) => ANCHOR_USES.indexOf(one.use) - ANCHOR_USES.indexOf(other.use))

const settingsIn = ({ tolerance, seedRate, pauseDays, group }: CalibrationSet) => ({
  group,
  exact: Math.round(tolerance.exactAgreement * 100),
  kappa: Math.round(tolerance.weightedKappa * 100),
  seedRate: Math.round(seedRate * 100),
  pauseDays,
})

const anchorRow = (anchor: Anchor, index: number, action: string, group: string | undefined) => {
  const { id, use, submissionId, addedAt, evidence, variant, variantAside } = anchor
  return {
    number: index + 1,
    useKey: `calibration.use.${use}`,
    originKey: submissionId ? 'calibration.origin.given' : 'calibration.origin.written',
    addedAt,
    pieces: evidence.length,
    href: submissionId ? `${action}/given/${submissionId}` : `${action}/anchors/${id}`,
    removal: `${action}/anchors/${id}/removal`,
    hasVariant: variant !== undefined,
    isVariantAside: variantAside !== undefined,
    variantHref: group && !submissionId && use !== 'training' ? `${action}/anchors/${id}/variant` : undefined,
  }
}

/** An anchor to be written, or written again. */
export function writePage({ set, microCredential }: OpenedSet, anchorId: string | undefined, rejected?: Rejected) {
  const { anatomy, slug } = microCredential
  const anchor = anchorId === undefined ? undefined : anchorIn(set, anchorId)
  const form = formView(anchor ? storedIn(anchor) : {}, rejected)
  return {
    ...agreedForm(microCredential, form),
    titleKey: anchor ? 'calibration.write.titleAgain' : 'calibration.write.title',
    microCredentialTitle: anatomy.title,
    setHref: pathOfAuthors(slug),
    action: `${pathOfAuthors(slug)}/anchors${anchor ? `/${anchor.id}` : ''}`,
    texts: anatomy.requirements.map(({ id, prompt, required }) => ({
      name: textField(id),
      prompt,
      required,
      value: form.values[textField(id)],
      error: form.fieldErrors[textField(id)],
    })),
  }
}

/** The other version of a written anchor: it begins as the anchor itself, so that only the signs need changing. */
export function variantPage({ set, microCredential }: OpenedSet, anchorId: string, rejected?: Rejected) {
  const { evidence, variant, variantAside } = anchorIn(set, anchorId)
  const begun = variant ?? variantAside
  const { slug, anatomy } = microCredential
  const stored = evidence.map(({ id, text }) => [pieceField(id), begun?.texts[id] ?? text])
  const form = formView(Object.fromEntries(stored), rejected)
  return {
    ...form,
    titleKey: 'calibration.variant.title',
    isAside: variantAside !== undefined,
    microCredentialTitle: anatomy.title,
    setHref: pathOfAuthors(slug),
    group: set.group,
    action: `${pathOfAuthors(slug)}/anchors/${anchorId}/variant`,
    texts: evidence.map(({ id, requirementId }) => ({
      name: pieceField(id),
      prompt: anatomy.requirements.find(requirement => requirement.id === requirementId)?.prompt,
      value: form.values[pieceField(id)],
      error: form.fieldErrors[pieceField(id)],
    })),
  }
}

/** A submission that an earner gave. What came of it is not said: authors agree on its levels by themselves. */
export function giftPage(opened: OpenedSet & { submission: Submission }, rejected?: Rejected) {
  const { set, microCredential, submission } = opened
  const anchor = set.anchors.find(({ submissionId }) => submissionId === submission.id)
  const action = `${pathOfAuthors(microCredential.slug)}/given/${submission.id}`
  return {
    ...agreedForm(microCredential, formView(anchor ? storedIn(anchor) : {}, rejected)),
    titleKey: 'calibration.gift.title',
    microCredentialTitle: microCredential.anatomy.title,
    setHref: pathOfAuthors(microCredential.slug),
    action,
    evidence: evidenceView(microCredential.anatomy, submission.evidence, piece => `${action}/evidence/${piece.id}`),
  }
}

function agreedForm({ anatomy }: MicroCredentialVersion, form: ReturnType<typeof formView>) {
  return {
    ...form,
    uses: options(ANCHOR_USES, 'calibration.use', form.values.use ?? 'test').map(option => ({
      ...option,
      hintKey: `calibration.useHint.${option.value}`,
    })),
    criteria: anatomy.rubric.map((criterion, index) => ({
      ...criterionForm(criterion, form),
      position: index + 1,
      of: anatomy.rubric.length,
      reason: {
        name: reasonField(criterion.id),
        value: form.values[reasonField(criterion.id)],
        error: form.fieldErrors[reasonField(criterion.id)],
      },
    })),
  }
}

const storedIn = ({ use, agreed, evidence }: Anchor): Record<string, unknown> => ({
  use,
  ...Object.fromEntries(agreed.map(({ criterionId, levelId }) => [levelField(criterionId), levelId])),
  ...Object.fromEntries(agreed.map(({ criterionId, reason }) => [reasonField(criterionId), reason])),
  ...Object.fromEntries(evidence.map(({ requirementId, text }) => [textField(requirementId), text])),
})
