import { Binary, Timestamp } from 'bson'
import { type Doc, isDoc } from '../bson/types.js'
import { MongoFailure } from '../errors.js'
import type { Snapshot } from '../store/snapshots.js'
import { withClusterTime } from '../wire/message.js'
import type { Handler, Reply, Request, Server } from './request.js'

/** Of what a session could be, this server keeps one thing: the snapshot that it reads from. */
const READS_SNAPSHOTS = new Set(['find', 'aggregate', 'distinct'])

/** Runs a command on the data as they are, or as the snapshot of its session has them. */
export function seenBy(request: Request, server: Server, handler: Handler): Reply | Promise<Reply> {
  const session = sessionOf(request.command.lsid)
  if (session) server.snapshots.touch(session)
  const snapshot = snapshotOf(request, server, session)
  if (!snapshot) return handler(request, server)
  const reply = handler(request, { ...server, catalog: snapshot.catalog })
  return reply instanceof Promise ? reply.then(answer => stamped(answer, snapshot)) : stamped(reply, snapshot)
}

const stamped = (reply: Reply, { time }: Snapshot): Reply =>
  Buffer.isBuffer(reply) ? withClusterTime(reply, time) : { ...reply, atClusterTime: time }

function snapshotOf({ name, command }: Request, { snapshots }: Server, session?: string): Snapshot | undefined {
  const concern = command.readConcern
  // a cursor reads on from where it began; drivers repeat the read concern
  if (!isDoc(concern) || concern.level !== 'snapshot' || name === 'getMore') return undefined
  if (!READS_SNAPSHOTS.has(name) || isWriting(command))
    throw new MongoFailure(72, `readConcern level snapshot is not valid for ${name}`)
  if (!session) throw new MongoFailure(72, 'readConcern level snapshot needs a session')
  const time = concern.atClusterTime
  return time instanceof Timestamp ? snapshots.at(session, time) : snapshots.take(session)
}

function isWriting({ pipeline }: Doc): boolean {
  const last = Array.isArray(pipeline) ? pipeline.at(-1) : undefined
  return isDoc(last) && ('$out' in last || '$merge' in last)
}

const sessionOf = (lsid: unknown): string | undefined =>
  isDoc(lsid) && lsid.id instanceof Binary ? lsid.id.toString('hex') : undefined

export const endSessions: Handler = ({ command }, { snapshots }) => {
  const ended = Array.isArray(command.endSessions) ? command.endSessions : []
  for (const session of ended.map(sessionOf)) if (session) snapshots.release(session)
  return { ok: 1 }
}
