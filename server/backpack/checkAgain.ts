import type { Announcement } from '../notification/index.js'
import type { VerificationReport } from '../openbadges/index.js'
import type { Clock } from '../platform/clock.js'
import { TooMany } from '../shared/errors.js'
import { type BringDeps, recipientOf } from './bring.js'
import { type BroughtBadge, nextCheck, proves } from './broughtBadge.js'
import type { BadgeStore } from './store.js'

const AT_A_TIME = 100
const LEASE_MS = 15 * 60_000

export interface CheckAgainDeps extends Pick<BringDeps, 'verify' | 'addressesOf'> {
  badges: BadgeStore
  clock: Clock
  notify(announcement: Announcement): Promise<void>
}

/** What was true when a badge came need not stay so: issuers revoke, time passes, people confirm more addresses. */
export function checkAgain(deps: CheckAgainDeps) {
  const { badges, clock } = deps

  async function check(badge: BroughtBadge): Promise<void> {
    const contents = await badges.contents(badge)
    if (!contents) return
    const report = await deps.verify(contents.bytes, badge.personId)
    if ('unreadable' in report) return
    const checked = { outcome: report.outcome, status: report.status, at: clock.now() }
    // What could not be reached names nobody today; whom it named stays true.
    const recipient = report.credential
      ? await recipientOf(report.credential, badge.personId, deps.addressesOf)
      : badge.recipient
    const provenAt = proves(checked) ? { provenAt: checked.at } : {}
    const note = { checked, ...provenAt, nextCheckAt: nextCheck(checked), recipient }
    if (!(await badges.noteCheck(badge, note))) return
    if (isNews(badge, report)) await deps.notify(announcement(badge, report))
  }

  return {
    check,
    /** Those that are due, a bounded number of them; the rest is for the next time. */
    async checkDue(): Promise<void> {
      for (let i = 0; i < AT_A_TIME; i++) {
        const now = clock.now()
        const badge = await badges.takeDue(now, new Date(now.getTime() + LEASE_MS))
        if (!badge || !(await isChecked(badge))) return
      }
    },
  }

  async function isChecked(badge: BroughtBadge): Promise<boolean> {
    try {
      await check(badge)
      return true
    } catch (error) {
      // The checkers are busy: whoever waits in front of a page comes first.
      if (error instanceof TooMany) return false
      throw error
    }
  }
}

const NEWS = ['revoked', 'suspended'] as const

const isNews = (before: BroughtBadge, { status }: VerificationReport) =>
  status !== before.checked.status && NEWS.some(news => news === status)

function announcement(
  { id, personId, title, issuerName, receivedAt }: BroughtBadge,
  { status }: VerificationReport,
): Announcement {
  return {
    // Said once for each copy and each turn.
    eventId: `${id}-${status}-${receivedAt.getTime()}`,
    personId,
    kind: 'award',
    messageKey: `backpack.notice.${status}`,
    values: { title, issuer: issuerName },
    href: `/badges/brought/${id}`,
  }
}
