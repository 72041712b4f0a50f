import type { VerificationReport } from '../openbadges/index.js'

/** What the badge says of itself, as far as it can be read: only text, whatever it holds. */
export function badgeIn({ badge, credential }: Pick<VerificationReport, 'badge' | 'credential'>) {
  if (badge) return badge
  const achievement = member(member(credential, 'credentialSubject'), 'achievement')
  const name = text(member(achievement, 'name')) ?? text(member(credential, 'name'))
  const description = text(member(achievement, 'description'))
  return name === undefined ? undefined : { name, ...(description !== undefined && { description }) }
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
