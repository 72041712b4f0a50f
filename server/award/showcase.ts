import type { ProfileSection } from '../account/index.js'
import type { NextStep } from '../home/index.js'
import type { Clock } from '../platform/clock.js'
import { stateAt } from './award.js'
import type { AwardStore } from './awardStore.js'
import { stateAt as completionStateAt } from './completion.js'
import type { CompletionStore } from './completionStore.js'
import type { Neighbours } from './neighbours.js'

const SHOWN_ON_PROFILE = 50
const WAITING_LOOKED_AT = 50
const LISTS_LOOKED_AT = 5
const PATHS_AT_ONCE = 1000
/** A site map holds 50,000 addresses (sitemaps.org); others have pages too. */
const MOST_PATHS = 40_000

export interface ShowcaseDeps {
  awards: AwardStore
  completions: Pick<CompletionStore, 'plannedBy'>
  neighbours: Pick<Neighbours, 'organization'>
  clock: Clock
}

/** What other pages show of awards. */
export function showcase({ awards, completions, neighbours, clock }: ShowcaseDeps) {
  async function badgesToAccept(personId: string): Promise<NextStep[]> {
    const found = await awards.ofPerson(personId, { limit: WAITING_LOOKED_AT })
    return found
      .filter(({ state }) => state === 'issued')
      .map(({ id, title, issuedAt }) => ({
        messageKey: 'award.nextStep',
        values: { title },
        href: `/badges/${id}`,
        at: issuedAt,
        weight: 'begun',
      }))
  }

  /** People wait for their badge, and do not know it. */
  async function listsToAward(personId: string): Promise<NextStep[]> {
    const planned = await completions.plannedBy(personId, LISTS_LOOKED_AT)
    const open = planned.filter(each => each.total > 0 && completionStateAt(each, clock.now()) === 'planned')
    return Promise.all(
      open.map(async ({ id, organizationId, programme, plannedAt }) => ({
        messageKey: 'award.completion.nextStep',
        values: { programme },
        href: `/organizations/${(await neighbours.organization(organizationId)).slug}/completions/${id}`,
        at: plannedAt,
        weight: 'begun',
      })),
    )
  }

  return {
    /** On a person's own public page: what they chose to show to everyone, as long as it is in force. */
    async profileSections(personId: string): Promise<ProfileSection[]> {
      const found = await awards.ofPerson(personId, { visibility: 'public', limit: SHOWN_ON_PROFILE })
      const inForce = found.filter(award => stateAt(award, clock.now()) === 'active')
      const items = inForce.map(award => ({
        href: `/badges/${award.id}`,
        title: award.title,
        imageUrl: `/microcredentials/${award.slug}/v${award.microCredentialVersion}/badge.svg`,
      }))
      return items.length > 0 ? [{ titleKey: 'award.profile.title', items }] : []
    },
    async nextSteps(personId: string): Promise<NextStep[]> {
      return (await Promise.all([badgesToAccept(personId), listsToAward(personId)])).flat()
    },
    async publicPaths(): Promise<string[]> {
      const ids: string[] = []
      let page: string[]
      do {
        const after = ids.at(-1)
        page = await awards.publicIds({ limit: PATHS_AT_ONCE, ...(after && { after }) })
        ids.push(...page)
      } while (page.length === PATHS_AT_ONCE && ids.length < MOST_PATHS)
      return ids.map(id => `/badges/${id}`)
    },
  }
}
