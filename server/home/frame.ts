import type { Request } from 'express'
import { personOf } from '../web/access.js'

export async function frameFor(req: Request): Promise<object> {
  const person = personOf(req)
  return { signedIn: Boolean(person) }
}
