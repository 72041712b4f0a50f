import type { Clock } from '../platform/clock.js'
import { Forbidden, NotFound } from '../shared/errors.js'
import { retryOnStale, StaleWrite } from '../shared/retryOnStale.js'
import type { BadgeImages } from './badgeImages.js'
import { type Problem, problemsIn } from './completeness.js'
import { approvedAnatomy, requestDesignReview, sendBack, withdrawDesignReview } from './designReview.js'
import { type Draft, emptyDraft } from './draft.js'
import {
  type Act,
  type MicroCredential,
  type MicroCredentialChange,
  publish,
  retire,
  reviseMicroCredential,
  startMicroCredential,
} from './microCredential.js'
import { relationProblems, relationsIn } from './related.js'
import { replaceBadgeImage, type SectionWriting, writeSection } from './sectionWriting.js'
import { slugFor } from './slug.js'
import type { MicroCredentialStore } from './store.js'

export interface AuthoringDeps {
  microCredentials: MicroCredentialStore
  images: BadgeImages
  clock: Clock
  isAuthor(personId: string, organizationId?: string): Promise<boolean>
  /** Administrators of the organization may approve as authors may, but they do not write. */
  isAdministratorOf(personId: string, organizationId: string): Promise<boolean>
}

interface Who {
  slug: string
  personId: string
}

/** What the authors of an organization do with its micro-credentials. */
export function authoring(deps: AuthoringDeps) {
  const { microCredentials, images, clock } = deps

  /** Throws NotFound for a draft that the person may not know of, Forbidden where they may read but not do this. */
  async function open({ slug }: Who, may: (organizationId: string) => Promise<boolean>) {
    const state = await microCredentials.bySlug(slug)
    if (!state) throw new NotFound(`No micro-credential ${slug}`)
    if (await may(state.organizationId)) return state
    if (state.versions.length === 0) throw new NotFound(`No micro-credential ${slug} for this person`)
    throw new Forbidden(`Only for authors of ${slug}`)
  }
  const asAuthor = (who: Who) => open(who, organizationId => deps.isAuthor(who.personId, organizationId))
  const asApprover = (who: Who) => open(who, organizationId => mayApprove(who.personId, organizationId))
  const mayApprove = async (personId: string, organizationId: string) =>
    (await deps.isAuthor(personId, organizationId)) || deps.isAdministratorOf(personId, organizationId)

  const change = (
    load: () => Promise<MicroCredential>,
    personId: string,
    decide: (state: MicroCredential, act: Act) => MicroCredentialChange | Promise<MicroCredentialChange>,
  ) =>
    retryOnStale(async () => {
      const { state, events } = await decide(await load(), { by: personId, at: clock.now() })
      await microCredentials.save(state, events)
      return state
    })
  const changeAsAuthor = (who: Who, decide: Parameters<typeof change>[2]) =>
    change(() => asAuthor(who), who.personId, decide)
  const changeAsApprover = (who: Who, decide: Parameters<typeof change>[2]) =>
    change(() => asApprover(who), who.personId, decide)

  /** Those that a draft relates to and that anybody can read. */
  async function named({ relations }: Draft): Promise<Set<string>> {
    const found = await Promise.all(relationsIn(relations).map(({ slug }) => microCredentials.bySlug(slug)))
    return new Set(found.flatMap(other => (other && other.versions.length > 0 ? other.slug : [])))
  }

  return {
    /** For those who write in it, and those who may approve it. */
    read: asApprover,
    readAsAuthor: asAuthor,
    async start(personId: string, given: { title: string; organizationId: string; language: Draft['language'] }) {
      if (!(await deps.isAuthor(personId, given.organizationId))) throw new Forbidden('Only for its authors')
      const content = emptyDraft(given.title, given.language)
      const taken = async (slug: string) => Boolean(await microCredentials.bySlug(slug))
      return retryOnStale(async () => {
        const start = { slug: await slugFor(given.title, taken), organizationId: given.organizationId, content }
        const { state, events } = startMicroCredential(start, { by: personId, at: clock.now() })
        if (!(await microCredentials.insert(state, events))) throw new StaleWrite('Somebody else took this address')
        return state
      })
    },
    revise: (who: Who) => changeAsAuthor(who, state => reviseMicroCredential(state)),
    writeSection: (who: Who, writing: SectionWriting) =>
      changeAsAuthor(who, (state, act) => writeSection(state, writing, act)),
    replaceBadgeImage: (who: Who, uploadDigest: string | undefined) =>
      changeAsAuthor(who, (state, act) => replaceBadgeImage(state, uploadDigest, act)),
    requestDesignReview: (who: Who) => changeAsAuthor(who, requestDesignReview),
    withdrawDesignReview: (who: Who) => changeAsAuthor(who, withdrawDesignReview),
    sendBack: (who: Who, note: string) => changeAsApprover(who, (state, act) => sendBack(state, note, act)),
    approve: (who: Who) =>
      changeAsApprover(who, async (state, act) => {
        const anatomy = approvedAnatomy(state, act)
        return publish(state, { anatomy, imageDigest: await images.keep(anatomy.badge, state.slug) }, act)
      }),
    retire: (who: Who, reason: string) => changeAsAuthor(who, (state, act) => retire(state, reason, act)),
    async problems({ slug, draft }: MicroCredential): Promise<Problem[]> {
      if (!draft) return []
      const related = await named(draft.content)
      return [...problemsIn(draft.content), ...relationProblems(draft.content, slug, related)]
    },
    mayApprove,
  }
}

export type Authoring = ReturnType<typeof authoring>
