import { type ExtractedBadge, extractBadge, isAwardedTo, type VerificationReport } from '../openbadges/index.js'
import type { Clock } from '../platform/clock.js'
import type { GuardedFetch } from '../platform/guardedFetch.js'
import { Invalid, Unavailable } from '../shared/errors.js'
import { newId } from '../shared/ids.js'
import {
  type BroughtBadge,
  isKeepable,
  LARGEST_FILE_BYTES,
  MOST_BADGES,
  MOST_BYTES,
  nextCheck,
  type Origin,
  type Recipient,
  replaces,
} from './broughtBadge.js'
import { factsOf, keyOf, linkedClass, pictureAddress } from './facts.js'
import { dataIn, redraw } from './picture.js'
import type { BadgeStore, Contents } from './store.js'

export interface BringDeps {
  badges: BadgeStore
  clock: Clock
  /** The only way out to addresses that come from outside. */
  fetchDocument: GuardedFetch
  /** Throws TooMany when too many wait. */
  verify(bytes: Uint8Array, viewerId: string): Promise<VerificationReport | { unreadable: string }>
  /** Confirmed addresses of a person. */
  addressesOf(personId: string): Promise<string[]>
  /** The award of this person that a credential of ours is the copy of. */
  ownAward(credentialId: string, personId: string): Promise<string | undefined>
}

/** What came of bringing it. `own`: it was earned here and is among the person's badges already. */
export type Brought =
  | { outcome: 'added' | 'replaced' | 'known' | 'older'; badgeId: string }
  | { outcome: 'own'; awardId: string }

/** Why it is not kept: a sentence of ours, and what the check said in English. */
export class NotKept extends Invalid {
  constructor(
    readonly reasonKey: string,
    detail: string,
  ) {
    super(detail)
  }
}

