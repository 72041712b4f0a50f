import { createHash } from 'node:crypto'
import { periodOf } from '../openbadges/index.js'
import type { BadgeFacts } from './broughtBadge.js'

const LONGEST_TITLE = 300
const LONGEST_TEXT = 5000
const LONGEST_ADDRESS = 2000

type Json = Record<string, unknown>

/** What a badge of any version says of itself. `badgeClass`: the class of an OB 1 or 2 badge, if it could be had. */
export function factsOf(
  document: unknown,
  badgeClass: unknown,
  issuer: { id: string; name?: string } | undefined,
): BadgeFacts {
  const badge = objectOf(document)
  const issuerFacts = {
    issuerId: short(issuer?.id, LONGEST_ADDRESS),
    issuerName: short(issuer?.name ?? hostOf(issuer?.id), LONGEST_TITLE),
  }
  return 'credentialSubject' in badge
    ? { ...ob3Facts(badge), ...issuerFacts }
    : { ...legacyFacts(badge, badgeClass), ...issuerFacts }
}

/** One per issuer and credential (Open Badges 3.0, 9.1). */
export const keyOf = ({ issuerId, credentialId }: Pick<BadgeFacts, 'issuerId' | 'credentialId'>): string =>
  createHash('sha256').update(`${issuerId}\n${credentialId}`).digest('base64url')

/** Where its picture is: an address, or the data themselves. */
export function pictureAddress(document: unknown, badgeClass: unknown): string | undefined {
  const badge = objectOf(document)
  const achievement = objectOf(objectOf(badge.credentialSubject).achievement)
  const found = [badge.image, achievement.image, objectOf(badgeClass).image].map(imageId)
  return found.find(address => address !== undefined)
}

/** The address of the badge class of an OB 1 or 2 badge, where it is only linked. */
export function linkedClass(document: unknown): string | undefined {
  const { badge } = objectOf(document)
  return typeof badge === 'string' && /^https?:/.test(badge) ? badge : undefined
}

function ob3Facts(credential: Json) {
  const { validFrom, validUntil } = periodOf(credential)
  const achievement = objectOf(objectOf(credential.credentialSubject).achievement)
  return {
    format: 'ob3' as const,
    credentialId: short(credential.id, LONGEST_ADDRESS),
    title: short(achievement.name ?? credential.name, LONGEST_TITLE),
    description: short(achievement.description ?? credential.description, LONGEST_TEXT),
    criteria: short(objectOf(achievement.criteria).narrative, LONGEST_TEXT),
    ...dates(validFrom, validUntil),
  }
}

function legacyFacts(assertion: Json, badgeClass: unknown) {
  const badge = { ...objectOf(badgeClass), ...objectOf(assertion.badge) }
  const isOb2 = [assertion['@context']].flat().includes('https://w3id.org/openbadges/v2')
  return {
    format: isOb2 ? ('ob2' as const) : ('ob1' as const),
    credentialId: short(assertion.id ?? objectOf(assertion.verify).url ?? assertion.uid, LONGEST_ADDRESS),
    title: short(badge.name, LONGEST_TITLE),
    description: short(badge.description, LONGEST_TEXT),
    criteria: short(objectOf(badge.criteria).narrative, LONGEST_TEXT),
    ...dates(assertion.issuedOn ?? assertion.issued_on, assertion.expires),
  }
}

function dates(from: unknown, until: unknown) {
  const [validFrom, validUntil] = [instant(from), instant(until)]
  return { ...(validFrom && { validFrom }), ...(validUntil && { validUntil }) }
}

function instant(value: unknown): Date | undefined {
  // OB 1 counts seconds.
  const at = typeof value === 'number' ? value * 1000 : typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) || Math.abs(at) > 8.64e15 ? undefined : new Date(at)
}

function imageId(image: unknown): string | undefined {
  const id = typeof image === 'string' ? image : objectOf(Array.isArray(image) ? image[0] : image).id
  return typeof id === 'string' && /^(https?:|data:image\/)/.test(id) ? id : undefined
}

const objectOf = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}

const short = (value: unknown, longest: number) => (typeof value === 'string' ? value.trim().slice(0, longest) : '')

const hostOf = (id: string | undefined) => (id && URL.canParse(id) ? new URL(id).host || id : id)
