import type { Request, Response } from 'express'
import type { Rejected } from '../shared/forms.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import type { Authoring } from './authoring.js'
import type { NamedOrganization } from './cataloguePage.js'
import { emptyDraft } from './draft.js'
import { anatomyOf } from './finished.js'
import { readNote, readStart } from './forms.js'
import type { MicroCredential } from './microCredential.js'
import { overviewPage } from './overviewPage.js'
import { earnerPreview, reviewerPreview } from './previewPage.js'
import { slugIn } from './routes.js'
import { notePage, startPage, writingPage } from './writingPage.js'

export interface AuthorRoutesDeps {
  authoring: Authoring
  people(ids: string[]): Promise<Map<string, { handle: string; name: string }>>
  organizationsOfAuthor(personId: string): Promise<NamedOrganization[]>
  ofOrganizations(organizationIds: string[]): Promise<MicroCredential[]>
  isAuthor(personId: string, organizationId?: string): Promise<boolean>
}

/** Where authors write together: lists, the overview of one draft, its design review, and its end. */
export function authorRoutes(deps: AuthorRoutesDeps) {
  const { authoring, organizationsOfAuthor } = deps
  const router = guardedRouter()

  router.get('/microcredentials/writing', signedIn, async (req, res) => {
    const organizations = await organizationsOfAuthor(signedInPerson(req).id)
    const written = await deps.ofOrganizations(organizations.map(({ id }) => id))
    res.render('microcredential/writing', writingPage(written, organizations))
  })

  router.get('/microcredentials/new', signedIn, async (req, res) => {
    res.render('microcredential/new', startPage(await organizationsOfAuthor(signedInPerson(req).id)))
  })

  router.post('/microcredentials', signedIn, async (req, res) => {
    const form = readStart(req.body)
    if (!form.ok) {
      const organizations = await organizationsOfAuthor(signedInPerson(req).id)
      return res.status(422).render('microcredential/new', startPage(organizations, form))
    }
    const { slug } = await authoring.start(signedInPerson(req).id, form.value)
    return res.redirect(303, `/microcredentials/${slug}/edit/about`)
  })

  router.get('/microcredentials/:slug/edit', signedIn, async (req, res) => overview(req, res, deps))

  router.post('/microcredentials/:slug/draft', signedIn, async (req, res) => {
    await authoring.revise(whoIn(req))
    back(req, res, 'microcredential.done.revised')
  })

  router.post('/microcredentials/:slug/design-review', signedIn, async (req, res) => {
    const state = await authoring.read(whoIn(req))
    if ((await authoring.problems(state)).length > 0) return overview(req, res, deps, { refused: true })
    await authoring.requestDesignReview(whoIn(req))
    return back(req, res, 'microcredential.done.requested')
  })

  router.post('/microcredentials/:slug/design-review/withdrawal', signedIn, async (req, res) => {
    await authoring.withdrawDesignReview(whoIn(req))
    back(req, res, 'microcredential.done.withdrawn')
  })

  router.get('/microcredentials/:slug/design-review/return', signedIn, async (req, res) => {
    res.render('microcredential/note', notePage(await authoring.read(whoIn(req)), 'return'))
  })

  router.post('/microcredentials/:slug/design-review/return', signedIn, async (req, res) => {
    const form = readNote('note', req.body)
    if (!form.ok) return noteAgain(req, res, authoring, 'return', form)
    await authoring.sendBack(whoIn(req), form.value)
    return back(req, res, 'microcredential.done.sentBack')
  })

  router.post('/microcredentials/:slug/versions', signedIn, async (req, res) => {
    await authoring.approve(whoIn(req))
    leaveNotice(req, 'microcredential.done.published')
    res.redirect(303, `/microcredentials/${slugIn(req)}`)
  })

  router.get('/microcredentials/:slug/retirement', signedIn, async (req, res) => {
    res.render('microcredential/note', notePage(await authoring.read(whoIn(req)), 'retire'))
  })

  router.post('/microcredentials/:slug/retirement', signedIn, async (req, res) => {
    const form = readNote('note', req.body)
    if (!form.ok) return noteAgain(req, res, authoring, 'retire', form)
    await authoring.retire(whoIn(req), form.value)
    return back(req, res, 'microcredential.done.retired')
  })

  router.get('/microcredentials/:slug/preview/earner', signedIn, async (req, res) => {
    const state = await authoring.read(whoIn(req))
    res.render('microcredential/previewEarner', earnerPreview(state.slug, draftedAnatomy(state)))
  })

  router.get('/microcredentials/:slug/preview/reviewer', signedIn, async (req, res) => {
    const state = await authoring.read(whoIn(req))
    res.render('microcredential/previewReviewer', reviewerPreview(state.slug, draftedAnatomy(state)))
  })

  return router
}

export const whoIn = (req: Request) => ({ slug: slugIn(req), personId: signedInPerson(req).id })

async function overview(req: Request, res: Response, deps: AuthorRoutesDeps, { refused = false } = {}): Promise<void> {
  const who = whoIn(req)
  const state = await deps.authoring.read(who)
  const marks = Object.values(state.draft?.sections ?? {}).map(({ by }) => by)
  const review = state.draft?.designReview
  const named = [...marks, ...(review ? [review.by] : []), ...state.versions.map(({ publishedBy }) => publishedBy)]
  const model = overviewPage({
    state,
    refused,
    problems: await deps.authoring.problems(state),
    people: await deps.people([...new Set(named)]),
    personId: who.personId,
    isAuthor: await deps.isAuthor(who.personId, state.organizationId),
  })
  res.status(refused ? 422 : 200).render('microcredential/overview', model)
}

async function noteAgain(req: Request, res: Response, authoring: Authoring, act: 'return' | 'retire', form: Rejected) {
  res.status(422).render('microcredential/note', notePage(await authoring.read(whoIn(req)), act, form))
}

function back(req: Request, res: Response, messageKey: string): void {
  leaveNotice(req, messageKey)
  res.redirect(303, `/microcredentials/${slugIn(req)}/edit`)
}

const draftedAnatomy = ({ draft, versions }: MicroCredential) =>
  draft ? anatomyOf(draft.content) : (versions.at(-1)?.anatomy ?? anatomyOf(emptyDraft('', 'en')))
