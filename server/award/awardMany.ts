import { randomBytes } from 'node:crypto'
import type { Announcement } from '../notification/index.js'
import { Conflict } from '../shared/errors.js'
import { newId } from '../shared/ids.js'
import type { Award } from './award.js'
import type { AwardStore } from './awardStore.js'
import { type Completion, submissionOf } from './completion.js'
import { SALT_BYTES } from './issueAward.js'
import type { AwardedVersion, Holder, IssuingOrganization } from './neighbours.js'
import { bulkSigner, type SignDeps } from './signAward.js'
import type { StatusLists } from './statusLists.js'
import { monthsLater } from './validity.js'

/** A rival may take an entry of a status list while we draw; hardly ever twice. */
const ROUNDS = 10

export interface AwardManyDeps extends SignDeps {
  awards: Pick<AwardStore, 'insertNew' | 'ofSubmissions'>
  lists: Pick<StatusLists, 'drawMany'>
  notifyMany(announcements: Announcement[]): Promise<void>
}

/** Each of these people has the award afterwards, once, and was told of it, once: also when this is done again. */
export function awardMany(deps: AwardManyDeps) {
  const { awards, lists, neighbours, clock, notifyMany } = deps

  return async (completion: Completion, personIds: string[]): Promise<void> => {
    const version = await neighbours.version(completion.microCredentialId, completion.microCredentialVersion)
    const issuer = await neighbours.organization(completion.organizationId)
    const sign = await bulkSigner(deps, issuer, version)
    const people = [...(await neighbours.people(personIds)).values()]
    const wanted = new Map(people.map(person => [submissionOf(completion, person.id), person]))

    let held = await awards.ofSubmissions([...wanted.keys()])
    for (let round = 0; held.size < wanted.size; round++) {
      if (round === ROUNDS) throw new Conflict('No free entries in a status list were found')
      await insert([...wanted].filter(([submissionId]) => !held.has(submissionId)))
      held = await awards.ofSubmissions([...wanted.keys()])
    }
    await notifyMany([...held.values()].map(toHolder))

    async function insert(missing: [string, Holder][]): Promise<void> {
      const entries = await lists.drawMany(issuer, missing.length)
      const now = clock.now()
      const common = { completion, version, issuer, now }
      const made: Award[] = []
      for (const [i, [submissionId, person]] of missing.entries()) {
        const award = { ...prepare(common), submissionId, earnerId: person.id, status: entries[i]! }
        made.push({ ...award, signed: await sign(award, person.email, now) })
      }
      await awards.insertNew(made)
    }
  }
}

interface Common {
  completion: Completion
  version: AwardedVersion
  issuer: IssuingOrganization
  now: Date
}

function prepare({ completion, version: { slug, anatomy }, issuer, now }: Common) {
  const { microCredentialId, microCredentialVersion } = completion
  return {
    ...{ id: newId(now), version: 0, microCredentialId, microCredentialVersion, slug, title: anatomy.title },
    ...{ organizationId: issuer.id, state: 'issued' as const, visibility: 'private' as const },
    ...{ evidence: [], scores: [], panel: { reviewers: 0, judged: 0, sameLevel: 0 } },
    completion: { id: completion.id, programme: completion.programme },
    issuedAt: now,
    ...(anatomy.validityMonths && { validUntil: monthsLater(now, anatomy.validityMonths) }),
    shownTo: [],
    salt: randomBytes(SALT_BYTES).toString('base64url'),
  }
}

/** The award stands for the event: nobody is told twice of the same one. */
function toHolder({ id, earnerId, title, completion }: Award): Announcement {
  const values = { title, programme: completion?.programme ?? '' }
  const about = { eventId: `completion:${id}`, personId: earnerId, kind: 'award' as const, href: `/badges/${id}` }
  return { ...about, messageKey: 'award.notice.completed', values }
}
