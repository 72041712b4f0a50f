import type { Role } from './membership.js'

/** Where an organization has its page. */
export const hrefOf = ({ slug }: { slug: string }) => `/organizations/${slug}`
export const kindKey = (kind: string) => `organization.kind.${kind}`
/** Only a plain member is called a member: the other roles say more. */
export const roleKeys = (roles: Role[]) =>
  roles.filter(role => role !== 'member' || roles.length === 1).map(role => `organization.role.${role}`)
