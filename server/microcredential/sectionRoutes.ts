import type { Readable } from 'node:stream'
import type { Request, Response } from 'express'
import type { FileStore } from '../platform/files.js'
import { NotFound } from '../shared/errors.js'
import { newId } from '../shared/ids.js'
import { signedIn } from '../web/access.js'
import { receiveForm } from '../web/multipart.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import type { Authoring } from './authoring.js'
import { whoIn } from './authorRoutes.js'
import { badgeFromUpload, LARGEST_UPLOAD_BYTES, UnfitImage } from './badge/uploaded.js'
import type { BadgeImages } from './badgeImages.js'
import type { Problem } from './completeness.js'
import { type Draft, SECTIONS, type Section } from './draft.js'
import { readBasis, readSection } from './forms.js'
import { type MicroCredential, SectionTaken } from './microCredential.js'
import { SVG_POLICY } from './routes.js'
import { applyRowAction, readRowAction } from './rowAction.js'
import { asErrors, type SectionShown, sectionPage } from './sectionPage.js'

export interface SectionRoutesDeps {
  authoring: Authoring
  images: BadgeImages
  files: FileStore
  people(ids: string[]): Promise<Map<string, { name: string }>>
}

/** The author's form, a page a section: saved as one types, without a script just as well. */
export function sectionRoutes(deps: SectionRoutesDeps) {
  const { authoring, images } = deps
  const router = guardedRouter()

  router.get('/microcredentials/:slug/edit/badge/drawing.svg', signedIn, async (req, res) => {
    await authoring.read(whoIn(req))
    const design = readSection('badge', { ...req.query, badgeText: req.query.text }, newId)
    if (design.errors.length > 0) throw new NotFound('No such design')
    const oneInk = req.query.ink === 'one'
    sendSvg(res, await images.svg(design.content.badge as Draft['badge'], whoIn(req).slug, { oneInk }))
  })

  router.get('/microcredentials/:slug/edit/badge/image.svg', signedIn, async (req, res) => {
    const { slug, draft, versions } = await authoring.read(whoIn(req))
    const badge = draft?.content.badge ?? versions.at(-1)?.anatomy.badge
    if (!badge) throw new NotFound('No badge image')
    sendSvg(res, await images.svg(badge, slug))
  })

  router.post('/microcredentials/:slug/edit/badge/upload', signedIn, async (req, res) => {
    const state = await authoring.readAsAuthor(whoIn(req))
    const { digest, reason } = await receiveBadge(req, deps.files)
    if (!digest) {
      const error = { field: 'upload', messageKey: `microcredential.upload.${reason ?? 'none'}` }
      return show(res, state, { section: 'badge', errors: [error] }, 422)
    }
    await authoring.replaceBadgeImage(whoIn(req), digest)
    leaveNotice(req, 'microcredential.done.uploaded')
    return res.redirect(303, sectionHref(state.slug, 'badge'))
  })

  router.post('/microcredentials/:slug/edit/badge/upload/removal', signedIn, async (req, res) => {
    await authoring.replaceBadgeImage(whoIn(req), undefined)
    res.redirect(303, sectionHref(whoIn(req).slug, 'badge'))
  })

  router.get('/microcredentials/:slug/edit/:section', signedIn, async (req, res) => {
    const section = sectionIn(req)
    const state = await authoring.readAsAuthor(whoIn(req))
    const errors = req.query.check === undefined ? [] : asErrors(authoring.problems(state), section)
    show(res, state, { section, errors })
  })

  router.post('/microcredentials/:slug/edit/:section', signedIn, async (req, res) => {
    const section = sectionIn(req)
    const basis = readBasis(req.body)
    const { content, errors } = readSection(section, req.body, newId)
    const before = await authoring.readAsAuthor(whoIn(req))
    if (errors.length > 0) return show(res, before, { section, errors, typed: content, formId: basis.formId }, 422)

    const row = pressedRow(req, content, before)
    try {
      const state = await authoring.writeSection(whoIn(req), {
        ...{ section, content: row?.content ?? content, isSubmitted: true },
        ...basis,
      })
      if (row) return res.redirect(303, `${sectionHref(state.slug, section)}#${row.goTo}`)
      return afterSaving(res, state, section, authoring.problems(state))
    } catch (error) {
      if (!(error instanceof SectionTaken)) throw error
      const name = (await deps.people([error.mark.by])).get(error.mark.by)?.name ?? ''
      const now = await authoring.readAsAuthor(whoIn(req))
      return show(res, now, { section, typed: content, taken: { name, at: error.mark.at } }, 409)
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

const sectionHref = (slug: string, section: Section) => `/microcredentials/${slug}/edit/${section}`

/** A draft that is not being written just now has an overview and no form. */
function show(res: Response, state: MicroCredential, shown: Omit<SectionShown, 'state'>, status = 200): void {
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
  if (wrong.length > 0) show(res, state, { section, errors: wrong }, 422)
  else res.redirect(303, next ? sectionHref(state.slug, next) : `/microcredentials/${state.slug}/edit`)
}

/** A drawing in the making is asked for again each time. */
function sendSvg(res: Response, svg: string): void {
  res
    .set('Content-Security-Policy', SVG_POLICY)
    .set('Cache-Control', 'private, no-store')
    .type('image/svg+xml')
    .send(svg)
}

async function receiveBadge(req: Request, files: FileStore): Promise<{ digest?: string; reason?: string }> {
  let received: { digest?: string; reason?: string } = {}
  await receiveForm(req, async ({ field, stream }) => {
    if (field !== 'upload' || received.digest) stream.resume()
    else received = await storeBadge(stream, files)
  })
  return received
}

async function storeBadge(stream: Readable, files: FileStore): Promise<{ digest?: string; reason?: string }> {
  try {
    const svg = await badgeFromUpload(await bytesOf(stream, LARGEST_UPLOAD_BYTES))
    return { digest: (await files.storeBytes(Buffer.from(svg))).digest }
  } catch (error) {
    if (error instanceof UnfitImage) return { reason: error.reason }
    throw error
  }
}

async function bytesOf(stream: Readable, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > most) throw new UnfitImage('tooLarge')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
