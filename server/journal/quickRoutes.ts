import type { Clock } from '../platform/clock.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import type { GuardedRouter } from '../web/router.js'
import type { AddEntry } from './addEntry.js'
import type { Entry } from './entry.js'
import { entryIdOf } from './entryIdOf.js'
import { readFields } from './fields.js'
import { todayOf } from './formPage.js'
import { LONGEST } from './forms.js'
import { readBasis } from './received.js'
import type { SaveDraft, SavedDraft } from './saveDraft.js'

export interface QuickRoutesDeps {
  clock: Clock
  add(entry: AddEntry): Promise<Entry>
  saveDraft(save: SaveDraft): Promise<SavedDraft>
}

/** What happens in passing: a line from the home page, and the saves of a form that is being filled in. */
export function quickRoutes(router: GuardedRouter, deps: QuickRoutesDeps): void {
  router.post('/journal/capture', signedIn, async (req, res) => {
    const { id: ownerId, timeZone } = signedInPerson(req)
    const text = String((req.body as { text?: unknown }).text ?? '')
      .replace(/\r\n?/g, '\n')
      .trim()
    if (text === '') leaveNotice(req, 'journal.capture.empty')
    else {
      const entry = await deps.add({
        ownerId,
        experience: text.slice(0, LONGEST.capture),
        happenedOn: todayOf({ timeZone }, deps.clock.now()),
      })
      leaveNotice(req, 'journal.capture.done', {}, { href: `/journal/${entry.id}`, labelKey: 'journal.capture.open' })
    }
    res.redirect(303, '/home')
  })

  router.post('/journal/:id/draft', signedIn, async (req, res) => {
    const raw = (req.body ?? {}) as Record<string, unknown>
    const save = {
      entryId: entryIdOf(req.params),
      ownerId: signedInPerson(req).id,
      basis: readBasis(raw),
      fields: readFields(raw),
    }
    const { savedAt, version } = await deps.saveDraft(save)
    res.json({ savedAt: savedAt.toISOString(), fields: { draftVersion: version } })
  })
}
