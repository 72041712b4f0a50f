/** What a person can let an app do, in the order in which they are asked. */
export const PERMISSIONS = ['readBadges', 'readProfile', 'addBadges', 'changeProfile', 'stayConnected'] as const
export type Permission = (typeof PERMISSIONS)[number]

/** Open Badges 3.0, 6.2.2 and Open Badges 2.1, Scopes. */
const OB3 = 'https://purl.imsglobal.org/spec/ob/v3p0/scope/'
const OB2 = 'https://purl.imsglobal.org/spec/ob/v2p1/scope/'

export const OB3_SCOPES = {
  readCredentials: `${OB3}credential.readonly`,
  upsertCredentials: `${OB3}credential.upsert`,
  readProfile: `${OB3}profile.readonly`,
  updateProfile: `${OB3}profile.update`,
} as const
export const OB2_SCOPES = {
  readAssertions: `${OB2}assertion.readonly`,
  createAssertions: `${OB2}assertion.create`,
  readProfile: `${OB2}profile.readonly`,
  updateProfile: `${OB2}profile.update`,
} as const
export const OFFLINE_ACCESS = 'offline_access'

const PERMISSION_OF: Readonly<Record<string, Permission>> = {
  [OB3_SCOPES.readCredentials]: 'readBadges',
  [OB3_SCOPES.upsertCredentials]: 'addBadges',
  [OB3_SCOPES.readProfile]: 'readProfile',
  [OB3_SCOPES.updateProfile]: 'changeProfile',
  [OB2_SCOPES.readAssertions]: 'readBadges',
  [OB2_SCOPES.createAssertions]: 'addBadges',
  [OB2_SCOPES.readProfile]: 'readProfile',
  [OB2_SCOPES.updateProfile]: 'changeProfile',
  [OFFLINE_ACCESS]: 'stayConnected',
}

export const ALL_SCOPES: string[] = Object.keys(PERMISSION_OF)

/** Looking may be proposed; whoever lets an app write, or come back by itself, ticks that themselves. */
const PROPOSED: readonly Permission[] = ['readBadges', 'readProfile']
export const isProposed = (permission: Permission): boolean => PROPOSED.includes(permission)

export const scopesIn = (text: unknown): string[] => (typeof text === 'string' ? text.split(' ').filter(Boolean) : [])

export function permissionsOf(scopes: string[]): Permission[] {
  return PERMISSIONS.filter(permission => scopes.some(scope => PERMISSION_OF[scope] === permission))
}

/** Never more than was asked for. */
export function scopesGranted(asked: string[], permissions: readonly Permission[]): string[] {
  return asked.filter(scope => PERMISSION_OF[scope] !== undefined && permissions.includes(PERMISSION_OF[scope]))
}
