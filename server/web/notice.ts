import type { Request } from 'express'

export interface Notice {
  messageKey: string
  values?: Record<string, string | number>
  /** Where the sentence leads, and the words that lead there. */
  link?: { href: string; labelKey: string }
}

declare module 'express-session' {
  interface SessionData {
    notice: Notice
    returnTo: string
    /** An e-mail address to offer in the next form that asks for one. */
    suggestedAddress: string
    signedInAt: string
    userAgent: string
  }
}

/** Says one sentence on the next page that this person sees. */
export function leaveNotice(req: Request, messageKey: string, values?: Notice['values'], link?: Notice['link']): void {
  req.session.notice = { messageKey, ...(values && { values }), ...(link && { link }) }
}

export function takeNotice(req: Request): Notice | undefined {
  const notice = req.session?.notice
  if (notice) delete req.session.notice
  return notice
}
