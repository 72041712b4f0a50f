import type { Request } from 'express'
import { Forbidden, Unauthenticated } from '../shared/errors.js'

/** What every request knows of the person behind it. */
export interface SignedInPerson {
  id: string
  handle: string
  name: string
  language: 'en' | 'nb'
  timeZone: string
  /** Administrator of this whole installation. */
  isAdministrator: boolean
}

/** Who may use a route. A finer question ("of this organization?") is asked by the use case as well. */
export interface Access {
  readonly who: string
  readonly csrf: boolean
  check(req: Request): void | Promise<void>
}

export function personOf(req: Request): SignedInPerson | undefined {
  return req.user
}

/** Throws Unauthenticated, which becomes the sign-in page and then brings the person back. */
export function signedInPerson(req: Request): SignedInPerson {
  const person = personOf(req)
  if (!person) throw new Unauthenticated('Sign in first')
  return person
}

export const anyone: Access = { who: 'anyone', csrf: true, check: () => {} }

/** For routes that change nothing of ours, or that carry a secret of their own: machines call them without a form. */
export const anyMachine: Access = { who: 'any machine', csrf: false, check: () => {} }

export const signedIn: Access = { who: 'signed in', csrf: true, check: req => void signedInPerson(req) }

export const administrator = accessFor('administrator', person => person.isAdministrator)

/** `who` names a role for the permission table in the tests. */
export function accessFor(
  who: string,
  may: (person: SignedInPerson, req: Request) => boolean | Promise<boolean>,
): Access {
  return {
    who,
    csrf: true,
    async check(req) {
      if (!(await may(signedInPerson(req), req))) throw new Forbidden(`Only for: ${who}`)
    },
  }
}
