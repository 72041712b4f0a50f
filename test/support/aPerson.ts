import type { AddPerson } from '../../server/account/index.js'
import { PASSWORD } from './signIn.js'

let people = 0

/** A complete person, unlike any other; `over` says what matters. */
export function aPerson(over: Partial<AddPerson> = {}): AddPerson {
  const handle = over.handle ?? `teacher-${++people}`
  return {
    name: 'Ada Lindqvist',
    email: `${handle}@school.example`,
    password: PASSWORD,
    language: 'en',
    timeZone: 'Europe/Oslo',
    teaches: 'Science, grades 8 to 10',
    bio: '',
    isAdministrator: false,
    ...over,
    handle,
  }
}
