import { domainOf, type Endorsement } from './endorsement.js'
import type { EndorsementStore } from './store.js'
import type { Subject } from './subject.js'
import type { Subjects } from './subjects.js'

const MOST_SHOWN = 30

/** One endorsement as it stands on the page of what it is about. */
export interface EndorsementItem {
  href: string
  name: string
  standing: string | undefined
  /** Not of one that was withdrawn: its endorser took the words back. */
  paragraphs: string[]
  at: Date
  withdrawnAt: Date | undefined
  /** Its key may have been in others' hands since then: that is why it was withdrawn. */
  untrustedSince: Date | undefined
  /** Its guest's address belongs to whoever it is about. */
  isByOwner: boolean
  /** Of the mailbox of somebody outside: all that is known of them. */
  guestDomain: string | undefined
  isHidden: boolean
}

export interface EndorsementSection {
  /** Whether it has anything to say to this viewer. */
  isThere: boolean
  items: EndorsementItem[]
  /** Where its keepers ask for more. */
  askHref: string | undefined
  emptyKey: string
}

export interface SectionDeps {
  endorsements: Pick<EndorsementStore, 'onSubject'>
  subjects: Pick<Subjects, 'describe'>
}

/** On the page of an award, a micro-credential or a person: what others say of it, and for its keepers the way to ask. */
export function sections({ endorsements, subjects }: SectionDeps) {
  return async (subject: Subject, viewerId: string | undefined, askHref: string): Promise<EndorsementSection> => {
    const [found, described] = await Promise.all([
      endorsements.onSubject(subject, MOST_SHOWN),
      subjects.describe(subject),
    ])
    const isKeeper = viewerId !== undefined && described.keepers.includes(viewerId)
    const items = found.filter(({ hidden }) => isKeeper || !hidden).map(itemOf)
    const mayAsk = isKeeper && described.isStanding
    return {
      isThere: items.length > 0 || mayAsk,
      items,
      askHref: mayAsk ? askHref : undefined,
      emptyKey: `endorsement.section.empty.${subject.kind}`,
    }
  }
}

export function itemOf(endorsement: Endorsement): EndorsementItem {
  const { id, statement, endedAt, untrustedSince, isByOwner = false, hidden } = endorsement
  const { name, standing, words, at } = statement!
  return {
    ...{ href: `/endorsements/${id}`, name, standing, at, withdrawnAt: endedAt, untrustedSince, isHidden: hidden },
    ...{ isByOwner, guestDomain: domainOf(endorsement) },
    paragraphs: endedAt ? [] : paragraphsOf(words),
  }
}

/** Plain words: nothing in them becomes a link or a picture. */
export const paragraphsOf = (words: string): string[] => words.split(/\n+/).filter(line => line.trim() !== '')
