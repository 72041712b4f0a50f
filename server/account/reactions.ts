import type { Mailer } from '../platform/mailer.js'
import type { EmailAdded, PasswordChanged } from './events.js'
import { primaryAddress } from './identities.js'
import type { PersonStore } from './store.js'

interface AccountReactionsDeps {
  people: PersonStore
  mailer: Mailer
  baseUrl: string
}

/** Owners hear of whatever could take their account from them. */
export function accountReactions({ people, mailer, baseUrl }: AccountReactionsDeps) {
  const warn = async (event: PasswordChanged | EmailAdded, messageKey: string, path: string) => {
    const person = await people.get(event.personId)
    await mailer.send({
      key: `${event.name}:${event.id}`,
      to: primaryAddress(person),
      language: person.language,
      messageKey,
      values: { name: person.name },
      actionUrl: `${baseUrl}${path}`,
    })
  }
  return {
    passwordChanged: (event: PasswordChanged) => warn(event, 'account.mail.passwordChanged', '/forgot-password'),
    emailAdded: (event: EmailAdded) => warn(event, 'account.mail.emailAdded', '/settings/emails'),
  }
}
