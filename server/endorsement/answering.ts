import type { Clock } from '../platform/clock.js'
import { NotFound } from '../shared/errors.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import {
  type Changed,
  decline,
  disqualify,
  distrust,
  ensureGivable,
  give,
  lapse,
  recall,
  setHidden,
  signedAnew,
  unchanged,
  withdraw,
} from './changing.js'
import type { Endorsement } from './endorsement.js'
import type { GuestLinks } from './guestLink.js'
import type { Neighbours } from './neighbours.js'
import { NotAskable } from './notAskable.js'
import type { Signer, SignStatement } from './signStatement.js'
import type { SilenceStore } from './silenceStore.js'
import type { EndorsementStore } from './store.js'
import type { Described } from './subject.js'
import type { Subjects } from './subjects.js'

const LAPSED_AT_ONCE = 200
const SIGNED_AT_ONCE = 100

export interface AnsweringDeps {
  endorsements: EndorsementStore
  subjects: Subjects
  neighbours: Neighbours
  silences: SilenceStore
  links: GuestLinks
  clock: Clock
  statements: SignStatement
  /** An address as it is compared. */
  fold(address: string): string
}

/** Who acts: somebody signed in, or the guest whose link it is. */
export type Actor = string | 'guest'

export interface RevokedKey {
  keyId: string
  /** From when on it may have been in others' hands. */
  since?: Date
  /** Who said so. */
  actorId?: string
}

/** What happens to a request once it is there. Whoever is not part of it gets NotFound. */
export function answering(deps: AnsweringDeps) {
  const { endorsements, subjects, neighbours, links, clock, statements } = deps
  type Rule = (endorsement: Endorsement, described: Described, at: Date) => Changed | Promise<Changed>

  const change = (id: string, rule: Rule): Promise<Endorsement> =>
    retryOnStale(async () => {
      const before = await endorsements.get(id)
      const { state, events } = await rule(before, await subjects.describe(before.subject), clock.now())
      if (events.length > 0) await endorsements.save(state, events)
      return state
    })

  /** Whether this is the endorser who was asked, or one who may sign for it. */
  async function isEndorser({ endorser }: Endorsement, { keepers }: Described, actor: Actor | undefined) {
    if (actor === undefined) return false
    if (endorser.kind === 'guest') return actor === 'guest'
    if (endorser.kind === 'person') return endorser.id === actor
    return !keepers.includes(actor) && (await neighbours.signersOf(endorser.id)).includes(actor)
  }

  const asEndorser =
    (actor: Actor, rule: Rule): Rule =>
    async (endorsement, described, at) => {
      if (!(await isEndorser(endorsement, described, actor))) throw new NotFound('No such endorsement')
      return rule(endorsement, described, at)
    }

  /** The mailbox of a guest may belong by now to whoever it is about. */
  async function ensureNotOwn({ endorser }: Endorsement, { keepers }: Described): Promise<void> {
    const owner = endorser.kind === 'guest' ? await neighbours.personByEmail(endorser.address) : undefined
    if (owner && keepers.includes(owner.id)) throw new NotAskable('self')
  }

  const personIn = (actor: Actor) => (actor === 'guest' ? undefined : actor)

  /** A person, or a guest, says from when on their signature was not theirs; what an organization gave is its own. */
  const isDoubted = ({ endorser, statement }: Endorsement, since: Date | undefined) =>
    endorser.kind !== 'organization' && since !== undefined && statement!.at >= since

  const afterKey = (id: string, { keyId, since, actorId }: RevokedKey) =>
    change(id, async (endorsement, _, at) => {
      if (endorsement.statement?.signed.keyId !== keyId) return unchanged(endorsement)
      if (isDoubted(endorsement, since)) return distrust(endorsement, since!, actorId, at)
      return signedAnew(endorsement, await statements.again(endorsement), at)
    })

  return {
    isEndorser,
    /** Signing twice has no effect: the first words stand. */
    give: (id: string, signer: Signer, words: string): Promise<Endorsement> => {
      const actor = 'guest' in signer ? 'guest' : signer.personId
      return change(
        id,
        asEndorser(actor, async (endorsement, described, at) => {
          if (endorsement.state === 'given') return unchanged(endorsement)
          ensureGivable(endorsement, described, personIn(actor), at)
          await ensureNotOwn(endorsement, described)
          return give(endorsement, described, await statements.first(endorsement, signer, words, at))
        }),
      )
    },
    decline: (id: string, actor: Actor) =>
      change(
        id,
        asEndorser(actor, (endorsement, _, at) => decline(endorsement, personIn(actor), at)),
      ),
    withdraw: (id: string, actor: Actor) =>
      change(
        id,
        asEndorser(actor, (endorsement, _, at) => withdraw(endorsement, personIn(actor), at)),
      ),
    recall: (id: string, by: string) => change(id, (endorsement, _, at) => recall(endorsement, by, at)),
    setHidden: (id: string, by: string, hidden: boolean) =>
      change(id, (endorsement, described, at) => setHidden(endorsement, described, hidden, by, at)),
    /** The guest whose link it is wants no requests any more, from anybody. */
    async silence(id: string): Promise<void> {
      const { endorser } = await endorsements.get(id)
      if (endorser.kind !== 'guest') throw new NotFound('No such request')
      await deps.silences.add(endorser.known, clock.now())
      await change(id, (endorsement, _, at) =>
        endorsement.state === 'asked' ? decline(endorsement, undefined, at) : unchanged(endorsement),
      )
    },
    /** A guest's address turns out to belong to whoever it is about: nobody endorses themselves. */
    async afterAddress(personId: string): Promise<void> {
      const known = (await neighbours.addressesOf(personId)).map(address => links.known(deps.fold(address)))
      for (const { id } of await endorsements.byGuests(known, LAPSED_AT_ONCE))
        await change(id, (endorsement, { keepers }, at) =>
          keepers.includes(personId) ? disqualify(endorsement, at) : unchanged(endorsement),
        )
    },
    /**
     * What a key signed that is not to be trusted is signed by another one, or does not count from the day on which it
     * was in others' hands. Done again, it finds what is left.
     */
    async afterRevocation(key: RevokedKey): Promise<void> {
      let page: Endorsement[]
      let after: string | undefined
      do {
        page = await endorsements.signedWith(key.keyId, { limit: SIGNED_AT_ONCE, ...(after && { after }) })
        for (const { id } of page) await afterKey(id, key)
        after = page.at(-1)?.id
      } while (page.length === SIGNED_AT_ONCE)
    },
    /** Requests that nobody answered in time. */
    async lapseDue(): Promise<void> {
      const due = await endorsements.overdue(clock.now(), LAPSED_AT_ONCE)
      for (const { id } of due)
        await retryOnStale(async () => {
          const { state, events } = lapse(await endorsements.get(id), clock.now())
          if (events.length > 0) await endorsements.save(state, events)
        })
    },
  }
}
export type Answering = ReturnType<typeof answering>
