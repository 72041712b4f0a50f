import { csrfSync } from 'csrf-sync'
import type { Request, RequestHandler } from 'express'
import { Forbidden } from '../shared/errors.js'

/** The page was open for so long that its form is no longer known: reload, and what was typed is still there. */
export class FormExpired extends Forbidden {}

const { generateToken, isRequestValid } = csrfSync({
  // A multipart body streams past, so its token comes in the address of the form.
  getTokenFromRequest: req => (req.body as { _csrf?: string } | undefined)?._csrf ?? (req.query._csrf as string),
})

export const requireCsrfToken: RequestHandler = (req, _res, next) => {
  if (!isRequestValid(req)) throw new FormExpired('This form has expired')
  next()
}

export const csrfTokenFor = (req: Request): string => generateToken(req)
