import type { Request, Response } from 'express'
import { NotFound, Unavailable } from '../shared/errors.js'
import type { Rejected } from '../shared/forms.js'
import { anyone, personOf, signedIn, signedInPerson } from '../web/access.js'
import { collect, FileTooLarge } from '../web/collect.js'
import { receiveForm } from '../web/multipart.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import { type Brought, NotKept } from './bring.js'
import { LARGEST_FILE_BYTES, mayBeShown } from './broughtBadge.js'
import { type Bringing, parseBringing, parseShowing } from './forms.js'
import { badgePage, bringPage, shelfPage } from './pages.js'
import { type BackpackRoom, ownBadge, seenBadge } from './room.js'

const SHELF = '/badges/brought'
const PAGE_SIZE = 40

/** Badges from elsewhere: bringing them, looking at them, showing them, giving them up. */
export function backpackRoutes(room: BackpackRoom) {
  const router = guardedRouter()

  router.get(SHELF, signedIn, async (req, res) => {
    const { before } = req.query
    const page = { limit: PAGE_SIZE + 1, ...(typeof before === 'string' && { before }) }
    const found = await room.badges.ofPerson(signedInPerson(req).id, page)
    const shown = found.slice(0, PAGE_SIZE)
    const nextHref = found.length > PAGE_SIZE ? `${SHELF}?before=${shown.at(-1)!.id}` : undefined
    res.render('backpack/shelf', shelfPage(shown, nextHref))
  })

  router.get(`${SHELF}/new`, signedIn, (_req, res) => res.render('backpack/bring', bringPage()))

  router.post(SHELF, signedIn, async (req, res) => {
    const { id } = signedInPerson(req)
    const form = await submitted(req)
    if (!form.ok) return res.status(422).render('backpack/bring', bringPage(form))
    await room.bringings.consume(id)
    try {
      const brought = await bringIn(form.value, id)
      leaveNotice(req, `backpack.done.${brought.outcome}`)
      return res.redirect(303, hrefOf(brought))
    } catch (error) {
      return refuse(res, error, form.value)
    }
  })

  router.get(`${SHELF}/:id`, anyone, async (req, res) => show(req, res))

  router.get(`${SHELF}/:id/picture.png`, anyone, async (req, res) => {
    const badge = await seenBadge(room, String(req.params.id), personOf(req)?.id)
    const picture = (await room.badges.contents(badge))?.picture
    if (!picture) throw new NotFound('It has no picture')
    res.set('Cache-Control', 'private, max-age=3600').type('png').send(picture)
  })

  /** As it came: always handed over, never opened in place. */
  router.get(`${SHELF}/:id/file`, anyone, async (req, res) => {
    const badge = await seenBadge(room, String(req.params.id), personOf(req)?.id)
    const contents = await room.badges.contents(badge)
    if (!contents) throw new NotFound('No such file')
    const ending = ENDINGS[badge.mediaType] ?? 'txt'
    res.set({
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Content-Disposition': `attachment; filename="badge-${badge.id}.${ending}"`,
      'Cache-Control': 'private, no-cache, no-transform',
    })
    res.set('Content-Type', badge.mediaType).send(contents.bytes)
  })

  router.post(`${SHELF}/:id/showing`, signedIn, async (req, res) => {
    const badge = await ownBadge(room, String(req.params.id), signedInPerson(req).id)
    const form = parseShowing(req.body)
    if (!form.ok) return show(req, res, form)
    if (!mayBeShown(badge)) {
      const errors = [{ field: 'visibility', messageKey: 'backpack.showing.notYours' }]
      return show(req, res, { errors, raw: req.body })
    }
    await room.badges.show(badge.id, form.value.visibility)
    leaveNotice(req, 'backpack.done.showing')
    return res.redirect(303, `${SHELF}/${badge.id}`)
  })

  router.post(`${SHELF}/:id/check`, signedIn, async (req, res) => {
    const { id } = signedInPerson(req)
    const badge = await ownBadge(room, String(req.params.id), id)
    await room.bringings.consume(id)
    await room.check(badge)
    leaveNotice(req, 'backpack.done.check')
    res.redirect(303, `${SHELF}/${badge.id}`)
  })

  router.post(`${SHELF}/:id/removal`, signedIn, async (req, res) => {
    const badge = await ownBadge(room, String(req.params.id), signedInPerson(req).id)
    await room.collections.forget({ kind: 'brought', id: badge.id })
    await room.badges.remove(badge.id)
    leaveNotice(req, 'backpack.done.removal')
    res.redirect(303, '/badges')
  })

  return router

  async function bringIn(bringing: Bringing, personId: string): Promise<Brought> {
    if ('bytes' in bringing) return room.bring(personId, bringing.bytes, { kind: 'file', name: bringing.name })
    const bytes = await room.documentAt(bringing.url, personId)
    return room.bring(personId, bytes, { kind: 'address', name: bringing.url })
  }

  async function show(req: Request, res: Response, rejected?: Rejected): Promise<void> {
    const viewerId = personOf(req)?.id
    const badge = await seenBadge(room, String(req.params.id), viewerId)
    if (badge.visibility !== 'public') res.set('X-Robots-Tag', 'noindex')
    const holder = await room.person(badge.personId)
    res.status(rejected ? 422 : 200).render('backpack/badge', badgePage(badge, holder, viewerId, rejected))
  }
}

const ENDINGS: Record<string, string> = { 'image/png': 'png', 'image/svg+xml': 'svg', 'application/json': 'json' }

const hrefOf = (brought: Brought) =>
  brought.outcome === 'own' ? `/badges/${brought.awardId}` : `${SHELF}/${brought.badgeId}`

/** The form again, with everything typed, and why. */
function refuse(res: Response, error: unknown, bringing: Bringing): void {
  const isUnreachable = error instanceof Unavailable || error instanceof NotFound
  if (!(error instanceof NotKept) && !isUnreachable) throw error
  const field = 'url' in bringing ? 'url' : bringing.name === '' ? 'text' : 'file'
  const messageKey = error instanceof NotKept ? error.reasonKey : 'backpack.refused.unreachable'
  const raw = 'url' in bringing ? { url: bringing.url } : { text: bringing.name === '' ? textOf(bringing.bytes) : '' }
  const page = bringPage({ errors: [{ field, messageKey }], raw }, { messageKey, detail: error.message })
  res.status(422).render('backpack/bring', page)
}

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8')

async function submitted(req: Request) {
  let file: { bytes: Uint8Array; name: string } | undefined
  let isTooLarge = false
  const { fields } = await receiveForm(req, async ({ stream, name }) => {
    try {
      file ??= { bytes: await collect(stream, LARGEST_FILE_BYTES), name }
    } catch (error) {
      if (!(error instanceof FileTooLarge)) throw error
      isTooLarge = true
    }
  })
  if (!isTooLarge) return parseBringing(fields, file)
  return { ok: false as const, errors: [{ field: 'file', messageKey: 'backpack.refused.tooLarge' }], raw: fields }
}
