import type { Request } from 'express'
import type { FileStore } from '../platform/files.js'
import { NotFound } from '../shared/errors.js'
import { signedIn } from '../web/access.js'
import type { GuardedRouter } from '../web/router.js'
import { serveFile } from '../web/serveFile.js'
import type { Evidence } from './frozen.js'

/** Finds the piece that an address names, for whoever may see it; answers nothing or throws for everybody else. */
export type PieceOf = (req: Request) => Promise<Evidence | undefined>

/** The file of one frozen piece at `path`, and its picture below that, under names that say nothing of anybody. */
export function declarePieceRoutes(router: GuardedRouter, path: string, files: FileStore, pieceOf: PieceOf): void {
  router.get(path, signedIn, async (req, res) => {
    const piece = await pieceOf(req)
    if (!piece?.digest) throw new NotFound('No such file')
    const { digest, mediaType, length, name } = piece
    await serveFile(req, res, files, { digest, name, mediaType: mediaType!, length: length! })
  })

  router.get(`${path}/thumbnail`, signedIn, async (req, res) => {
    const piece = await pieceOf(req)
    const stored = piece?.thumbnailDigest && (await files.stat(piece.thumbnailDigest))
    if (!stored) throw new NotFound('No such picture')
    await serveFile(req, res, files, { ...stored, mediaType: 'image/webp', name: `thumbnail-${piece.number}.webp` })
  })
}
