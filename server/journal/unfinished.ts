import type { Draft } from './draft.js'
import type { DraftStore } from './draftStore.js'
import { titleFrom } from './words.js'

const MOST_UNFINISHED = 10

export interface UnfinishedEntry {
  id: string
  /** '' when there are only files yet. */
  title: string
  savedAt: Date
  href: string
}

export async function unfinishedOf(drafts: DraftStore, personId: string): Promise<UnfinishedEntry[]> {
  const found = await drafts.ofOwner(personId, MOST_UNFINISHED)
  return found.map(unfinished)
}

export function unfinished({ id, fields: { texts }, savedAt }: Draft): UnfinishedEntry {
  const told = texts.title ?? texts.experience ?? texts.thinkNow ?? texts.shook ?? texts.assumed ?? ''
  return { id, title: titleFrom(told), savedAt, href: `/journal/${id}/edit` }
}

/** What was begun and not kept, for the page that says what to do next. */
export function nextSteps({ drafts }: { drafts: DraftStore }) {
  return async (personId: string) =>
    (await unfinishedOf(drafts, personId)).slice(0, 1).map(({ title, href, savedAt }) => ({
      messageKey: title ? 'journal.next.unfinished' : 'journal.next.unfinishedFiles',
      values: { title },
      href,
      at: savedAt,
      weight: 'begun' as const,
    }))
}
