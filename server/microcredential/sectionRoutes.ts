import type { Request, Response } from 'express'
import { NotFound } from '../shared/errors.js'
import { newId } from '../shared/ids.js'
import { signedIn } from '../web/access.js'
import { guardedRouter } from '../web/router.js'
import type { Authoring } from './authoring.js'
import { whoIn } from './authorRoutes.js'
import type { Problem } from './completeness.js'
import { type Draft, SECTIONS, type Section } from './draft.js'
import { readBasis, readSection } from './forms.js'
import type { MicroCredential } from './microCredential.js'
import { applyRowAction, readRowAction } from './rowAction.js'
import { asErrors, type SectionShown, sectionPage } from './sectionPage.js'
import { SectionTaken } from './sectionWriting.js'

export interface SectionRoutesDeps {
  authoring: Authoring
  people(ids: string[]): Promise<Map<string, { name: string }>>
}

/** The author's form, a page a section: saved as one types, without a script just as well. */
export function sectionRoutes(deps: SectionRoutesDeps) {
  const { authoring } = deps
  const router = guardedRouter()

  router.get('/microcredentials/:slug/edit/:section', signedIn, async (req, res) => {
    const section = sectionIn(req)
    const state = await authoring.readAsAuthor(whoIn(req))
    const errors = req.query.check === undefined ? [] : asErrors(await authoring.problems(state), section)
    showSection(res, state, { section, errors })
  })

  router.post('/microcredentials/:slug/edit/:section', signedIn, async (req, res) => {
    const section = sectionIn(req)
    const basis = readBasis(req.body)
    const { content, errors } = readSection(section, req.body, newId)
    const before = await authoring.readAsAuthor(whoIn(req))
    if (errors.length > 0)
      return showSection(res, before, { section, errors, typed: content, formId: basis.formId }, 422)

    const row = pressedRow(req, content, before)
    try {
      const state = await authoring.writeSection(whoIn(req), {
        ...{ section, content: row?.content ?? content, isSubmitted: true },
        ...basis,
      })
      if (row) return res.redirect(303, `${sectionHref(state.slug, section)}#${row.goTo}`)
      return afterSaving(res, state, section, await authoring.problems(state))
    } catch (error) {
      if (!(error instanceof SectionTaken)) throw error
      const name = (await deps.people([error.mark.by])).get(error.mark.by)?.name ?? ''
      const now = await authoring.readAsAuthor(whoIn(req))
      return showSection(res, now, { section, typed: content, taken: { name, at: error.mark.at } }, 409)
    }
  })

  router.post('/microcredentials/:slug/edit/:section/autosave', signedIn, async (req, res) => {
    const section = sectionIn(req)
    const { content, errors } = readSection(section, req.body, newId)
    if (errors.length > 0) return res.status(422).json({ errors })
    const state = await authoring.writeSection(whoIn(req), {
      ...{ section, content, isSubmitted: false },
      ...readBasis(req.body),
    })
    return res.json({ savedAt: state.draft?.sections[section]?.at.toISOString() })
  })

  return router
}

function sectionIn(req: Request): Section {
  const section = SECTIONS.find(name => name === req.params.section)
  if (!section) throw new NotFound('No such section')
  return section
}

export const sectionHref = (slug: string, section: Section) => `/microcredentials/${slug}/edit/${section}`

/** A draft that is not being written just now has an overview and no form. */
export function showSection(
  res: Response,
  state: MicroCredential,
  shown: Omit<SectionShown, 'state'>,
  status = 200,
): void {
  const isOpen = state.draft && state.draft.designReview?.state !== 'requested' && !state.retirement
  if (!isOpen) {
    res.redirect(303, `/microcredentials/${state.slug}/edit`)
    return
  }
  const view = shown.section === 'badge' ? 'microcredential/badge' : 'microcredential/section'
  res.status(status).render(view, sectionPage({ state, ...shown }))
}

function pressedRow(req: Request, content: Partial<Draft>, { draft }: MicroCredential) {
  const action = readRowAction((req.body as { row?: unknown } | undefined)?.row)
  return action && applyRowAction(content, action, { language: draft?.content.language ?? 'en', newId })
}

/** What cannot be meant is said at once; what is still missing may wait. */
function afterSaving(res: Response, state: MicroCredential, section: Section, problems: Problem[]): void {
  const wrong = asErrors(
    problems.filter(problem => problem.wrong),
    section,
  )
  const next = SECTIONS[SECTIONS.indexOf(section) + 1]
  if (wrong.length > 0) showSection(res, state, { section, errors: wrong }, 422)
  else res.redirect(303, next ? sectionHref(state.slug, next) : `/microcredentials/${state.slug}/edit`)
}
