import type { Step, Submission } from '../review/index.js'
import { type Appeal, isOpen } from './appeal.js'

export interface AppealStep {
  at?: Date
  /** Done by somebody else, of which the earner learns the day alone. */
  isDay?: boolean
  messageKey: string
  values?: Record<string, string | number>
  state: 'done' | 'now'
}

/** What an earner may know of the fresh panel's work; who they are is in none of it. */
const TOLD: Partial<Record<Step['name'], string>> = {
  reviewersWanting: 'waiting',
  reviewAccepted: 'accepted',
  reviewLocked: 'locked',
  adjudicationOpened: 'adjudication',
}

/** Every step of an appeal with its date, and what happens now. `panel` is what the fresh panel judges in. */
export function stepsOf(appeal: Appeal, panel: Submission | undefined): AppealStep[] {
  const { number, filedAt, panelAt, withdrawnAt, ruling } = appeal
  const done = (at: Date, name: string): AppealStep => ({
    ...{ at, messageKey: `appeal.step.${name}`, values: { number }, state: 'done' as const, isDay: true },
  })
  const heard = (panel?.timeline ?? []).flatMap(({ name, at }) => (TOLD[name] ? [done(at, TOLD[name])] : []))
  const beforeWithdrawal = heard.filter(({ at }) => !withdrawnAt || at! <= withdrawnAt)
  return [
    { ...done(filedAt, 'filed'), isDay: false },
    ...(panelAt ? [done(panelAt, 'panel')] : []),
    ...beforeWithdrawal,
    ...(withdrawnAt ? [{ ...done(withdrawnAt, 'withdrawn'), isDay: false }] : []),
    ...(ruling ? [done(ruling.at, appeal.state)] : []),
    ...(isOpen(appeal) ? [{ messageKey: 'appeal.step.now', values: { number }, state: 'now' as const }] : []),
  ]
}
