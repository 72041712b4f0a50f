import { type FieldError, formReader, type Parsed } from '../shared/forms.js'
import { COUNTRIES } from './countries.js'
import { ROLES, type Role } from './membership.js'
import { ORGANIZATION_KINDS, type OrganizationDetails, slugFrom } from './organization.js'

export const NAME_MAX = 120
export const SLUG_MAX = 60
export const DESCRIPTION_MAX = 2000
export const ADDRESSES_MAX = 50
const ADDRESSES_LENGTH = 15_000
const SLUG_SHAPE = /^[a-z0-9]+(-[a-z0-9]+)*$/
/** Addresses of pages beside those of organizations. */
const RESERVED_SLUGS = ['new']

/** Roles that are given; everybody in it is a member. */
export const GIVEN_ROLES = ROLES.filter(role => role !== 'member')

export interface OrganizationForm extends Omit<OrganizationDetails, 'parentId'> {
  /** Slug of the organization that it belongs to, or empty. */
  parent: string
}

export function parseOrganization(body: unknown): Parsed<OrganizationForm> {
  const form = formReader(body)
  const name = form.text('name', { required: true, max: NAME_MAX }).replace(/\s+/g, ' ')
  const slug = form.text('slug', { max: SLUG_MAX }).toLowerCase() || slugFrom(name)
  const isFree = SLUG_SHAPE.test(slug) && !RESERVED_SLUGS.includes(slug)
  if (name !== '' && !isFree) form.fail('slug', 'organization.slug.invalid')
  return form.result({
    ...{ name, slug, kind: form.choice('kind', ORGANIZATION_KINDS), country: form.choice('country', COUNTRIES) },
    description: form.text('description', { max: DESCRIPTION_MAX }),
    parent: form.text('parent', { max: SLUG_MAX }).toLowerCase(),
  })
}

/** What its own administrators may change; its place in the tree is for those of the installation. */
export function parseDescription(body: unknown): Parsed<{ name: string; description: string }> {
  const form = formReader(body)
  const name = form.text('name', { required: true, max: NAME_MAX }).replace(/\s+/g, ' ')
  return form.result({ name, description: form.text('description', { max: DESCRIPTION_MAX }) })
}

/** Addresses as people paste them: by line, comma, semicolon or space, with or without names and angle brackets. */
export function parseInvitations(
  body: unknown,
  isEmailAddress: (text: string) => boolean,
): Parsed<{ addresses: string[]; roles: Role[] }> {
  const form = formReader(body)
  const text = form.text('addresses', { required: true, max: ADDRESSES_LENGTH })
  const { addresses, wrong } = readAddresses(text, isEmailAddress)
  if (text !== '' && wrong !== undefined) form.fail('addresses', 'organization.invite.invalid', { text: wrong })
  if (addresses.length > ADDRESSES_MAX) form.fail('addresses', 'organization.invite.tooMany', { max: ADDRESSES_MAX })
  return form.result({ addresses, roles: form.choices('roles', GIVEN_ROLES) })
}

function readAddresses(text: string, isEmailAddress: (text: string) => boolean) {
  const parts = text.split(/[\n,;]+/).flatMap(line => (line.includes('<') ? bracketed(line) : line.split(/\s+/)))
  const words = parts.map(part => part.trim()).filter(part => part !== '')
  return {
    addresses: [...new Map(words.map(word => [word.toLowerCase(), word])).values()],
    wrong: words.find(word => !isEmailAddress(word)),
  }
}

const bracketed = (line: string) => [line.slice(line.indexOf('<') + 1).replace(/>.*$/, '')]

export function parseRoles(body: unknown): Parsed<{ roles: Role[] }> {
  const form = formReader(body)
  return form.result({ roles: form.choices('roles', GIVEN_ROLES) })
}

export const parentUnknown: FieldError = { field: 'parent', messageKey: 'organization.parent.unknown' }
