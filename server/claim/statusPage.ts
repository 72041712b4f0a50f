import { expectedBy, isOutOfHands, type Submission } from '../review/index.js'
import type { Claim } from './claim.js'
import { latestFeedback } from './feedback.js'
import type { ToldClaim } from './subject.js'
import { timelineOf, toldState } from './timeline.js'

/** After so many times "not yet" a coach is offered: issue 5, section 3. */
export const NOT_YET_BEFORE_COACH = 3

export const needsCoach = (submissions: Submission[]): boolean =>
  submissions.filter(({ decision }) => decision?.outcome === 'notYet').length >= NOT_YET_BEFORE_COACH

/** Where a claim stands, who knows what since when, and what came of it. */
export function statusPage({ claim, microCredential, submissions, appeals, coaches }: ToldClaim) {
  const { anatomy, slug, version } = microCredential
  return {
    title: anatomy.title,
    microCredentialTitle: anatomy.title,
    microCredentialHref: `/microcredentials/${slug}/v${version}`,
    action: `/claims/${claim.id}`,
    number: claim.number,
    writeHref: claim.state === 'drafting' ? `/claims/${claim.id}?part=overview` : undefined,
    ...standing(claim, submissions),
    timeline: timelineOf(claim, submissions, appeals.steps),
    appealLink: appeals.link,
    isAppealOpen: appeals.isOpen,
    coaches,
    feedback: latestFeedback(submissions, anatomy.rubric),
    attempts: submissions.map(({ number, submittedAt, decision }) => ({
      number,
      submittedAt,
      givingHref: decision && `/claims/${claim.id}/attempts/${number}/calibration`,
      href: `/claims/${claim.id}/attempts/${number}`,
    })),
    holdHref: submissions.some(({ hold }) => hold) && `/claims/${claim.id}/hold`,
    mayPutAway: claim.state === 'drafting' && !appeals.isOpen,
    mayWithdraw: mayWithdraw(claim, submissions.at(-1)),
    mayReopen: claim.state === 'withdrawn',
    isNotYet: claim.state === 'drafting' && submissions.at(-1)?.decision?.outcome === 'notYet',
    isEarned: claim.state === 'earned',
  }
}

export const mayWithdraw = ({ state }: Claim, submission: Submission | undefined): boolean =>
  state === 'submitted' && !(submission && isOutOfHands(submission))

export function claimRow(claim: Claim, title: string, submission: Submission | undefined) {
  return {
    title,
    href: `/claims/${claim.id}`,
    number: claim.number,
    savedAt: claim.savedAt ?? claim.startedAt,
    ...standing(claim, submission ? [submission] : []),
  }
}

const SHAPES = { drafting: 'now', submitted: 'waiting', earned: 'done', withdrawn: 'stopped' } as const

function standing(claim: Claim, submissions: Submission[]) {
  const submission = submissions.at(-1)
  const detail = claim.state === 'submitted' && submission && !submission.decision ? toldState(submission) : claim.state
  return {
    stateKey: `claim.state.${detail}`,
    state: SHAPES[claim.state],
    expectedBy: claim.state === 'submitted' && submission ? expectedBy(submission) : undefined,
  }
}
