import type { Socket } from 'node:net'
import type { Doc } from '../bson/types.js'
import { describeFailure, MongoFailure } from '../errors.js'
import { encodeReply, MAX_MESSAGE_BYTES, type Message, messageLength, parseMessage } from './message.js'

export type Answer = (message: Message) => Doc | Buffer | Promise<Doc | Buffer>

/**
 * Serves one connection: messages one after another, each answered before the next is looked at. Bytes that are not
 * a message close this connection and nothing else.
 */
export function serveConnection(socket: Socket, answer: Answer, toldAs = (error: unknown) => error): void {
  let chunks: Buffer[] = []
  let buffered = 0
  let isBusy = false

  const take = (): Buffer | undefined => {
    if (buffered < 4) return undefined
    if (chunks.length > 1 && chunks[0]!.length < 4) chunks = [Buffer.concat(chunks)]
    const length = messageLength(chunks[0]!)
    if (length === undefined || buffered < length) return undefined
    const all = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
    chunks = all.length > length ? [all.subarray(length)] : []
    buffered -= length
    return all.subarray(0, length)
  }

  const work = async (): Promise<void> => {
    isBusy = true
    try {
      for (let bytes = take(); bytes; bytes = take()) {
        const message = parseMessage(bytes)
        const pending = answerSafely(message, answer, toldAs)
        const reply = pending instanceof Promise ? await pending : pending
        if (socket.destroyed) return
        if (!message.isUnanswered) await send(socket, encodeSafely(message, reply))
      }
    } catch {
      socket.destroy()
    } finally {
      isBusy = false
      socket.resume()
    }
  }

  socket.on('data', chunk => {
    chunks.push(chunk)
    buffered += chunk.length
    if (!isBusy) void work()
    // a client that sends far ahead of its answers has to wait for them
    else if (buffered > MAX_MESSAGE_BYTES) socket.pause()
  })
  socket.on('error', () => socket.destroy())
}

function answerSafely(
  message: Message,
  answer: Answer,
  toldAs: (error: unknown) => unknown,
): Doc | Buffer | Promise<Doc | Buffer> {
  const failed = (error: unknown) => failureReply(toldAs(error))
  try {
    const reply = answer(message)
    return reply instanceof Promise ? reply.catch(failed) : reply
  } catch (error) {
    return failed(error)
  }
}

/** A reply that cannot be encoded is a failure of its command, not of the connection. */
function encodeSafely(message: Message, reply: Doc | Buffer): Buffer {
  try {
    return encodeReply(message, reply)
  } catch (error) {
    return encodeReply(message, failureReply(error))
  }
}

function failureReply(error: unknown): Doc {
  if (!(error instanceof MongoFailure) && process.env.EMBEDDED_MONGO_DEBUG) console.error(error)
  return { ok: 0, ...describeFailure(error) }
}

/** Waits for a slow reader, and so keeps no more than one answer for it in memory. */
function send(socket: Socket, bytes: Buffer): Promise<void> | undefined {
  if (socket.write(bytes)) return undefined
  return new Promise(resolve => {
    const done = () => {
      socket.off('drain', done)
      socket.off('close', done)
      resolve()
    }
    socket.once('drain', done)
    socket.once('close', done)
  })
}
