import type { Announcement } from '../notification/index.js'
import type { LookEvent } from './events.js'
import { lookPath, talkPath } from './paths.js'

export interface FairnessReactionsDeps {
  putAside(setId: string, reviewerId: string): Promise<void>
  askAgain(setId: string, reviewerId: string): Promise<void>
  notify(announcement: Announcement): Promise<void>
  titleOf(microCredentialId: string, version: number): Promise<string>
}

/** What follows is done by people; these carry it out and tell the other side. */
export function fairnessReactions({ putAside, askAgain, notify, titleOf }: FairnessReactionsDeps) {
  const tell = async (event: LookEvent, personId: string, href: string) =>
    notify({
      ...{ eventId: event.id, personId, kind: 'review', href, messageKey: `fairness.notice.${event.name}` },
      values: {
        title: await titleOf(event.microCredentialId, event.microCredentialVersion),
        words: event.words,
      },
    })
  const tellReviewer = (event: LookEvent) => tell(event, event.reviewerId, talkPath({ id: event.lookId }))

  return {
    talkOpened: tellReviewer,
    talkAnswered: (event: LookEvent) => tell(event, event.coordinatorId, lookPath({ id: event.lookId })),
    async reviewerPaused(event: LookEvent) {
      await putAside(event.setId, event.reviewerId)
      await tellReviewer(event)
    },
    async recalibrationAsked(event: LookEvent) {
      await askAgain(event.setId, event.reviewerId)
      await tellReviewer(event)
    },
    /** Who was never told that there was anything is not told that it was nothing. */
    async lookClosed(event: LookEvent) {
      if (event.isTold) await tellReviewer(event)
    },
  }
}
