import type { Request, RequestHandler, Response } from 'express'
import { anyMachine } from '../web/access.js'
import { guardedRouter } from '../web/router.js'
import { PER_VIEWER } from '../web/sendDocument.js'
import type { PublishedDocument } from './documents.js'
import type { Recently } from './recently.js'
import { CREDENTIAL, JSON_TYPE, LINKED_DATA, VC } from './serving.js'

export interface OpenDocuments {
  credentials: Recently<ServedDocument>
  lists: Recently<ServedDocument>
}
export interface ServedDocument extends PublishedDocument {
  /** In bytes. */
  length: number
}

export const served = ({ json, etag }: PublishedDocument): ServedDocument => ({
  ...{ json, etag },
  length: Buffer.byteLength(json),
})

/**
 * What any machine may have, answered before sessions, forms and pages are thought of: verifiers ask for these by the
 * thousand. Whatever is not for anyone, or not for a machine, is left to the routes that ask who it is.
 */
export function openDocumentRoutes({ credentials, lists }: OpenDocuments) {
  const router = guardedRouter()

  const answer =
    (documents: Recently<ServedDocument>, types: string[], reach: string): RequestHandler =>
    async (req, res, next) => {
      const type = typeFor(req, types)
      const document = type && (await documents.of(String(req.params.id)))
      if (!document) return next()
      return send(req, res, document, { type, reach })
    }

  router.get('/credentials/:id', anyMachine, answer(credentials, [CREDENTIAL, VC, LINKED_DATA, JSON_TYPE], PER_VIEWER))
  router.get('/status/:id', anyMachine, answer(lists, [CREDENTIAL, VC, JSON_TYPE], ''))
  return router
}

/** Nothing where a page is wanted. */
function typeFor(req: Request, types: string[]): string | undefined {
  const { accept = '*/*' } = req.headers
  if (accept === '*/*') return types[0]
  if (types.includes(accept)) return accept
  const type = req.accepts([...types, 'text/html'])
  return type === 'text/html' ? undefined : type || types[0]
}

/** What stands in these bytes is not a page, whatever a browser makes of it. */
const HEADERS = Object.entries({
  'Access-Control-Allow-Origin': '*',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
  Vary: 'Accept',
})

/** A text goes out in one piece with its head, bytes would follow it: that, and not asking twice, is a fifth of the time. */
function send(
  req: Request,
  res: Response,
  { json, etag, length }: ServedDocument,
  { type, reach }: { type: string; reach: string },
): void {
  for (const [name, value] of HEADERS) res.setHeader(name, value)
  res.setHeader('ETag', etag)
  res.setHeader('Cache-Control', `${reach}no-cache, no-transform`)
  res.set('Content-Type', type)
  if (req.headers['if-none-match'] !== undefined) return void res.send(Buffer.from(json))
  res.setHeader('Content-Length', length)
  res.end(json)
}
