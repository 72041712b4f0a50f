import { NotFound } from '../shared/errors.js'
import { slotField } from './completeness.js'
import { type ClaimSubject, pathOf } from './subject.js'

export const slotsOf = ({ microCredential }: ClaimSubject) =>
  microCredential.anatomy.requirements.filter(({ kind }) => kind === 'artefact').map(({ id }) => id)

export function slotIn({ microCredential }: ClaimSubject, requirementId: unknown) {
  const slot = microCredential.anatomy.requirements.find(({ id, kind }) => kind === 'artefact' && id === requirementId)
  if (!slot) throw new NotFound('No such place for evidence')
  return slot
}

/** The slot in the workspace. */
export function backTo(subject: ClaimSubject, requirementId: string): string {
  const { part } = slotIn(subject, requirementId)
  return `${pathOf(subject.claim)}?part=${part}#${slotField(requirementId)}`
}
