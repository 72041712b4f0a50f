import { Long, type Timestamp } from 'bson'
import { decode, documentSize } from '../bson/decode.js'
import type { Doc } from '../bson/types.js'
import { encode } from '../store/collection.js'

export const MAX_MESSAGE_BYTES = 48_000_000
const HEADER_BYTES = 16
const OP_REPLY = 1
const OP_QUERY = 2004
const OP_MSG = 2013
const CHECKSUM_PRESENT = 1
const MORE_TO_COME = 2
const KNOWN_REQUIRED_FLAGS = CHECKSUM_PRESENT | MORE_TO_COME

/** A request as it came: a command document, and the documents that came beside it, undecoded. */
export interface Message {
  requestId: number
  command: Doc
  sequences: Map<string, Buffer[]>
  /** The client wants no answer. */
  isUnanswered: boolean
  /** Came as OP_QUERY, and is answered in kind. */
  isLegacy: boolean
}

/** Bytes that are not a message: the connection cannot be read any further. */
export class ProtocolViolation extends Error {}

/** The length of the message that begins here; undefined while not even that is known. */
export function messageLength(bytes: Buffer): number | undefined {
  if (bytes.length < 4) return undefined
  const length = bytes.readInt32LE(0)
  if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES) throw new ProtocolViolation(`a message of ${length} bytes`)
  return length
}

/** Reads one whole message. Throws for anything that is not well-formed. */
export function parseMessage(bytes: Buffer): Message {
  const requestId = bytes.readInt32LE(4)
  const opCode = bytes.readInt32LE(12)
  if (opCode === OP_MSG) return parseOpMsg(bytes, requestId)
  if (opCode === OP_QUERY) return parseOpQuery(bytes, requestId)
  throw new ProtocolViolation(`operation ${opCode}`)
}

function parseOpMsg(bytes: Buffer, requestId: number): Message {
  if (bytes.length < HEADER_BYTES + 4 + 6) throw new ProtocolViolation('a short OP_MSG')
  const flags = bytes.readUInt32LE(HEADER_BYTES)
  if ((flags & 0xffff & ~KNOWN_REQUIRED_FLAGS) !== 0) throw new ProtocolViolation(`flags ${flags}`)
  const end = bytes.length - (flags & CHECKSUM_PRESENT ? 4 : 0)
  const sequences = new Map<string, Buffer[]>()
  let command: Doc | undefined
  let at = HEADER_BYTES + 4
  while (at < end) {
    const kind = bytes[at++]
    const size = documentSize(bytes, at)
    if (at + size > end) throw new ProtocolViolation('a section beyond the end')
    if (kind === 0 && command === undefined) command = decode(bytes, at)
    else if (kind === 1) readSequence(bytes.subarray(at, at + size), sequences)
    else throw new ProtocolViolation(`section ${kind}`)
    at += size
  }
  if (command === undefined) throw new ProtocolViolation('no command')
  return { requestId, command, sequences, isUnanswered: (flags & MORE_TO_COME) !== 0, isLegacy: false }
}

function readSequence(section: Buffer, sequences: Map<string, Buffer[]>): void {
  const nameEnd = section.indexOf(0, 4)
  if (nameEnd < 0) throw new ProtocolViolation('a sequence without a name')
  const documents: Buffer[] = []
  for (let at = nameEnd + 1; at < section.length; ) {
    const size = documentSize(section, at)
    documents.push(section.subarray(at, at + size))
    at += size
  }
  sequences.set(section.toString('utf8', 4, nameEnd), documents)
}

function parseOpQuery(bytes: Buffer, requestId: number): Message {
  const nameEnd = bytes.indexOf(0, HEADER_BYTES + 4)
  if (nameEnd < 0 || nameEnd + 9 >= bytes.length) throw new ProtocolViolation('a short OP_QUERY')
  const namespace = bytes.toString('utf8', HEADER_BYTES + 4, nameEnd)
  if (!namespace.endsWith('.$cmd')) throw new ProtocolViolation(`OP_QUERY on ${namespace}`)
  const command = decode(bytes, nameEnd + 9)
  const $db = namespace.slice(0, -'.$cmd'.length)
  return { requestId, command: { ...command, $db }, sequences: new Map(), isUnanswered: false, isLegacy: true }
}

let lastReplyId = 0

/** Wraps an encoded or plain document into the answer to a message. */
export function encodeReply(message: Message, reply: Doc | Buffer): Buffer {
  const body = Buffer.isBuffer(reply) ? reply : encode(reply)
  const headBytes = HEADER_BYTES + (message.isLegacy ? 20 : 5)
  const bytes = Buffer.allocUnsafe(headBytes + body.length)
  bytes.fill(0, 0, headBytes)
  bytes.writeInt32LE(bytes.length, 0)
  lastReplyId = (lastReplyId + 1) & 0x7fffffff
  bytes.writeInt32LE(lastReplyId, 4)
  bytes.writeInt32LE(message.requestId, 8)
  bytes.writeInt32LE(message.isLegacy ? OP_REPLY : OP_MSG, 12)
  if (message.isLegacy) {
    bytes.writeInt32LE(8, 16) // await capable
    bytes.writeInt32LE(1, 32) // one document
  }
  body.copy(bytes, headBytes)
  return bytes
}

/** The answer of `encodeCursor`, with the time of the snapshot that it was read from. */
export function withClusterTime(reply: Buffer, time: Timestamp): Buffer {
  // the cursor's length, after the reply's own length and the field's type and name
  const cursorAt = 4 + 1 + 'cursor'.length + 1
  const end = cursorAt + reply.readInt32LE(cursorAt) - 1
  const field = fieldsOf({ atClusterTime: time })
  const bytes = Buffer.concat([reply.subarray(0, end), field, reply.subarray(end)])
  bytes.writeInt32LE(bytes.length, 0)
  bytes.writeInt32LE(reply.readInt32LE(cursorAt) + field.length, cursorAt)
  return bytes
}

const [DOCUMENT, ARRAY] = [3, 4]
const END = Buffer.alloc(1)

/** `{ cursor: { <name>: [...], id, ns }, ok: 1 }`, around documents that stay encoded. */
export function encodeCursor(
  name: 'firstBatch' | 'nextBatch',
  documents: Buffer[],
  id: bigint,
  namespace: string,
): Buffer {
  const items = documents.flatMap((document, i) => [header(DOCUMENT, String(i)), document])
  const rest = fieldsOf({ id: Long.fromBigInt(id), ns: namespace })
  const cursor = wrap([header(ARRAY, name), ...wrap(items), rest])
  return Buffer.concat(wrap([header(DOCUMENT, 'cursor'), ...cursor, fieldsOf({ ok: 1 })]))
}

/** A field's type and name. */
const header = (type: number, name: string): Buffer => Buffer.from(`${String.fromCharCode(type)}${name}\0`)
const fieldsOf = (doc: Doc): Buffer => encode(doc).subarray(4, -1)

/** A document made of encoded fields: its length comes first, and a zero last. */
function wrap(fields: Buffer[]): Buffer[] {
  const length = Buffer.alloc(4)
  length.writeInt32LE(fields.reduce((sum, field) => sum + field.length, 5))
  return [length, ...fields, END]
}
