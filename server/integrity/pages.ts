import type { MicroCredentialVersion } from '../microcredential/index.js'
import {
  type Evidence,
  type EvidenceView,
  evidenceView,
  type Hold,
  holdView,
  type Submission,
} from '../review/index.js'
import type { Rejected } from '../shared/forms.js'
import { formView } from '../web/formView.js'
import type { Match } from './matchStore.js'

export interface Side {
  submission: Submission
  microCredential: MicroCredentialVersion
}

export const matchPath = ({ id }: Pick<Match, 'id'>) => `/reviews/integrity/${id}`

export function matchRow({ id, pieces, foundAt, dismissed }: Match, title: string, submission: Submission) {
  return {
    title,
    href: matchPath({ id }),
    foundAt,
    pieces: pieces.length,
    share: Math.round(Math.max(...pieces.map(({ share }) => share)) * 100),
    ...standing(submission, dismissed !== undefined),
  }
}

/** What came of a match, in words and a shape. */
function standing({ state, hold }: Submission, isDismissed: boolean) {
  if (state === 'onHold') return { stateKey: 'integrity.state.onHold', shape: 'now' }
  if (hold?.settled) return { stateKey: `integrity.state.${hold.settled.outcome}`, shape: 'done' }
  if (isDismissed) return { stateKey: 'integrity.state.dismissed', shape: 'done' }
  return { stateKey: 'integrity.state.new', shape: 'waiting' }
}

export interface MatchSubject {
  match: Match
  own: Side
  other: Side
  viewerId: string
}

/** Both sides as reviewers get them: whose they are does not bear on whether one is a copy. */
export function matchPage({ match, own, other, viewerId }: MatchSubject, now: Date, rejected?: Rejected) {
  const { hold, state } = own.submission
  const isHeld = state === 'onHold'
  return {
    ...formView({}, rejected),
    titleKey: 'integrity.match.title',
    microCredentialTitle: own.microCredential.anatomy.title,
    action: matchPath(match),
    foundAt: match.foundAt,
    dismissed: match.dismissed,
    sides: [sideView(own, match, 'own'), sideView(other, match, 'other')],
    ...standing(own.submission, match.dismissed !== undefined),
    hold: hold && holdView(hold, index => `${matchPath(match)}/answers/${index}`),
    mayHold: ['inReview', 'agreed', 'inAdjudication'].includes(state),
    mayDismiss: !match.dismissed,
    maySettle: isHeld,
    mayDeny: isHeld && mayDeny(hold!, viewerId, now),
    isPlacer: isHeld && hold!.placedBy === viewerId,
  }
}

const mayDeny = ({ placedBy, answers, answerBy }: Hold, viewerId: string, now: Date) =>
  placedBy !== viewerId && (answers.length > 0 || now > answerBy)

function sideView({ submission, microCredential }: Side, match: Match, side: 'own' | 'other') {
  const idOf = (piece: Match['pieces'][number]) => (side === 'own' ? piece.pieceId : piece.otherPieceId)
  const likeness = new Map(match.pieces.map(piece => [idOf(piece), piece]))
  const alike = submission.evidence.filter(({ id }) => likeness.has(id))
  return {
    titleKey: `integrity.match.${side}`,
    submittedAt: submission.submittedAt,
    microCredentialTitle: microCredential.anatomy.title,
    evidence: withoutGaps(
      evidenceView(microCredential.anatomy, alike, piece => `${matchPath(match)}/${side}/${piece.id}`),
    ),
    likeness: alike.map(({ id, form, number }) => {
      const { likeness: kind, share } = likeness.get(id)!
      return {
        nameKey: `review.evidence.${form}`,
        number,
        messageKey: `integrity.likeness.${kind}`,
        share: Math.round(share * 100),
      }
    }),
  }
}

/** What is not alike is not shown, which does not mean that it is not there. */
const withoutGaps = ({ parts }: EvidenceView): EvidenceView => ({
  parts: parts
    .map(part => ({ ...part, requirements: part.requirements.filter(({ pieces }) => pieces.length > 0) }))
    .filter(({ requirements }) => requirements.length > 0),
})

export const pieceOf = ({ submission }: Side, id: unknown): Evidence | undefined =>
  submission.evidence.find(piece => piece.id === id)
