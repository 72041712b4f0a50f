import type { Announcement, Readers } from '../notification/index.js'
import { Conflict } from '../shared/errors.js'
import { idFor } from '../shared/ids.js'
import { randomOf } from '../shared/randomPool.js'
import type { Award } from './award.js'
import type { AwardStore } from './awardStore.js'
import { type Completion, type Roster, submissionOf } from './completion.js'
import { SALT_BYTES } from './issueAward.js'
import type { AwardedVersion, Holder, IssuingOrganization } from './neighbours.js'
import { type Addressed, bulkSigner, type SignDeps, type Unsigned } from './signAward.js'
import { signBeside } from './signBeside.js'
import type { StatusLists } from './statusLists.js'
import { monthsLater } from './validity.js'

/**
 * Ten thousand awards of one decision, in ten lines:
 * 1. A decision has a list of people that never changes; `awarded` says how many of them are done, from the front.
 * 2. What its awards share is looked up once: version, issuer, key, what the credential says of the achievement, which
 *    entries of the status list are free, and who got the same by another way since this was planned.
 * 3. Some hundreds at a time they are made; signed, in a thread of its own; stored, in one write, which is the database's
 *    thread; told of, all notices and all mails in one write each; then `awarded` moves on. All of this at once, each
 *    with other hundreds.
 * 4. The id of an award follows from its decision and its place in the list. Whoever begins again, where a run died or
 *    while one still goes on, makes the same awards, notices and mails again, and unique keys let each in once.
 * 5. Only when the database refuses some do we look why: there already, another decision's, or a rival took their
 *    entry of the status list meanwhile. Only these last are made once more, with another entry.
 */
export function awardMany(deps: AwardManyDeps) {
  const { awards, lists, neighbours, clock, notifyMany } = deps
  const signerFor = signBeside()

  return async (completion: Completion, { people: all }: Roster): Promise<Awarding> => {
    const { microCredentialId, microCredentialVersion } = completion
    const version = await neighbours.version(microCredentialId, microCredentialVersion)
    const issuer = await neighbours.organization(completion.organizationId)
    const signer = await bulkSigner({ ...deps, signerFor }, { issuer, version }, all.length - completion.awarded)
    const draw = lists.drawer(issuer)
    const places = new Map(all.map((personId, place) => [personId, place]))
    const others = new Set(await awards.earnersSince(completion.plannedAt, completion))
    const readers = new Map<string, Pick<Holder, 'email' | 'language'>>()
    const idOf = (personId: string) => awardIdAt(places.get(personId)!, completion)

    async function make(personIds: string[]): Promise<Addressed[]> {
      const people = await neighbours.people(personIds)
      const common = { completion, version, issuer, now: clock.now() }
      const made: Addressed[] = []
      for (const personId of personIds) {
        const person = people.get(personId)
        if (!person || others.has(personId)) continue
        const { email, language } = person
        readers.set(personId, { email, language })
        made.push({ award: prepare(common, personId, { id: idOf(personId), status: await draw() }), email })
      }
      return made
    }

    async function sign(made: Addressed[]): Promise<Award[]> {
      const signed = await signer.sign(made)
      return made.map(({ award }, n) => ({ ...award, signed: signed[n]! }))
    }

    async function store(signed: Award[], round = 1): Promise<Award[]> {
      const refused = new Set(await awards.insertNew(signed))
      if (refused.size === 0) return signed
      if (round === ROUNDS) throw new Conflict('No free entries in a status list were found')
      const stored = await awards.idsOfSubmissions([...refused].map(({ submissionId }) => submissionId))
      const standing = signed.filter(award => !refused.has(award) || stored.get(award.submissionId) === award.id)
      const missing = [...refused].filter(({ submissionId }) => !stored.has(submissionId))
      if (missing.length === 0) return standing
      const again = await sign(await make(missing.map(({ earnerId }) => earnerId)))
      return [...standing, ...(await store(again, round + 1))]
    }

    return { make, sign, store, tell: standing => notifyMany(standing.map(toHolder), readers), end: signer.end }
  }
}

export interface AwardManyDeps extends SignDeps {
  awards: Pick<AwardStore, 'insertNew' | 'idsOfSubmissions' | 'earnersSince'>
  lists: Pick<StatusLists, 'drawer'>
  notifyMany(announcements: Announcement[], readers: Readers): Promise<void>
}

export interface Awarding {
  /** Awards for those of these people who have none by another way; nothing is stored yet. */
  make(personIds: string[]): Promise<Addressed[]>
  sign(made: Addressed[]): Promise<Award[]>
  /** Stores each once, and answers those that stand as this decision made them, in this run or in one before. */
  store(signed: Award[]): Promise<Award[]>
  /** Each is told of once. */
  tell(standing: Award[]): Promise<void>
  end(): void
}

/** A rival may take an entry of a status list while we draw; hardly ever twice. */
const ROUNDS = 10

/** In the order of the list, so that what is written together lies together. */
const awardIdAt = (place: number, { seed, plannedAt }: Completion) =>
  idFor(String(place), seed, new Date(plannedAt.getTime() + place))

interface Common {
  completion: Completion
  version: AwardedVersion
  issuer: IssuingOrganization
  now: Date
}

/** Each thing by its name: gathering them from parts takes several times as long, which counts when there are thousands. */
function prepare(
  { completion, version: { slug, anatomy }, issuer, now }: Common,
  earnerId: string,
  { id, status }: Pick<Award, 'id' | 'status'>,
): Unsigned {
  const award: Unsigned = {
    id,
    version: 0,
    submissionId: submissionOf(completion, earnerId),
    earnerId,
    microCredentialId: completion.microCredentialId,
    microCredentialVersion: completion.microCredentialVersion,
    slug,
    title: anatomy.title,
    organizationId: issuer.id,
    state: 'issued',
    visibility: 'private',
    evidence: [],
    scores: [],
    panel: { reviewers: 0, judged: 0, sameLevel: 0 },
    completion: { id: completion.id, programme: completion.programme },
    issuedAt: now,
    shownTo: [],
    salt: randomOf(SALT_BYTES).toString('base64url'),
    status,
  }
  if (anatomy.validityMonths) award.validUntil = monthsLater(now, anatomy.validityMonths)
  return award
}

/** The award stands for the event: nobody is told twice of the same one. */
function toHolder({ id, earnerId, title, completion }: Award): Announcement {
  const values = { title, programme: completion?.programme ?? '' }
  const about = { eventId: `completion:${id}`, personId: earnerId, kind: 'award' as const, href: `/badges/${id}` }
  return { ...about, messageKey: 'award.notice.completed', values }
}
