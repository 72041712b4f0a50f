import type { SignedInPerson } from './access.js'

declare global {
  namespace Express {
    interface User extends SignedInPerson {}
    interface Request {
      user?: User | undefined
      /** Names this request in the log and on an error page. */
      id: string
    }
  }
}
