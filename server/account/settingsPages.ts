import type { Rejected } from '../shared/forms.js'
import { formView, options } from '../web/formView.js'
import { LANGUAGES, NAME_MAX } from './accountForm.js'
import { browserOf } from './browser.js'
import { LONGEST_HANDLE } from './handle.js'
import type { Identity } from './identities.js'
import type { ListedSession } from './openSessions.js'
import { SHORTEST_PASSWORD } from './password.js'
import type { Person } from './people.js'
import { BIO_MAX, LINE_MAX } from './settingsForms.js'
import { TIME_ZONES } from './timeZones.js'

export function profileSettingsPage(person: Person, tabs: object[], rejected?: Rejected) {
  const form = formView({ ...person }, rejected)
  const zones = [...new Set([person.timeZone, ...TIME_ZONES])].sort()
  return {
    titleKey: 'account.settings.title',
    tabs,
    ...form,
    ...{ nameMax: NAME_MAX, lineMax: LINE_MAX, bioMax: BIO_MAX, handleMax: LONGEST_HANDLE },
    languages: options(LANGUAGES, 'account.language', form.values.language),
    timeZones: zones.map(zone => ({ value: zone, label: zoneLabel(zone), selected: zone === form.values.timeZone })),
    profileHref: `/people/${person.handle}`,
  }
}

const zoneLabel = (zone: string) => zone.replaceAll('_', ' ').replaceAll('/', ' / ')

export const passwordSettingsPage = (person: Person, tabs: object[], rejected?: Rejected) => ({
  titleKey: 'account.settings.password.title',
  tabs,
  email: person.email,
  passwordMin: SHORTEST_PASSWORD,
  ...formView({}, rejected),
})

export const sessionsPage = (sessions: ListedSession[], tabs: object[]) => ({
  titleKey: 'account.settings.sessions.title',
  tabs,
  sessions: sessions.map(session => ({
    ...session,
    ...browserSentence(session.userAgent),
    endHref: `/settings/sessions/${session.key}/ending`,
  })),
  hasOthers: sessions.some(session => !session.isThisOne),
})

function browserSentence(userAgent: string) {
  const { name, system } = browserOf(userAgent)
  if (name && system) return { browserKey: 'account.settings.sessions.browserOn', browser: { name, system } }
  if (name ?? system) return { browserKey: 'account.settings.sessions.browser', browser: { name: name ?? system } }
  return { browserKey: 'account.settings.sessions.unknownBrowser', browser: {} }
}

export const emailsPage = (identities: Identity[], tabs: object[], rejected?: Rejected) => ({
  titleKey: 'account.settings.emails.title',
  tabs,
  emails: identities.map(({ address, confirmedAt }, index) => ({
    address,
    confirmedAt,
    isPrimary: index === 0,
    mayGo: identities.length > 1,
  })),
  ...formView({}, rejected),
})

export const confirmEmailPage = (action: string, address: string) => ({
  titleKey: 'account.confirmEmail.title',
  action,
  address,
})
