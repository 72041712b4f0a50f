import { randomUUID } from 'node:crypto'
import compression from 'compression'
import express, { type Express, type Request, type RequestHandler } from 'express'
import helmet from 'helmet'
import type { Log } from '../platform/log.js'
import { personOf, type SignedInPerson } from './access.js'
import type { Assets } from './assets.js'
import { csrfTokenFor } from './csrf.js'
import { errorPage, notFound } from './errorPage.js'
import { formAddresses } from './formAddresses.js'
import { chooseLanguage, type I18n, type Language } from './language.js'
import { takeNotice } from './notice.js'
import type { GuardedRouter } from './router.js'
import { installViewEngine, type ViewContext } from './viewEngine.js'

const BODY_LIMIT = '1mb'
const FIELD_LIMIT = 2000
const DEFAULT_TIME_ZONE = 'Europe/Oslo'

export interface AppDeps {
  log: Log
  i18n: I18n
  assets: Assets
  secure: boolean
  baseUrl: string
  demo: boolean
  /** Documents that anyone may have: no session, no form, no page. What they do not answer goes on to the rooms. */
  openDocuments: GuardedRouter[]
  /** Sessions first, then who is signed in. */
  session: RequestHandler[]
  rooms: GuardedRouter[]
  /** These read the bodies of requests themselves. */
  machines: GuardedRouter[]
  /** What the frame of a page shows to this person: the way to other rooms, how many notices wait. */
  frame(person: SignedInPerson | undefined, path: string): Promise<object>
}

export function createApp(deps: AppDeps): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', deps.secure ? 1 : false)
  installViewEngine(app, deps.assets)

  app.use(identify(deps.log))
  for (const documents of deps.openDocuments) app.use(documents.router)
  app.use(securityHeaders(deps.secure), compression(), deps.assets.router)
  app.use(...deps.session)
  // Before the bodies: of one that cannot be read a page must be able to tell.
  app.use(provideViewContext(deps))
  for (const machine of deps.machines) app.use(machine.router)
  app.use(express.urlencoded({ extended: true, limit: BODY_LIMIT, parameterLimit: FIELD_LIMIT }))
  app.use(express.json({ limit: '4mb', type: ['json', '+json'] }))
  for (const room of deps.rooms) app.use(room.router)
  app.use(formAddresses(deps.rooms), notFound, errorPage(deps.log))
  return app
}

function identify(log: Log): RequestHandler {
  return (req, res, next) => {
    req.id = randomUUID()
    const start = process.hrtime.bigint()
    res.set('X-Request-Id', req.id)
    res.on('finish', () => {
      const milliseconds = Math.round(Number(process.hrtime.bigint() - start) / 1e4) / 100
      // The route's pattern, never the address itself: addresses hold tokens and handles.
      const route = (req.route as { path?: string } | undefined)?.path
      log.info({ requestId: req.id, method: req.method, route, status: res.statusCode, milliseconds }, 'request')
    })
    next()
  }
}

const SELF = "'self'"

function securityHeaders(secure: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: [SELF],
        styleSrc: [SELF],
        fontSrc: [SELF],
        imgSrc: [SELF, 'data:', 'blob:'],
        mediaSrc: [SELF],
        connectSrc: [SELF],
        objectSrc: ["'none'"],
        frameSrc: [SELF],
        manifestSrc: [SELF],
        formAction: [SELF],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        ...(secure && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: secure,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    // Badges are meant to be shown and checked elsewhere.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  })
}

/** Where a switch of the language comes back to. */
const addressOf = (req: Request) => encodeURIComponent(req.method === 'GET' ? req.originalUrl : req.path)

function provideViewContext({ i18n, frame, baseUrl, demo }: AppDeps): RequestHandler {
  return (req, res, next) => {
    const language: Language = chooseLanguage(req)
    const context: ViewContext = {
      language,
      timeZone: personOf(req)?.timeZone ?? DEFAULT_TIME_ZONE,
      translate: i18n.translator(language),
      csrfToken: () => csrfTokenFor(req),
    }
    Object.assign(res.locals, context, { baseUrl, demo, here: addressOf(req), person: personOf(req) })
    const render = res.render.bind(res)
    // Only a page has a frame: what it costs is not paid for files, JSON and redirects.
    res.render = ((view: string, model: object = {}) => {
      frame(personOf(req), req.path)
        .then(framed => render(view, { ...framed, notice: takeNotice(req), ...model }))
        .catch(next)
    }) as typeof res.render
    next()
  }
}
