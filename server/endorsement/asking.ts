import type { Clock } from '../platform/clock.js'
import type { RateLimiter } from '../platform/rateLimits.js'
import { TooMany } from '../shared/errors.js'
import { newId } from '../shared/ids.js'
import { ask } from './changing.js'
import type { Endorsement, Endorser } from './endorsement.js'
import type { GuestLinks } from './guestLink.js'
import type { Neighbours } from './neighbours.js'
import { NotAskable } from './notAskable.js'
import { isOwnMailbox } from './ownAddress.js'
import type { SilenceStore } from './silenceStore.js'
import type { EndorsementStore } from './store.js'
import type { Described, Subject } from './subject.js'
import type { Subjects } from './subjects.js'

/** Whom somebody wants to ask, as they wrote it. */
export type Whom =
  | { kind: 'person'; handle: string }
  | { kind: 'organization'; slug: string }
  | { kind: 'address'; address: string; folded: string; language: 'en' | 'nb' }

type ByAddress = Whom & { kind: 'address' }

export interface AskingDeps {
  endorsements: EndorsementStore
  subjects: Subjects
  neighbours: Neighbours
  silences: SilenceStore
  links: GuestLinks
  clock: Clock
  fold(address: string): string
  /** Of one asker: all requests, and those that go to an address. */
  requests: RateLimiter
  mails: RateLimiter
  /** To one address, whoever asks. */
  mailsToAddress: RateLimiter
}

export interface Request {
  subject: Subject
  askedBy: string
  whom: Whom
  message: string
}

/** Somebody asks for an endorsement. Throws NotAskable where this endorser cannot be asked about this. */
export function asking(deps: AskingDeps) {
  const { endorsements, subjects, neighbours, silences, links, clock } = deps

  async function endorserFor(whom: Whom, described: Described): Promise<Endorser> {
    if (whom.kind === 'address') return addressee(whom, described)
    if (whom.kind === 'organization') return anOrganization(whom.slug, described)
    const person = await neighbours.personByHandle(whom.handle)
    return person ? { kind: 'person', id: person.id } : anOrganization(whom.handle, described)
  }

  async function anOrganization(slug: string, described: Described): Promise<Endorser> {
    const organization = await neighbours.organizationBySlug(slug)
    if (!organization) throw new NotAskable('unknown')
    const signers = await neighbours.signersOf(organization.id)
    // Whoever it is about, or made it, does not sign for their own organization.
    if (!signers.some(id => !described.keepers.includes(id))) throw new NotAskable('noSigner')
    return { kind: 'organization', id: organization.id }
  }

  /** Somebody who is here gets it in the app; whoever asks does not learn that. */
  async function addressee({ address, folded, language }: ByAddress, { keepers }: Described): Promise<Endorser> {
    const own = (await Promise.all(keepers.map(neighbours.addressesOf))).flat()
    if (isOwnMailbox(folded, own.map(deps.fold))) throw new NotAskable('self')
    const known = links.known(folded)
    if (await silences.has(known)) throw new NotAskable('refusesMail')
    const person = await neighbours.personByEmail(address)
    return person
      ? { kind: 'person', id: person.id, askedAs: address, known }
      : { kind: 'guest', address, known, language }
  }

  async function countMail(whom: Whom, askedBy: string): Promise<void> {
    if (whom.kind !== 'address') return
    await deps.mails.consume(askedBy)
    await deps.mailsToAddress.consume(whom.folded).catch(error => {
      throw error instanceof TooMany ? new NotAskable('mailedEnough') : error
    })
  }

  return async ({ subject, askedBy, whom, message }: Request): Promise<Endorsement> => {
    const described = await subjects.describe(subject)
    // Also what comes to nothing: nobody finds out about people by trying.
    await deps.requests.consume(askedBy)
    const at = clock.now()
    const endorser = await endorserFor(whom, described)
    const others = await endorsements.countOn(subject)
    const { state, events } = ask(described, { id: newId(at), askedBy, endorser, message, others, at })
    await countMail(whom, askedBy)
    if (!(await endorsements.insert(state, events))) throw new NotAskable('already')
    return state
  }
}
