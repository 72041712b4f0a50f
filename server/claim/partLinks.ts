import { CLAIM_PARTS, type ClaimPart } from './completeness.js'
import { type Draft, piecesIn, textIn } from './draft.js'
import { partHref, type Workspace } from './subject.js'

/** The parts of a claim with their states, as the way through its workspace. */
export function partLinks({ claim, microCredential, part, problems }: Workspace) {
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
