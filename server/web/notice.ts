import type { Request } from 'express'

export interface Notice {
  messageKey: string
  values?: Record<string, string | number>
}

declare module 'express-session' {
  interface SessionData {
    notice: Notice
    returnTo: string
    signedInAt: string
    userAgent: string
  }
}

/** Says one sentence on the next page that this person sees. */
export function leaveNotice(req: Request, messageKey: string, values?: Notice['values']): void {
  req.session.notice = { messageKey, ...(values && { values }) }
}

export function takeNotice(req: Request): Notice | undefined {
  const notice = req.session?.notice
  if (notice) delete req.session.notice
  return notice
}
