import type { Log } from '../platform/log.js'
import { Unauthenticated } from '../shared/errors.js'
import { answer, type ImsxAnswer, imsxAnswer } from './imsx.js'

/** What an answer needs of Express. */
interface Answering {
  status(code: number): Answering
  set(name: string, value: string): Answering
  json(body: unknown): unknown
}

/** Runs the work and turns its failures into what machines of 1EdTech read; a bug is logged and told without details. */
export function answeringImsx(log: Log) {
  return async (res: Answering, requestId: unknown, work: () => Promise<void>): Promise<void> => {
    try {
      res.set('Cache-Control', 'no-store')
      await work()
    } catch (error) {
      send(res, imsxAnswer(error) ?? bug(log, error, requestId), error)
    }
  }
}

function send(res: Answering, { status, body }: ImsxAnswer, error: unknown): void {
  if (error instanceof Unauthenticated) res.set('WWW-Authenticate', 'Bearer error="invalid_token"')
  if (status === 403) res.set('WWW-Authenticate', 'Bearer error="insufficient_scope"')
  res.status(status).json(body)
}

function bug(log: Log, err: unknown, requestId: unknown): ImsxAnswer {
  log.error({ err, requestId }, 'an API request failed')
  return answer(500, 'internal_server_error', `Something went wrong here (${String(requestId)})`)
}
