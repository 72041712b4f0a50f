import type { Request } from 'express'
import { NotFound } from '../shared/errors.js'
import { anyone, personOf, signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import type { GuardedRouter } from '../web/router.js'
import { ENTRY_KINDS, type Entry } from './entry.js'
import { deletionPage, discardPage, ENTRIES_READ, entryPage, journalPage } from './pages.js'
import type { OwnEntry } from './removeEntry.js'
import { type CommunityChoice, type JournalStores, type Neighbours, standingOf } from './room.js'
import type { EntryQuery } from './store.js'
import { unfinished, unfinishedOf } from './unfinished.js'

const TAGS_SHOWN = 20
const LONGEST_SEARCH = 200

export interface ReadingRoutesDeps extends JournalStores, Pick<Neighbours, 'communitiesOf'> {
  artefact: { many: Neighbours['artefacts'] }
  person(id: string): Promise<{ name: string; handle: string } | undefined>
  read(id: string, personId: string | undefined): Promise<Entry>
  remove(own: OwnEntry): Promise<void>
  discard(own: OwnEntry): Promise<void>
}

export function readingRoutes(router: GuardedRouter, deps: ReadingRoutesDeps): void {
  const { entries, drafts, artefact } = deps

  router.get('/journal', signedIn, async (req, res) => {
    const { id } = signedInPerson(req)
    const query = entryQuery(req)
    const [found, unfinishedEntries, tags] = await Promise.all([
      entries.ofOwner(id, query),
      unfinishedOf(drafts, id),
      entries.tagsOf(id, TAGS_SHOWN),
    ])
    const artefacts = await artefact.many(found.flatMap(entry => entry.artefactIds))
    res.render('journal/list', journalPage({ entries: found, artefacts, unfinished: unfinishedEntries, tags, query }))
  })

  router.get('/journal/:id', anyone, async (req, res) => {
    const reader = personOf(req)?.id
    const entry = await deps.read(idOf(req), reader)
    const isOwn = entry.ownerId === reader
    const draft = isOwn ? await drafts.find(entry.id) : undefined
    res.render(
      'journal/entry',
      entryPage({
        entry,
        isOwn,
        artefacts: await artefact.many(entry.artefactIds),
        author: await deps.person(entry.ownerId),
        community: await communityOf(entry),
        unfinished: draft && unfinished(draft),
      }),
    )
  })

  router.get('/journal/:id/deletion', signedIn, async (req, res) => {
    const { entry } = await standingOf(deps, idOf(req), signedInPerson(req).id)
    if (!entry) throw new NotFound('No such entry')
    res.render('journal/removal', deletionPage(entry))
  })

  router.post('/journal/:id/deletion', signedIn, async (req, res) => {
    await deps.remove({ entryId: idOf(req), ownerId: signedInPerson(req).id })
    leaveNotice(req, 'journal.deletion.done')
    res.redirect(303, '/journal')
  })

  router.get('/journal/:id/discard', signedIn, async (req, res) => {
    const { draft } = await standingOf(deps, idOf(req), signedInPerson(req).id)
    if (!draft) throw new NotFound('Nothing unfinished')
    res.render('journal/removal', discardPage(unfinished(draft)))
  })

  router.post('/journal/:id/discard', signedIn, async (req, res) => {
    await deps.discard({ entryId: idOf(req), ownerId: signedInPerson(req).id })
    leaveNotice(req, 'journal.discard.done')
    res.redirect(303, '/journal')
  })

  async function communityOf({ ownerId, communityId }: Entry): Promise<CommunityChoice | undefined> {
    if (!communityId) return undefined
    return (await deps.communitiesOf(ownerId)).find(({ id }) => id === communityId)
  }
}

const idOf = (req: Request) => String(req.params.id)

function entryQuery({ query }: Request): EntryQuery {
  const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, LONGEST_SEARCH) : '')
  const kind = ENTRY_KINDS.find(candidate => candidate === query.kind)
  return {
    limit: ENTRIES_READ,
    before: text(query.before),
    tag: text(query.tag),
    search: text(query.q).trim(),
    ...(kind && { kind }),
  }
}
