import type { Request, Response } from 'express'
import type { FieldError } from '../shared/forms.js'
import { newId } from '../shared/ids.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import type { GuardedRouter } from '../web/router.js'
import { Overtaken } from './draft.js'
import type { Entry } from './entry.js'
import { entryIdOf } from './entryIdOf.js'
import { type EntryFields, withArtefacts } from './fields.js'
import { type EntryForm, entryFormPage, todayOf } from './formPage.js'
import type { KeepEntry } from './keepEntry.js'
import { ownForm } from './ownForm.js'
import { type ReceivedEntry, type Receiving, receiveEntry } from './received.js'
import { type JournalStores, type Neighbours, standingOf } from './room.js'
import type { SaveDraft, SavedDraft } from './saveDraft.js'

export interface WritingRoutesDeps extends JournalStores, Pick<Neighbours, 'communitiesOf'> {
  artefact: Receiving & { many: Neighbours['artefacts'] }
  saveDraft(save: SaveDraft): Promise<SavedDraft>
  keep(keep: KeepEntry): Promise<Entry>
}

export function writingRoutes(router: GuardedRouter, deps: WritingRoutesDeps): void {
  const { artefact, clock } = deps
  const own = ownForm(deps)

  router.get('/journal/new', signedIn, async (req, res) => {
    await showForm(req, res, { id: newId(clock.now()), standing: {} })
  })

  router.get('/journal/:id/edit', signedIn, async (req, res) => {
    const id = entryIdOf(req.params)
    await showForm(req, res, { id, standing: await standingOf(deps, id, signedInPerson(req).id) })
  })

  router.post('/journal/:id/artefacts', signedIn, async (req, res) => {
    await saved(req, res)
  })

  router.post('/journal/:id/artefacts/:artefactId/removal', signedIn, async (req, res) => {
    await saved(req, res, String(req.params.artefactId))
  })

  router.post('/journal/:id', signedIn, async (req, res) => {
    const { id: ownerId } = signedInPerson(req)
    const entryId = entryIdOf(req.params)
    const received = await receiveEntry(req, ownerId, artefact)
    const fields = await own.fields(withArtefacts(received.fields, addedIds(received)), ownerId)
    const form = await own.parse(fields, ownerId)
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
    const entryId = entryIdOf(req.params)
    const received = await receiveEntry(req, ownerId, artefact)
    const fields = await own.fields(received.fields, ownerId)
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
    await showForm(req, res, { id: entryIdOf(req.params), standing: error.standing, typed, isOvertaken: true })
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
}

type ShownForm = Pick<EntryForm, 'id' | 'standing' | 'typed' | 'errors' | 'isOvertaken'>

interface RejectedEntry {
  entryId: string
  received: ReceivedEntry
  fields: EntryFields
  errors: FieldError[]
}

const addedIds = ({ added }: ReceivedEntry) => added.map(({ id }) => id)
