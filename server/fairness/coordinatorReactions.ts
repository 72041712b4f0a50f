import type { ReviewerLapsed } from '../calibration/index.js'
import type { MicroCredentialVersion } from '../microcredential/index.js'
import type { Announcement } from '../notification/index.js'
import type { DomainEvent } from '../shared/events.js'
import type { LeaningFound } from './events.js'
import { FAIRNESS_PATH } from './paths.js'
import type { LookStore } from './store.js'

export interface CoordinatorReactionsDeps {
  looks: LookStore
  version(microCredentialId: string, version: number): Promise<MicroCredentialVersion>
  /** Authors and administrators of this organization, or of the nearest above it that has others than this person. */
  coordinatorsBut(personId: string, organizationId: string): Promise<string[]>
  notify(announcement: Announcement): Promise<void>
}

interface About extends DomainEvent {
  microCredentialId: string
  microCredentialVersion: number
}

/** Those who look after reviews learn that there is something to look at: without a name or a figure, in a mail or here. */
export function coordinatorReactions({ looks, version, coordinatorsBut, notify }: CoordinatorReactionsDeps) {
  /** Whoever it is about is told by a person, or by the calibration set, and not this way. */
  async function tellAllBut(reviewerId: string, { id: eventId, ...event }: About, messageKey: string): Promise<void> {
    const { organizationId, anatomy } = await version(event.microCredentialId, event.microCredentialVersion)
    for (const personId of await coordinatorsBut(reviewerId, organizationId))
      await notify({
        ...{ eventId, personId, kind: 'review', messageKey, href: FAIRNESS_PATH },
        values: { title: anatomy.title },
      })
  }

  return {
    async leaningFound(event: LeaningFound): Promise<void> {
      const { reviewerId } = await looks.get(event.lookId)
      await tellAllBut(reviewerId, event, 'fairness.notice.leaningFound')
    },
    async reviewerLapsed(event: ReviewerLapsed): Promise<void> {
      if (event.why === 'drift') await tellAllBut(event.reviewerId, event, 'fairness.notice.levelsMoved')
    },
  }
}
