import type { Request } from 'express'
import type { RateLimiter } from '../platform/rateLimits.js'
import { type AppError, Conflict, Invalid, NotFound, TooMany, Unavailable } from '../shared/errors.js'
import { formReader } from '../shared/forms.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import type { connect } from './connect.js'
import { type HostConnection, MOST_CONNECTIONS } from './connection.js'
import { connectionPage, hostsPage, type PushChoice } from './pages.js'
import type { HostStore } from './store.js'
import type { syncing } from './sync.js'

const HOSTS = '/badges/hosts'
const LONGEST_ADDRESS = 2000

export interface OtherHostRoom {
  hosts: HostStore
  connecting: ReturnType<typeof connect>
  sync: ReturnType<typeof syncing>
  attempts: RateLimiter
  /** Badges of this person that can be sent elsewhere. */
  choices(personId: string): Promise<PushChoice[]>
  /** The text of one of them. Throws NotFound for what is not theirs. */
  textOf(personId: string, choice: string): Promise<string>
}

/** Connecting other hosts, fetching from them, sending to them, and ending it. */
export function otherHostRoutes(room: OtherHostRoom) {
  const router = guardedRouter()

  router.get(HOSTS, signedIn, async (req, res) => {
    res.render('otherhost/list', hostsPage(await listed(req)))
  })

  router.post(HOSTS, signedIn, async (req, res) => {
    const { id } = signedInPerson(req)
    const form = formReader(req.body)
    const address = form.text('address', { required: true, max: LONGEST_ADDRESS })
    if (address !== '' && !isAddress(address)) form.fail('address', 'otherhost.form.notAnAddress')
    const parsed = form.result(address)
    if (!parsed.ok) return res.status(422).render('otherhost/list', hostsPage(await listed(req), parsed))
    await room.attempts.consume(id)
    try {
      const connection = await room.connecting.begin(id, address)
      return res.redirect(303, `${HOSTS}/${connection.id}`)
    } catch (error) {
      if (!isExpected(error)) throw error
      const messageKey = error instanceof Unavailable ? 'otherhost.form.silent' : 'otherhost.form.unsuitable'
      const rejected = { errors: [{ field: 'address', messageKey }], raw: { address } }
      return res.status(422).render('otherhost/list', hostsPage(await listed(req), rejected, error.message))
    }
  })

  router.get(`${HOSTS}/callback/:host`, signedIn, async (req, res) => {
    res.set('Cache-Control', 'no-store')
    const back = new URL(req.originalUrl, 'http://staffroom.invalid').searchParams
    try {
      const connection = await room.connecting.complete(signedInPerson(req).id, String(req.params.host), back)
      await look(req, connection)
      return res.redirect(303, `${HOSTS}/${connection.id}`)
    } catch (error) {
      if (!isExpected(error)) throw error
      leaveNotice(req, back.get('error') === 'access_denied' ? 'otherhost.done.refused' : 'otherhost.done.failed')
      return res.redirect(303, HOSTS)
    }
  })

  router.get(`${HOSTS}/:id`, signedIn, async (req, res) => {
    const connection = await own(req)
    const leaveUrl = connection.state === 'pending' ? await room.connecting.questionUrl(connection) : undefined
    const choices = connection.state === 'connected' ? await room.choices(connection.personId) : []
    res.render('otherhost/connection', connectionPage(connection, { choices, ...(leaveUrl && { leaveUrl }) }))
  })

  router.post(`${HOSTS}/:id/look`, signedIn, async (req, res) => {
    const connection = await own(req)
    await room.attempts.consume(connection.personId)
    await look(req, connection)
    res.redirect(303, `${HOSTS}/${connection.id}`)
  })

  router.post(`${HOSTS}/:id/push`, signedIn, async (req, res) => {
    const connection = await own(req)
    await room.attempts.consume(connection.personId)
    const text = await room.textOf(connection.personId, formReader(req.body).text('badge', { max: 100 }))
    await telling(req, async () => {
      await room.sync.push(connection, text)
      leaveNotice(req, 'otherhost.done.pushed', { host: connection.host.title })
    })
    res.redirect(303, `${HOSTS}/${connection.id}`)
  })

  router.post(`${HOSTS}/:id/ending`, signedIn, async (req, res) => {
    const connection = await own(req)
    await room.sync.disconnect(connection)
    leaveNotice(req, 'otherhost.done.ended', { host: connection.host.title })
    res.redirect(303, HOSTS)
  })

  return router

  function listed(req: Request): Promise<HostConnection[]> {
    return room.hosts.ofPerson(signedInPerson(req).id, MOST_CONNECTIONS)
  }

  async function own(req: Request): Promise<HostConnection> {
    const connection = await room.hosts.find(String(req.params.id))
    if (connection?.personId !== signedInPerson(req).id) throw new NotFound('No such connection')
    return connection
  }

  /** Fetches what is there, and says what came of it. */
  function look(req: Request, connection: HostConnection): Promise<void> {
    return telling(req, async () => {
      const { brought, refused } = await room.sync.sync(connection)
      leaveNotice(req, refused > 0 ? 'otherhost.done.someRefused' : 'otherhost.done.looked', {
        count: brought,
        refused,
      })
    })
  }
}

/** What the other side did wrong is no error of ours: it is told, and the page goes on. */
async function telling(req: Request, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (error instanceof Invalid) leaveNotice(req, 'otherhost.done.notTaken', { words: error.message })
    else if (error instanceof Unavailable) leaveNotice(req, 'otherhost.done.silent')
    else throw error
  }
}

const isExpected = (error: unknown): error is AppError =>
  [Invalid, Unavailable, Conflict, NotFound].some(kind => error instanceof kind) && !(error instanceof TooMany)

function isAddress(text: string): boolean {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)
}
