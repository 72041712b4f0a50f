import type { EmailAdded, EmailRemoved } from '../account/index.js'
import { extractBadge } from '../openbadges/index.js'
import { type BringDeps, recipientOf } from './bring.js'
import type { BroughtBadge } from './broughtBadge.js'
import { documentOf } from './carried.js'
import type { BadgeStore } from './store.js'

const PAGE = 50

interface BackpackReactionsDeps extends Pick<BringDeps, 'addressesOf'> {
  badges: BadgeStore
}

/** Whose a badge is depends on the addresses that a person has: at once, for what is shown may no longer be theirs. */
export function backpackReactions({ badges, addressesOf }: BackpackReactionsDeps) {
  async function look(badge: BroughtBadge): Promise<void> {
    const contents = await badges.contents(badge)
    if (!contents) return
    const document = contents.assertion ? JSON.parse(contents.assertion) : documentOf(extractBadge(contents.bytes))
    await badges.noteRecipient(badge, await recipientOf(document, badge.personId, addressesOf))
  }

  async function lookAtAll({ personId }: EmailAdded | EmailRemoved): Promise<void> {
    let page: BroughtBadge[] = []
    do {
      const before = page.at(-1)?.id
      page = await badges.ofPerson(personId, { limit: PAGE, ...(before && { before }) })
      for (const badge of page) await look(badge)
    } while (page.length === PAGE)
  }

  return { emailAdded: lookAtAll, emailRemoved: lookAtAll }
}
