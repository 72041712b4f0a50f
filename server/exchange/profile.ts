import { Invalid } from '../shared/errors.js'

/** A person as other systems may see them, when they allowed it. */
export interface ProfiledPerson {
  id: string
  handle: string
  name: string
  email: string
  bio: string
}

const OB3_CONTEXTS = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
]
/** As the form in the settings has them. */
const LONGEST_NAME = 100
const LONGEST_BIO = 2000

/** What others say of a person, under the address by which they say it: a handle may change. */
export interface EndorsedProfile {
  id: string
  endorsement: object[]
}

/** Open Badges 3.0, Profile. */
export function ob3Profile(person: ProfiledPerson, baseUrl: string, { id, endorsement }: EndorsedProfile) {
  const profile = { '@context': OB3_CONTEXTS, ...profileOf(person, baseUrl), id, type: ['Profile'] }
  return endorsement.length > 0 ? { ...profile, endorsement } : profile
}

/** Open Badges 2.0, Profile. */
export function ob2Profile(person: ProfiledPerson, baseUrl: string) {
  return { '@context': 'https://w3id.org/openbadges/v2', ...profileOf(person, baseUrl), type: 'Profile' }
}

const profileOf = ({ handle, name, email, bio }: ProfiledPerson, baseUrl: string) => ({
  id: `${baseUrl}/people/${handle}`,
  name,
  email,
  url: `${baseUrl}/people/${handle}`,
  ...(bio !== '' && { description: bio }),
})

export interface ProfileChange {
  name: string
  bio: string
}

/** The name and the description can be changed from elsewhere; an address must be confirmed here. Throws Invalid. */
export function parseProfile(body: unknown, person: ProfiledPerson): ProfileChange {
  const { name, description, email } = (body ?? {}) as Record<string, unknown>
  if (email !== undefined && email !== person.email)
    throw new Invalid('email cannot be changed from elsewhere', 'email')
  return {
    name: text(name, 'name', LONGEST_NAME) ?? person.name,
    bio: text(description, 'description', LONGEST_BIO) ?? person.bio,
  }
}

function text(value: unknown, field: string, longest: number): string | undefined {
  if (value === undefined) return undefined
  if (typeof value !== 'string' || value.length > longest)
    throw new Invalid(`${field} is not a text of that length`, field)
  const trimmed = value.trim()
  if (field === 'name' && trimmed === '') throw new Invalid('name must not be empty', field)
  return trimmed
}
