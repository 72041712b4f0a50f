import { expectedBy, type Submission } from '../review/index.js'
import type { Claim } from './claim.js'
import { latestFeedback } from './feedback.js'
import type { ClaimSubject } from './subject.js'
import { timelineOf } from './timeline.js'

/** Where a claim stands, who knows what since when, and what came of it. */
export function statusPage({ claim, microCredential, submissions }: ClaimSubject) {
  const { anatomy, slug, version } = microCredential
  return {
    title: anatomy.title,
    microCredentialTitle: anatomy.title,
    microCredentialHref: `/microcredentials/${slug}/v${version}`,
    action: `/claims/${claim.id}`,
    number: claim.number,
    writeHref: claim.state === 'drafting' ? `/claims/${claim.id}?part=overview` : undefined,
    ...standing(claim, submissions),
    timeline: timelineOf(claim, submissions),
    feedback: latestFeedback(submissions, anatomy.rubric),
    attempts: submissions.map(({ number, submittedAt, decision }) => ({
      number,
      submittedAt,
      givingHref: decision && `/claims/${claim.id}/attempts/${number}/calibration`,
      href: `/claims/${claim.id}/attempts/${number}`,
    })),
    mayPutAway: claim.state === 'drafting',
    mayWithdraw: claim.state === 'submitted',
    mayReopen: claim.state === 'withdrawn',
    isNotYet: claim.state === 'drafting' && submissions.at(-1)?.decision?.outcome === 'notYet',
    isEarned: claim.state === 'earned',
  }
}

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
  const detail = claim.state === 'submitted' && submission && !submission.decision ? submission.state : claim.state
  return {
    stateKey: `claim.state.${detail}`,
    state: SHAPES[claim.state],
    expectedBy: claim.state === 'submitted' && submission ? expectedBy(submission) : undefined,
  }
}
