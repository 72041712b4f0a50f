import type { SignedInPerson } from '../web/access.js'

export interface FrameDeps {
  /** Roles that this person has in any organization. */
  rolesOf(personId: string): Promise<string[]>
  unread(personId: string): Promise<number>
  /** Where this person recognises credentials, if anywhere. */
  recognitionHref(personId: string): Promise<string | undefined>
  /** Whether this person looks after the reviews of any micro-credential. */
  coordinates(personId: string): Promise<boolean>
}

interface Way {
  href: string
  labelKey: string
  icon?: string
  count?: number
  /** The part of the site that it leads into, where that is more than the page itself. */
  part?: string
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
    const mark = (ways: Way[]) => ways.map(way => ({ ...way, current: isAt(path, way.part ?? way.href) }))
    if (!person) return { navigation: mark(VISITOR_WAYS) }
    const [roles, unread, recognitionHref] = await Promise.all([
      deps.rolesOf(person.id),
      deps.unread(person.id),
      deps.recognitionHref(person.id),
    ])
    const byRole: Way[] = [
      ...(await reviewWays(person.id, roles)),
      ...(recognitionHref ? [{ href: recognitionHref, labelKey: 'layout.nav.recognition' }] : []),
      ...(person.isAdministrator ? [{ href: '/administration', labelKey: 'layout.nav.administration' }] : []),
    ]
    return { navigation: mark([...MEMBER_WAYS, ...byRole]), ownNavigation: mark(ownWays(unread)) }
  }

  /** Whoever only looks after reviews has no queue of their own: their way leads to the board. */
  async function reviewWays(personId: string, roles: string[]): Promise<Way[]> {
    const reviews = { labelKey: 'layout.nav.reviews', part: '/reviews' }
    if (roles.includes('reviewer')) return [{ ...reviews, href: '/reviews' }]
    const mayCoordinate = roles.includes('author') || roles.includes('administrator')
    return mayCoordinate && (await deps.coordinates(personId)) ? [{ ...reviews, href: '/reviews/board' }] : []
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