/** A badge from outside: looked into, verified, and kept as it came. Throws NotKept. */
export function bring(deps: BringDeps) {
  const { badges, clock } = deps

  return async (personId: string, bytes: Uint8Array, origin: Origin): Promise<Brought> => {
    if (bytes.length > LARGEST_FILE_BYTES)
      throw new NotKept('backpack.refused.tooLarge', 'The badge is larger than 4 MB')
    const extracted = extract(bytes)
    const report = await checked(bytes, personId)
    const document = report.credential ?? documentOf(extracted)
    const badgeClass = await badgeClassOf(document)
    const facts = factsOf(document, badgeClass, report.issuer)
    const awardId = await deps.ownAward(facts.credentialId, personId)
    if (awardId) return { outcome: 'own', awardId }

    const contents = await contentsOf(bytes, extracted, document, badgeClass)
    const now = clock.now()
    const check = { outcome: report.outcome, status: report.status, at: now }
    const arrived = {
      ...facts,
      personId,
      origin,
      key: keyOf({ ...facts, credentialId: facts.credentialId || extracted.text }),
      mediaType: MEDIA_TYPES[extracted.container](extracted),
      length: bytes.length,
      hasPicture: contents.picture !== undefined,
      recipient: await recipientOf(document, personId, deps.addressesOf),
      checked: check,
      nextCheckAt: nextCheck(check),
      receivedAt: now,
    }
    return keep(arrived, contents)
  }

  async function checked(bytes: Uint8Array, personId: string): Promise<VerificationReport> {
    const report = await deps.verify(bytes, personId)
    if ('unreadable' in report) throw new NotKept('backpack.refused.unreadable', report.unreadable)
    if (!isKeepable(report)) throw new NotKept('backpack.refused.notGenuine', failureIn(report))
    return report
  }

  async function keep(arrived: Arrived, contents: Contents): Promise<Brought> {
    const kept = await badges.byKey(arrived.personId, arrived.key)
    if (!kept) return add(arrived, contents)
    if (!replaces(arrived, kept)) return { outcome: 'older', badgeId: kept.id }
    const isSame = (await badges.contents(kept.id))?.text === contents.text
    const { id, visibility, addedAt } = kept
    const receivedAt = isSame ? kept.receivedAt : arrived.receivedAt
    await badges.replace({ ...arrived, id, visibility, addedAt, receivedAt }, contents)
    return { outcome: isSame ? 'known' : 'replaced', badgeId: id }
  }

  async function add(arrived: Arrived, contents: Contents): Promise<Brought> {
    const { count, bytes } = await badges.size(arrived.personId)
    if (count >= MOST_BADGES || bytes + arrived.length > MOST_BYTES)
      throw new NotKept('backpack.refused.full', 'There is no room for more badges')
    const id = newId(clock.now())
    const badge = { ...arrived, id, visibility: 'private' as const, addedAt: arrived.receivedAt }
    // Somebody was quicker with the same badge: then it is here, and this one is weighed against it.
    return (await badges.add(badge, contents)) ? { outcome: 'added', badgeId: id } : keep(arrived, contents)
  }

  async function badgeClassOf(document: unknown): Promise<unknown> {
    const address = linkedClass(document)
    const found = address && (await fetched(address, 'application/ld+json, application/json'))
    return found ? parsed(found.toString('utf8')) : undefined
  }

  async function contentsOf(
    bytes: Uint8Array,
    { container, text, kind }: ExtractedBadge,
    document: unknown,
    badgeClass: unknown,
  ): Promise<Contents> {
    const picture = container === 'text' ? await linkedPicture(document, badgeClass) : await redraw(bytes)
    const isLegacy = kind === 'ob2-json' || kind === 'ob1-json' || kind === 'ob2-url'
    return {
      ...{ bytes: Buffer.from(bytes), text },
      ...(isLegacy && { assertion: JSON.stringify(document) }),
      ...(picture && { picture }),
    }
  }

  async function linkedPicture(document: unknown, badgeClass: unknown): Promise<Buffer | undefined> {
    const address = pictureAddress(document, badgeClass)
    if (!address) return undefined
    const bytes = address.startsWith('data:')
      ? dataIn(address)
      : await fetched(address, 'image/png, image/svg+xml, image/*')
    return bytes && redraw(bytes)
  }

  async function fetched(address: string, accept: string): Promise<Buffer | undefined> {
    try {
      return (await deps.fetchDocument(address, { accept })).bytes
    } catch (error) {
      if (error instanceof Unavailable) return undefined
      throw error
    }
  }
}

type Arrived = Omit<BroughtBadge, 'id' | 'visibility' | 'addedAt'>

/** Whether it names one of the addresses that this person has confirmed. */
export async function recipientOf(
  document: unknown,
  personId: string,
  addressesOf: BringDeps['addressesOf'],
): Promise<Recipient> {
  const answers = (await addressesOf(personId)).map(address => isAwardedTo(document, address))
  if (answers.includes('yes')) return 'yes'
  return answers.includes('unclear') ? 'unclear' : 'no'
}

function extract(bytes: Uint8Array): ExtractedBadge {
  try {
    return extractBadge(bytes)
  } catch (error) {
    if (error instanceof Invalid) throw new NotKept('backpack.refused.unreadable', error.message)
    throw error
  }
}

/** The badge itself; of a token, what it says of itself. */
export function documentOf(extracted: ExtractedBadge): unknown {
  if (extracted.kind === 'ob3-json') return extracted.credential
  if (extracted.kind === 'ob2-json' || extracted.kind === 'ob1-json') return extracted.assertion
  if (extracted.kind === 'presentation') return extracted.presentation
  if (extracted.kind === 'ob2-url') return { id: extracted.url }
  return parsed(Buffer.from(extracted.jwt.split('.')[1] ?? '', 'base64url').toString('utf8'))
}

const MEDIA_TYPES: Record<ExtractedBadge['container'], (badge: ExtractedBadge) => string> = {
  png: () => 'image/png',
  svg: () => 'image/svg+xml',
  text: ({ kind }) => (kind === 'jwt' || kind === 'ob2-url' ? 'text/plain' : 'application/json'),
}

const failureIn = ({ checks }: VerificationReport) => checks.find(({ outcome }) => outcome === 'failed')?.detail ?? ''

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
