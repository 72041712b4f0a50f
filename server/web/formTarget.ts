import type { Response } from 'express'

/** Lets the forms of this page lead on, by redirects, to the origin of that address as well as to us. */
export function formMayLeadTo(res: Response, address: string): void {
  const policy = String(res.get('Content-Security-Policy'))
  const { origin } = new URL(address)
  res.set('Content-Security-Policy', policy.replace(/form-action [^;]*/, `form-action 'self' ${origin}`))
}
