import type { Request, Response } from 'express'
import { NotFound } from '../shared/errors.js'
import type { FieldError, Parsed } from '../shared/forms.js'
import { isId, newId } from '../shared/ids.js'
import { type SignedInPerson, signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import type { GuardedRouter } from '../web/router.js'
import type { AddEntry } from './addEntry.js'
import { Overtaken } from './draft.js'
import type { Entry, EntryContent } from './entry.js'
import { type EntryFields, readFields, withArtefacts } from './fields.js'
import { type EntryForm, entryFormPage, todayOf } from './formPage.js'
import { LONGEST, parseEntry } from './forms.js'
import type { KeepEntry } from './keepEntry.js'
import { type ReceivedEntry, type Receiving, readBasis, receiveEntry } from './received.js'
import { type JournalStores, type Neighbours, standingOf } from './room.js'
import type { SaveDraft, SavedDraft } from './saveDraft.js'

const DAY_MS = 24 * 3600 * 1000

export interface WritingRoutesDeps extends JournalStores, Pick<Neighbours, 'communitiesOf'> {
  artefact: Receiving & { many: Neighbours['artefacts'] }
  add(entry: AddEntry): Promise<Entry>
  saveDraft(save: SaveDraft): Promise<SavedDraft>
  keep(keep: KeepEntry): Promise<Entry>
}

export function writingRoutes(router: GuardedRouter, deps: WritingRoutesDeps): void {
  const { artefact, clock } = deps

  router.get('/journal/new', signedIn, async (req, res) => {
    await showForm(req, res, { id: newId(clock.now()), standing: {} })
  })

  router.get('/journal/:id/edit', signedIn, async (req, res) => {
    const id = idOf(req)
    await showForm(req, res, { id, standing: await standingOf(deps, id, signedInPerson(req).id) })
  })

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
        happenedOn: todayOf({ timeZone }, clock.now()),
      })
      leaveNotice(req, 'journal.capture.done', {}, { href: `/journal/${entry.id}`, labelKey: 'journal.capture.open' })
    }
    res.redirect(303, '/home')
  })

  router.post('/journal/:id/draft', signedIn, async (req, res) => {
    const raw = (req.body ?? {}) as Record<string, unknown>
    const save = { entryId: idOf(req), ownerId: signedInPerson(req).id, basis: readBasis(raw), fields: readFields(raw) }
    const { savedAt, version } = await deps.saveDraft(save)
    res.json({ savedAt: savedAt.toISOString(), fields: { draftVersion: version } })
  })

  router.post('/journal/:id/artefacts', signedIn, async (req, res) => {
    await saved(req, res)
  })

  router.post('/journal/:id/artefacts/:artefactId/removal', signedIn, async (req, res) => {
    await saved(req, res, String(req.params.artefactId))
  })

  router.post('/journal/:id', signedIn, async (req, res) => {
    const { id: ownerId } = signedInPerson(req)
    const entryId = idOf(req)
    const received = await receiveEntry(req, ownerId, artefact)
    const fields = await ownFields(withArtefacts(received.fields, addedIds(received)), ownerId)
    const form = await parse(fields, ownerId)
    const errors = [...received.refusals, ...(form.ok ? [] : form.errors)]
    if (!form.ok || errors.length > 0) return notTaken(req, res, { entryId, received, fields, errors })
    try {
      await deps.keep({ entryId, ownerId, basis: received.basis, content: form.value })
    } catch (error) {
      return overtaken(req, res, fields, error)
    }
    leaveNotice(req, 'journal.form.kept')
    return res.redirect(303, `/journal/${entryId}`)
  })

  /** Stores what came as a draft, and shows the form again as it now stands. */
  async function saved(req: Request, res: Response, removedArtefactId = ''): Promise<void> {
    const { id: ownerId } = signedInPerson(req)
    const entryId = idOf(req)
    const received = await receiveEntry(req, ownerId, artefact)
    const fields = await ownFields(received.fields, ownerId)
    if (received.refusals.length > 0)
      return notTaken(req, res, { entryId, received, fields, errors: received.refusals })
    try {
      const addedArtefactIds = addedIds(received)
      const save = { entryId, ownerId, basis: received.basis, fields, addedArtefactIds, removedArtefactId }
      await deps.saveDraft(save)
    } catch (error) {
      return overtaken(req, res, withArtefacts(fields, addedIds(received)), error)
    }
    return res.redirect(303, `/journal/${entryId}/edit#artefacts`)
  }

  /** Something in it cannot be taken: all of it is kept as a draft, and shown with what is wrong. */
  async function notTaken(req: Request, res: Response, rejected: RejectedEntry): Promise<void> {
    const { entryId, received, fields, errors } = rejected
    const { id: ownerId } = signedInPerson(req)
    try {
      const addedArtefactIds = addedIds(received)
      const draft = await deps.saveDraft({ entryId, ownerId, basis: received.basis, fields, addedArtefactIds })
      res.status(422)
      await showForm(req, res, {
        id: entryId,
        standing: await standingOf(deps, entryId, ownerId),
        typed: draft.fields,
        errors,
      })
    } catch (error) {
      await overtaken(req, res, fields, error)
    }
  }

  async function overtaken(req: Request, res: Response, typed: EntryFields, error: unknown): Promise<void> {
    if (!(error instanceof Overtaken)) throw error
    res.status(409)
    await showForm(req, res, { id: idOf(req), standing: error.standing, typed, isOvertaken: true })
  }

  async function showForm(req: Request, res: Response, form: ShownForm): Promise<void> {
    const person = signedInPerson(req)
    const { entry, draft } = form.standing
    const artefactIds = form.typed?.artefactIds ?? draft?.fields.artefactIds ?? entry?.artefactIds ?? []
    const page = entryFormPage({
      ...form,
      ownerId: person.id,
      today: todayOf(person, clock.now()),
      communities: await deps.communitiesOf(person.id),
      artefacts: await artefact.many(artefactIds),
    })
    res.render('journal/form', page)
  }

  async function parse(fields: EntryFields, ownerId: string): Promise<Parsed<EntryContent>> {
    const communityIds = (await deps.communitiesOf(ownerId)).map(({ id }) => id)
    return parseEntry(fields, { communityIds, tomorrow: todayOf(UTC, new Date(clock.now().getTime() + DAY_MS)) })
  }

  /** Only what this person owns can be in their entry. */
  async function ownFields(fields: EntryFields, ownerId: string): Promise<EntryFields> {
    const found = await artefact.many(fields.artefactIds)
    return { ...fields, artefactIds: fields.artefactIds.filter(id => found.get(id)?.ownerId === ownerId) }
  }
}

type ShownForm = Pick<EntryForm, 'id' | 'standing' | 'typed' | 'errors' | 'isOvertaken'>

interface RejectedEntry {
  entryId: string
  received: ReceivedEntry
  fields: EntryFields
  errors: FieldError[]
}

const UTC = { timeZone: 'UTC' } satisfies Pick<SignedInPerson, 'timeZone'>
const addedIds = ({ added }: ReceivedEntry) => added.map(({ id }) => id)

/** Entries get their id from the form that begins them: it must be one of ours. */
function idOf(req: Request): string {
  const id = String(req.params.id)
  if (!isId(id)) throw new NotFound('No such entry')
  return id
}
