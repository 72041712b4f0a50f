interface Tab {
  href: string
  labelKey: string
}

const SETTINGS: Tab[] = [
  { href: '/settings', labelKey: 'account.settings.tabs.profile' },
  { href: '/settings/emails', labelKey: 'account.settings.tabs.emails' },
  { href: '/settings/password', labelKey: 'account.settings.tabs.password' },
  { href: '/settings/sessions', labelKey: 'account.settings.tabs.sessions' },
  { href: '/settings/apps', labelKey: 'account.settings.tabs.apps' },
  { href: '/settings/keys', labelKey: 'endorsement.keys.tab' },
  { href: '/settings/notifications', labelKey: 'account.settings.tabs.notifications' },
]

const ADMINISTRATION: Tab[] = [
  { href: '/administration', labelKey: 'administration.overview.title' },
  { href: '/administration/people', labelKey: 'account.people.title' },
  { href: '/administration/keys', labelKey: 'award.installationKeys.title' },
  { href: '/administration/jobs', labelKey: 'administration.jobs.title' },
  { href: '/administration/audit', labelKey: 'administration.audit.title' },
]

const marked = (tabs: Tab[]) => (current: string) => tabs.map(tab => ({ ...tab, current: tab.href === current }))

/** Ways between the pages of settings, which live in several rooms; `current` is the path of the page. */
export const settingsTabs = marked(SETTINGS)

/** Ways between the pages of administration. */
export const administrationTabs = marked(ADMINISTRATION)
