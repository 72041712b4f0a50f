import type { ErrorRequestHandler, Request, RequestHandler } from 'express'
import type { Log } from '../platform/log.js'
import {
  type AppError,
  Conflict,
  Forbidden,
  Invalid,
  NotFound,
  TooMany,
  Unauthenticated,
  Unavailable,
} from '../shared/errors.js'
import { personOf } from './access.js'
import { FormExpired } from './csrf.js'
import { type Unsent, unsentIn } from './unsent.js'

type Kind = abstract new (...args: never[]) => AppError

const STATUS = new Map<Kind, { status: number; name: string }>([
  [FormExpired, { status: 403, name: 'formExpired' }],
  [Invalid, { status: 422, name: 'invalid' }],
  [Unauthenticated, { status: 401, name: 'unauthenticated' }],
  [Forbidden, { status: 403, name: 'forbidden' }],
  [NotFound, { status: 404, name: 'notFound' }],
  [Conflict, { status: 409, name: 'conflict' }],
  [TooMany, { status: 429, name: 'tooMany' }],
  [Unavailable, { status: 503, name: 'unavailable' }],
])

export const notFound: RequestHandler = () => {
  throw new NotFound('No such page')
}

/** Every error becomes a page that says what to do, or JSON for whoever asked for that. */
export function errorPage(log: Log): ErrorRequestHandler {
  return async (error, req, res, next) => {
    if (res.headersSent) return next(error)
    const { status, name } = kindOf(error)
    const requestId = String(req.id)
    // The route's pattern, never the address itself: addresses hold tokens and handles.
    const route = (req.route as { path?: string } | undefined)?.path
    if (status >= 500) log.error({ err: error, requestId, method: req.method, route }, 'request failed')
    const unsent = wantsPage(req) ? await unsentIn(req) : undefined
    if (error instanceof Unauthenticated && wantsPage(req) && !unsent) return signInAndComeBack(req, res)
    if (error instanceof TooMany) res.set('Retry-After', String(error.retryAfterSeconds))
    res.status(status)
    if (!wantsPage(req)) return res.json({ error: name, requestId })
    return res.render('error', {
      titleKey: `errors.${name}.title`,
      messageKey: `errors.${name}.message`,
      values: error instanceof TooMany ? { count: Math.ceil(error.retryAfterSeconds / 60) } : {},
      status,
      requestId,
      ...(error instanceof Conflict && req.method === 'POST' && { backHref: pageBefore(req) }),
      ...(unsent && { unsent: unsentView(unsent, wayOn(error, req)) }),
    })
  }
}

/** What was written can be sent again after signing in or waiting; not where somebody else has changed things. */
const wayOn = (error: unknown, req: Request) => ({
  mustSignIn: personOf(req) === undefined,
  mayBeSentAgain: !(error instanceof Conflict || error instanceof NotFound || isForbidden(error)),
})

/** Whoever must sign in first comes to this page once more, for its token is an old one by then: files are chosen there. */
const unsentView = (unsent: Unsent, way: ReturnType<typeof wayOn>) => ({
  ...{ ...unsent, ...way },
  askForFiles: unsent.files.length > 0 && !way.mustSignIn && way.mayBeSentAgain,
})

const isForbidden = (error: unknown) => error instanceof Forbidden && !(error instanceof FormExpired)

function kindOf(error: unknown): { status: number; name: string } {
  for (const [kind, described] of STATUS) if (error instanceof kind) return described
  // Express and its body parsers mark what the client did wrong with a status of their own.
  const { status } = (error ?? {}) as { status?: number }
  if (status === 413) return { status, name: 'tooLarge' }
  if (status !== undefined && status >= 400 && status < 500) return { status, name: 'badRequest' }
  return { status: 500, name: 'bug' }
}

const signInAndComeBack: (req: Request, res: Parameters<RequestHandler>[1]) => void = (req, res) => {
  // A picture or a frame inside a page is not where anybody wants to come back to.
  const isPage = (req.get('sec-fetch-dest') ?? 'document') === 'document'
  if (isPage) req.session.returnTo = req.method === 'GET' ? req.originalUrl : pageBefore(req)
  res.redirect(303, '/sign-in')
}

/** The page that a form was sent from. */
function pageBefore(req: Request): string {
  const referrer = req.get('referer') ?? ''
  if (!URL.canParse(referrer) || new URL(referrer).host !== req.get('host')) return ''
  const { pathname, search } = new URL(referrer)
  return pathname + search
}

const wantsPage = (req: Request) => req.accepts(['html', 'json']) === 'html'
