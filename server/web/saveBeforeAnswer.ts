import type { Request, RequestHandler } from 'express'

/** What was said of an answer that is not given. */
const OF_THE_ANSWER = ['Location', 'Content-Type', 'Content-Length', 'Content-Disposition', 'ETag', 'Cache-Control']

/**
 * Stands after express-session, which sends the head of an answer while it still stores the session. A browser follows
 * a redirect as soon as it has the head: the next page would be made from the session of before, without the notice,
 * or without the way back after signing in.
 */
export const saveBeforeAnswer: RequestHandler = (req, res, next) => {
  const before = contentOf(req)
  const { end } = res
  let isEnded = false
  res.end = (...args: unknown[]) => {
    const answer = () => Reflect.apply(end, res, args)
    if (isEnded || !req.session || contentOf(req) === before) return answer()
    isEnded = true
    req.session.save(error => {
      if (!error || res.headersSent) return answer()
      for (const name of OF_THE_ANSWER) res.removeHeader(name)
      next(error)
    })
    return res
  }
  next()
}

function contentOf({ session }: Request): string {
  const { cookie, ...content } = session ?? {}
  return JSON.stringify(content)
}
