import type { SignedInPerson } from '../web/access.js'

export interface FrameDeps {
  /** Roles that this person has in any organization. */
  rolesOf(personId: string): Promise<string[]>
  unread(personId: string): Promise<number>
  /** Where this person recognises credentials, if anywhere. */
  recognitionHref(personId: string): Promise<string | undefined>
}

interface Way {
  href: string
  labelKey: string
  icon?: string
  count?: number
}

const VISITOR_WAYS: Way[] = [
  { href: '/microcredentials', labelKey: 'layout.nav.microcredentials' },
  { href: '/communities', labelKey: 'layout.nav.communities' },
  { href: '/verify', labelKey: 'layout.nav.verify' },
]

const MEMBER_WAYS: Way[] = [
  { href: '/home', labelKey: 'layout.nav.home' },
  { href: '/journal', labelKey: 'layout.nav.journal' },
  { href: '/communities', labelKey: 'layout.nav.communities' },
  { href: '/microcredentials', labelKey: 'layout.nav.microcredentials' },
  { href: '/claims', labelKey: 'layout.nav.claims' },
  { href: '/badges', labelKey: 'layout.nav.badges' },
]

/** The ways that the header offers: the same for all, and then what a person's roles add. */
export function frame(deps: FrameDeps) {
  return async (person: SignedInPerson | undefined, path: string): Promise<object> => {
    const mark = (ways: Way[]) => ways.map(way => ({ ...way, current: isAt(path, way.href) }))
    if (!person) return { navigation: mark(VISITOR_WAYS) }
    const [roles, unread, recognitionHref] = await Promise.all([
      deps.rolesOf(person.id),
      deps.unread(person.id),
      deps.recognitionHref(person.id),
    ])
    const byRole: Way[] = [
      ...(roles.includes('reviewer') ? [{ href: '/reviews', labelKey: 'layout.nav.reviews' }] : []),
      ...(recognitionHref ? [{ href: recognitionHref, labelKey: 'layout.nav.recognition' }] : []),
      ...(person.isAdministrator ? [{ href: '/administration', labelKey: 'layout.nav.administration' }] : []),
    ]
    return { navigation: mark([...MEMBER_WAYS, ...byRole]), ownNavigation: mark(ownWays(unread)) }
  }
}

function ownWays(unread: number): Way[] {
  const waiting = unread > 0 ? { labelKey: 'layout.nav.notificationsWaiting', count: unread } : {}
  return [
    { href: '/notifications', labelKey: 'layout.nav.notifications', icon: 'bell', ...waiting },
    { href: '/settings', labelKey: 'layout.nav.settings', icon: 'settings' },
  ]
}

const isAt = (path: string, href: string) => path === href || path.startsWith(`${href}/`)
