import { createHash } from 'node:crypto'
import { NotFound } from '../shared/errors.js'
import type { OpenSession, Sessions } from '../web/sessions.js'

export interface ListedSession {
  /** Names it on a page: the real id never leaves the server. */
  key: string
  userAgent: string
  signedInAt: Date | undefined
  isThisOne: boolean
}

interface OpenSessionsDeps {
  sessions: Pick<Sessions, 'of' | 'end'>
}

export function listSessions({ sessions }: OpenSessionsDeps) {
  return async (personId: string, currentId: string): Promise<ListedSession[]> => {
    const open = await sessions.of(personId)
    return open.sort(newestFirst).map(({ id, userAgent, signedInAt }) => ({
      key: keyOf(id),
      userAgent,
      signedInAt,
      isThisOne: id === currentId,
    }))
  }
}

export function endSession({ sessions }: OpenSessionsDeps) {
  return async (personId: string, key: string): Promise<void> => {
    const session = (await sessions.of(personId)).find(({ id }) => keyOf(id) === key)
    if (!session) throw new NotFound('No such session')
    await sessions.end(personId, { id: session.id })
  }
}

const newestFirst = (a: OpenSession, b: OpenSession) => (b.signedInAt?.getTime() ?? 0) - (a.signedInAt?.getTime() ?? 0)

const keyOf = (id: string) => createHash('sha256').update(id).digest('base64url').slice(0, 22)
