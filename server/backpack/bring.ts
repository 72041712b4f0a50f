import { type ExtractedBadge, extractBadge, isAwardedTo, type VerificationReport } from '../openbadges/index.js'
import type { Clock } from '../platform/clock.js'
import type { GuardedFetch } from '../platform/guardedFetch.js'
import { Invalid } from '../shared/errors.js'
import { newId } from '../shared/ids.js'
import { retryOnStale, StaleWrite } from '../shared/retryOnStale.js'
import {
  type BroughtBadge,
  isKeepable,
  isNewer,
  isOusted,
  LARGEST_FILE_BYTES,
  MOST_BADGES,
  MOST_BYTES,
  nextCheck,
  type Origin,
  proves,
  type Recipient,
} from './broughtBadge.js'
import { documentOf, mediaTypeOf } from './carried.js'
import { factsOf, keyOf } from './facts.js'
import { linked } from './linked.js'
import type { Arrived, BadgeStore, Contents } from './store.js'

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
  | { outcome: 'added' | 'replaced' | 'known' | 'older' | 'unproven'; badgeId: string }
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
  const links = linked(deps.fetchDocument)

  return async (personId: string, bytes: Uint8Array, origin: Origin): Promise<Brought> => {
    if (bytes.length > LARGEST_FILE_BYTES)
      throw new NotKept('backpack.refused.tooLarge', 'The badge is larger than 4 MB')
    const extracted = extract(bytes)
    if (extracted.kind === 'presentation') throw new NotKept('backpack.refused.several', 'It holds several badges')
    const report = await checked(bytes, personId)
    const document = report.credential ?? documentOf(extracted)
    const badgeClass = await links.badgeClass(document)
    const facts = factsOf(document, badgeClass, report.issuer)
    const awardId = await deps.ownAward(facts.credentialId, personId)
    if (awardId) return { outcome: 'own', awardId }

    const contents = await links.contents(bytes, extracted, document, badgeClass)
    const now = clock.now()
    const check = { outcome: report.outcome, status: report.status, at: now }
    const arrived = {
      ...facts,
      personId,
      origin,
      copyId: newId(now),
      key: keyOf({ ...facts, credentialId: facts.credentialId || extracted.text }),
      mediaType: mediaTypeOf(extracted),
      length: bytes.length,
      hasPicture: contents.picture !== undefined,
      recipient: await recipientOf(document, personId, deps.addressesOf),
      checked: check,
      ...(proves(check) && { provenAt: now }),
      nextCheckAt: nextCheck(check),
      receivedAt: now,
    }
    // Somebody was quicker with the same badge: then that one is here, and this one is weighed against it.
    return retryOnStale(() => keep(arrived, contents))
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
    const { id } = kept
    if (!isNewer(arrived, kept)) return { outcome: 'older', badgeId: id }
    const isSame = (await badges.contents(kept))?.text === contents.text
    if (!isOusted(kept, arrived)) return unproven(arrived, kept, isSame)
    const receivedAt = isSame ? kept.receivedAt : arrived.receivedAt
    if (!(await badges.replace(kept, { ...arrived, receivedAt }, contents)))
      throw new StaleWrite('Another copy has come meanwhile')
    return { outcome: isSame ? 'known' : 'replaced', badgeId: id }
  }

  /** The kept copy stays as it is; where this is the same one, it was at least looked at again. */
  async function unproven(arrived: Arrived, kept: BroughtBadge, isSame: boolean): Promise<Brought> {
    if (isSame) await badges.noteCheck(kept, arrived)
    return { outcome: isSame ? 'known' : 'unproven', badgeId: kept.id }
  }

  async function add(arrived: Arrived, contents: Contents): Promise<Brought> {
    const { count, bytes } = await badges.size(arrived.personId)
    if (count >= MOST_BADGES || bytes + arrived.length > MOST_BYTES)
      throw new NotKept('backpack.refused.full', 'There is no room for more badges')
    const id = newId(clock.now())
    const badge = { ...arrived, id, visibility: 'private' as const, addedAt: arrived.receivedAt }
    if (!(await badges.add(badge, contents))) throw new StaleWrite('The same badge has come meanwhile')
    return { outcome: 'added', badgeId: id }
  }
}

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

const failureIn = ({ checks }: VerificationReport) => checks.find(({ outcome }) => outcome === 'failed')?.detail ?? ''
