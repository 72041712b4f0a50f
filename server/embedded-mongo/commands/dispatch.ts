import { lookUp } from '../bson/types.js'
import { MongoFailure, refused } from '../errors.js'
import type { Message } from '../wire/message.js'
import { aggregate } from './aggregate.js'
import * as collections from './collections.js'
import { DIAGNOSTICS } from './diagnostics.js'
import { distinct } from './distinct.js'
import { count, find, getMore, killCursors } from './find.js'
import type { Handler, Reply, Server } from './request.js'
import { endSessions, seenBy } from './sessions.js'
import { findAndModify, insert, remove, update } from './write.js'

const COMMANDS: Record<string, Handler> = {
  ...DIAGNOSTICS,
  endsessions: endSessions,
  find,
  getmore: getMore,
  killcursors: killCursors,
  count,
  distinct,
  aggregate,
  insert,
  update,
  delete: remove,
  findandmodify: findAndModify,
  create: collections.create,
  drop: collections.drop,
  dropdatabase: collections.dropDatabase,
  listcollections: collections.listCollections,
  listdatabases: collections.listDatabases,
  createindexes: collections.createIndexes,
  listindexes: collections.listIndexes,
  dropindexes: collections.dropIndexes,
}

/** Commands that exist in MongoDB and not here: better a word about it than "no such command". */
const REFUSED = new Set(
  'mapreduce geonear renamecollection collmod createuser dropuser updateuser usersinfo createrole saslstart saslcontinue authenticate shardcollection enablesharding replsetgetstatus replsetinitiate applyops validate compact bulkwrite listcommands profile top fsync killop currentop dbhash datasize'.split(
    ' ',
  ),
)

/** Runs the command of a message. */
export function dispatch(message: Message, server: Server): Reply | Promise<Reply> {
  const { command, sequences } = message
  const name = Object.keys(command)[0] ?? ''
  const handler = lookUp(COMMANDS, name.toLowerCase())
  if (!handler)
    throw REFUSED.has(name.toLowerCase()) ? refusedCommand(name) : new MongoFailure(59, `no such command: '${name}'`)
  if (command.txnNumber !== undefined || command.startTransaction || command.autocommit === false) {
    throw new MongoFailure(20, 'Transaction numbers are only allowed on a replica set member or mongos')
  }
  const db = typeof command.$db === 'string' ? command.$db : ''
  if (!db) throw new MongoFailure(40571, 'OP_MSG requests require a $db argument')
  const request = { name, db, command, sequences }
  return seenBy(request, server, handler)
}

const refusedCommand = (name: string) =>
  ['saslstart', 'saslcontinue', 'authenticate'].includes(name.toLowerCase())
    ? new MongoFailure(115, 'The embedded database has no users: its socket is private to the account that runs it')
    : refused(`The command ${name}`)
