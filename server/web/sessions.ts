import MongoStore from 'connect-mongo'
import type { RequestHandler } from 'express'
import session from 'express-session'
import type { Connection } from 'mongoose'
import { saveBeforeAnswer } from './saveBeforeAnswer.js'

const SESSION_DAYS = 30
const TOUCH_SECONDS = 300
const MOST_SESSIONS = 100

export interface SessionSettings {
  secret: string
  secure: boolean
}

export interface OpenSession {
  id: string
  signedInAt: Date | undefined
  userAgent: string
}

export interface Sessions {
  middleware: RequestHandler[]
  createIndexes(): Promise<void>
  of(personId: string): Promise<OpenSession[]>
  /** Ends one session of this person, or with no id all but `keepId`. */
  end(personId: string, which: { id: string } | { allBut: string | undefined }): Promise<void>
}

/** Sessions live in the database; the person's id is a field in them, so that all of one person's can be found. */
export function openSessions(db: Connection, { secret, secure }: SessionSettings): Sessions {
  const store = MongoStore.create({
    client: db.getClient() as never,
    dbName: db.name,
    collectionName: 'sessions',
    stringify: false,
    touchAfter: TOUCH_SECONDS,
    ttl: SESSION_DAYS * 24 * 3600,
  })
  const collection = () => db.collection<StoredSession>('sessions')
  return {
    middleware: [
      session({
        name: secure ? '__Host-staffroom' : 'staffroom',
        secret,
        store,
        resave: false,
        saveUninitialized: false,
        cookie: { httpOnly: true, sameSite: 'lax', secure, maxAge: SESSION_DAYS * 24 * 3600 * 1000, path: '/' },
      }),
      saveBeforeAnswer,
    ],
    async createIndexes() {
      await collection().createIndex({ 'session.passport.user': 1 })
    },
    async of(personId) {
      // Sessions end by the real clock, for cookies do.
      const open = { 'session.passport.user': personId, expires: { $gt: new Date() } }
      const found = await collection().find(open).limit(MOST_SESSIONS).toArray()
      return found.map(({ _id, session: { signedInAt, userAgent } }) => ({
        id: _id,
        signedInAt: signedInAt ? new Date(signedInAt) : undefined,
        userAgent: userAgent ?? '',
      }))
    },
    async end(personId, which) {
      const ids = 'id' in which ? { _id: which.id } : { _id: { $ne: which.allBut ?? '' } }
      await collection().deleteMany({ 'session.passport.user': personId, ...ids })
    },
  }
}

interface StoredSession {
  _id: string
  expires: Date
  session: { signedInAt?: string; userAgent?: string }
}
