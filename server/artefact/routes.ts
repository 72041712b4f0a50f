import type { FileStore } from '../platform/files.js'
import { NotFound, Unauthenticated } from '../shared/errors.js'
import { anyone, personOf, signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import { serveFile } from '../web/serveFile.js'
import type { Artefact } from './artefact.js'
import { ARTEFACTS_READ, artefactsPage, removalPage } from './pages.js'
import type { RemoveArtefact } from './removeArtefact.js'
import type { ArtefactStore } from './store.js'

export interface ArtefactRoutesDeps {
  artefacts: ArtefactStore
  files: FileStore
  remove: RemoveArtefact
  quotaBytes: number
  mayOpen(personId: string | undefined, artefactId: string): Promise<boolean>
}

export function artefactRoutes({ artefacts, files, remove, quotaBytes, mayOpen }: ArtefactRoutesDeps) {
  const router = guardedRouter()

  router.get('/artefacts', signedIn, async (req, res) => {
    const { id } = signedInPerson(req)
    const before = typeof req.query.before === 'string' ? { before: req.query.before } : {}
    const found = await artefacts.ofOwner(id, { ...before, limit: ARTEFACTS_READ })
    res.render('artefact/list', artefactsPage(found, await artefacts.bytesOf(id), quotaBytes))
  })

  router.get('/artefacts/:id', anyone, async (req, res) => {
    const { digest, mediaType, name, length } = await readable(String(req.params.id), personOf(req)?.id)
    if (!digest || length === undefined) throw new NotFound('A link has no file')
    await serveFile(req, res, files, { digest, mediaType, name, length })
  })

  router.get('/artefacts/:id/thumb', anyone, async (req, res) => {
    const { thumbnailDigest: digest, name } = await readable(String(req.params.id), personOf(req)?.id)
    const stored = digest && (await files.stat(digest))
    if (!stored) throw new NotFound('No small picture')
    await serveFile(req, res, files, { ...stored, mediaType: 'image/webp', name: `${name}.webp` })
  })

  router.get('/artefacts/:id/removal', signedIn, async (req, res) => {
    res.render('artefact/removal', removalPage(await owned(String(req.params.id), signedInPerson(req).id)))
  })

  router.post('/artefacts/:id/removal', signedIn, async (req, res) => {
    const artefact = await owned(String(req.params.id), signedInPerson(req).id)
    await remove(artefact)
    leaveNotice(req, 'artefact.removal.done', { name: artefact.name })
    res.redirect(303, '/artefacts')
  })

  return router

  async function owned(id: string, personId: string): Promise<Artefact> {
    const artefact = await artefacts.find(id)
    if (!artefact || artefact.ownerId !== personId) throw new NotFound(`No artefact ${id}`)
    return artefact
  }

  /** To a stranger, one that is not for them and one that is not there look alike. */
  async function readable(id: string, personId: string | undefined): Promise<Artefact> {
    const artefact = await artefacts.find(id)
    if (artefact && (artefact.ownerId === personId || (await mayOpen(personId, id)))) return artefact
    throw personId ? new NotFound(`No artefact ${id}`) : new Unauthenticated('Sign in to see this')
  }
}
