import type { Clock } from '../platform/clock.js'
import { Conflict } from '../shared/errors.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import type { Anatomy } from './anatomy.js'
import type { BadgeImages } from './badgeImages.js'
import { draftFrom } from './draft.js'
import { anatomyOf } from './finished.js'
import { type Act, type MicroCredential, publish, retire, startMicroCredential } from './microCredential.js'
import type { MicroCredentialStore } from './store.js'
import { type MicroCredentialVersion, newestVersion } from './version.js'

export interface AddedMicroCredential {
  slug: string
  organizationId: string
  authorIds: string[]
  anatomy: Anatomy
  at?: Date
}

interface Deps {
  microCredentials: MicroCredentialStore
  images: BadgeImages
  clock: Clock
}

/** How the demo network and tests set up what authors would have written by hand. */
export function seeding({ microCredentials, images, clock }: Deps) {
  const change = (id: string, work: (state: MicroCredential) => Promise<ReturnType<typeof publish>>) =>
    retryOnStale(async () => {
      const { state, events } = await work(await microCredentials.get(id))
      await microCredentials.save(state, events)
      return state
    })
  const actOn = (state: MicroCredential): Act => ({ by: state.authorIds[0]!, at: clock.now() })

  return {
    async add({ slug, organizationId, authorIds, anatomy, at = clock.now() }: AddedMicroCredential): Promise<string> {
      const start = { slug, organizationId, content: draftFrom(anatomy) }
      const { state, events } = startMicroCredential(start, { by: authorIds[0]!, at })
      if (!(await microCredentials.insert({ ...state, authorIds }, events)))
        throw new Conflict(`There is a micro-credential ${slug} already`)
      return state.id
    },
    async publish(id: string, act?: Act): Promise<MicroCredentialVersion> {
      const published = await change(id, async state => {
        if (!state.draft) throw new Conflict('There is no draft to publish')
        const anatomy = anatomyOf(state.draft.content)
        const imageDigest = await images.keep(anatomy.badge, state.slug)
        return publish(state, { anatomy, imageDigest }, act ?? actOn(state))
      })
      return newestVersion(published)
    },
    async retire(id: string, reason: string, act?: Act): Promise<void> {
      await change(id, async state => retire(state, reason, act ?? actOn(state)))
    },
  }
}
