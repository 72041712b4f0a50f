import type { MicroCredentialVersion } from '../microcredential/index.js'
import type { Announcement } from '../notification/index.js'
import type { ReviewerLapsed } from './events.js'
import { pathOfSet } from './pages.js'

export interface TellingDeps {
  version(microCredentialId: string, version: number): Promise<MicroCredentialVersion>
  notify(announcement: Announcement): Promise<void>
}

/** Reviewers learn that the anchors wait for them again, and why. */
export const telling = ({ version, notify }: TellingDeps) => ({
  async reviewerLapsed(event: ReviewerLapsed): Promise<void> {
    const { id: eventId, setId, reviewerId: personId, why } = event
    const { anatomy } = await version(event.microCredentialId, event.microCredentialVersion)
    await notify({
      ...{ eventId, personId, kind: 'review', messageKey: `calibration.notice.${why}` },
      ...{ values: { title: anatomy.title }, href: pathOfSet(setId) },
    })
  },
})
