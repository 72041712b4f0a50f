import type { Step, Submission, SubmissionState } from '../review/index.js'
import type { Claim } from './claim.js'

export interface TimelineItem {
  at?: Date
  /** Done by somebody else: whoever reads this learns the day, not the minute, which could tell who it was. */
  isDay?: boolean
  messageKey: string
  values?: Record<string, string | number>
  state: 'done' | 'now' | 'next'
}

/** What an earner may know of a submission's story, and the sentence for it. Who reviewed is in none of them. */
const TOLD: Partial<Record<Step['name'], string>> = {
  submissionSubmitted: 'submitted',
  submissionFoundComplete: 'complete',
  submissionFoundIncomplete: 'incomplete',
  reviewersWanting: 'waiting',
  reviewAccepted: 'accepted',
  reviewLocked: 'locked',
  adjudicationOpened: 'adjudication',
  submissionWithdrawn: 'withdrawn',
  submissionHeld: 'held',
  holdAnswered: 'holdAnswered',
  submissionCleared: 'cleared',
  submissionDenied: 'denied',
}

/** A "not yet" that waits for a person's yes is none so far: to its earner it is still being read. */
export const toldState = ({ state }: Submission): SubmissionState => (state === 'agreed' ? 'inReview' : state)

/** Who knows what since when: the past of all attempts, what is happening, what may come. */
export function timelineOf(claim: Claim, submissions: Submission[], appeals: TimelineItem[]): TimelineItem[] {
  const past = submissions.flatMap(submission => [...toldSteps(submission), ...decidedStep(submission)])
  const dated = [...past, ...appeals.filter(({ at }) => at)].sort(
    (one, other) => one.at!.getTime() - other.at!.getTime(),
  )
  return [
    { at: claim.startedAt, messageKey: 'claim.timeline.started', state: 'done' },
    ...dated,
    ...appeals.filter(({ at }) => !at),
    ...presentAndFuture(claim, submissions.at(-1)),
  ]
}

function toldSteps({ timeline, number, earnerId }: Submission): TimelineItem[] {
  return timeline.flatMap(({ name, at, actorId }) => {
    const step = { at, isDay: actorId !== earnerId, values: { number }, state: 'done' as const }
    return TOLD[name] ? [{ ...step, messageKey: `claim.timeline.${TOLD[name]}` }] : []
  })
}

function decidedStep({ decision }: Submission): TimelineItem[] {
  return decision
    ? [{ at: decision.at, isDay: true, messageKey: `claim.timeline.${decision.outcome}`, state: 'done' }]
    : []
}

function presentAndFuture(claim: Claim, submission: Submission | undefined): TimelineItem[] {
  if (claim.state === 'drafting')
    return [
      { messageKey: 'claim.timeline.drafting', values: { number: claim.number }, state: 'now' },
      { messageKey: 'claim.timeline.nextReview', state: 'next' },
      { messageKey: 'claim.timeline.nextDecision', state: 'next' },
    ]
  if (claim.state !== 'submitted' || !submission || submission.decision) return []
  return [
    { messageKey: `claim.timeline.now.${toldState(submission)}`, state: 'now' },
    { messageKey: 'claim.timeline.nextDecision', state: 'next' },
  ]
}
