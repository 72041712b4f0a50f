import type { RawForm, Rejected } from '../shared/forms.js'
import { formView, options } from '../web/formView.js'
import { renderMarkdown } from '../web/markdown.js'
import { LANGUAGES, NAME_MAX } from './accountForm.js'
import { SHORTEST_PASSWORD } from './password.js'
import type { Person } from './people.js'
import type { ProfileSection } from './profile.js'

/** Somebody whom a visitor of the demo may be. */
export interface DemoPerson {
  personId: string
  name: string
  /** Ends a locale key: `account.demo.role.<roleKey>`. */
  roleKey: string
}

export const signInPage = (demoPeople: DemoPerson[], rejected?: Rejected) => ({
  titleKey: 'account.signIn.title',
  ...formView({}, rejected),
  demoPeople: demoPeople.map(person => ({ ...person, roleKey: `account.demo.role.${person.roleKey}` })),
})

export function registerPage(language: string, stored: RawForm, rejected?: Rejected) {
  const form = formView({ language, ...stored }, rejected)
  return {
    titleKey: 'account.register.title',
    ...form,
    nameMax: NAME_MAX,
    passwordMin: SHORTEST_PASSWORD,
    languages: options(LANGUAGES, 'account.language', form.values.language),
  }
}

export const checkMailPage = (address: string | undefined, rejected?: Rejected) => ({
  titleKey: 'account.checkMail.title',
  address,
  ...formView({ email: address ?? '' }, rejected),
})

/** In the browser that asked, a button is enough; elsewhere the password shows that it was them. */
export const confirmPage = (action: string, needsPassword: boolean, rejected?: Rejected) => ({
  titleKey: 'account.confirm.title',
  action,
  needsPassword,
  ...formView({}, rejected),
})

export const deadLinkPage = (kind: 'confirm' | 'reset' | 'email') => ({
  titleKey: `account.deadLink.${kind}.title`,
  textKey: `account.deadLink.${kind}.text`,
  href: { confirm: '/confirm', reset: '/forgot-password', email: '/settings/emails' }[kind],
  actionKey: `account.deadLink.${kind}.action`,
})

export const forgotPasswordPage = (stored: RawForm, rejected?: Rejected) => ({
  titleKey: 'account.forgot.title',
  ...formView(stored, rejected),
})

export const resetPasswordPage = (action: string, person: Person, rejected?: Rejected) => ({
  titleKey: 'account.reset.title',
  action,
  email: person.email,
  passwordMin: SHORTEST_PASSWORD,
  ...formView({}, rejected),
})

/** To a visitor only the name and what is public; the rest is for those who are here. */
export const profilePage = (person: Person, sections: ProfileSection[], viewerId: string | undefined) => ({
  title: person.name,
  profile: person,
  bioHtml: person.bio && renderMarkdown(person.bio),
  hasWords: Boolean(person.teaches || person.aims || person.bio),
  sections,
  isForMembers: viewerId !== undefined,
  isSelf: person.id === viewerId,
})
