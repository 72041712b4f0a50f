import type { Jobs } from '../platform/jobs.js'
import { Forbidden, Invalid } from '../shared/errors.js'
import { newId, newToken } from '../shared/ids.js'
import { oneByOne } from '../shared/oneByOne.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import type { AddressList } from './addressList.js'
import type { Award, AwardState } from './award.js'
import { type AwardManyDeps, awardMany } from './awardMany.js'
import type { AwardStore } from './awardStore.js'
import { advance, type Completion, type Entered, keptUntil, type Roster, start } from './completion.js'
import { MOST_AT_ONCE } from './completionForms.js'
import type { CompletionStore } from './completionStore.js'
import type { AwardedVersion, Group, IssuingOrganization, Neighbours } from './neighbours.js'

const AWARD_MANY = 'award.completion'
const LOOKED_UP_AT_ONCE = 500
/** Large enough that a write is worth its way, small enough that who reads pages meanwhile waits a moment at the most. */
const AWARDED_AT_ONCE = 500
/** A third of the time for which a job is lent: then the next job goes on. */
const LONGEST_RUN_MS = 20_000
/** Made, signed, stored, told of. */
const STAGES = 4

export interface CompletingDeps extends AwardManyDeps {
  completions: CompletionStore
  awards: AwardStore
  jobs: Pick<Jobs, 'enqueue' | 'handle'>
  awardedAtOnce?: number
}

export interface Plan {
  slug: string
  programme: string
  list: AddressList
  /** Their members too. */
  groups: Group[]
  by: string
  /** As the form had it, for whoever wants to change it. */
  entered?: Entered
}

export class TooManyPeople extends Invalid {}

/** From a list of addresses to awards: planned, looked over, then awarded by a job, so many at a time. */
export function completing(deps: CompletingDeps) {
  const { completions, awards, neighbours, clock, jobs } = deps
  const { awardedAtOnce = AWARDED_AT_ONCE } = deps
  const prepare = awardMany(deps)

  const choices = async (organizationId: string): Promise<AwardedVersion[]> =>
    (await neighbours.published(organizationId)).filter(({ anatomy }) => anatomy.awardedBy === 'completion')

  async function idsOf({ emails, names }: AddressList) {
    const known = new Map<string, string>()
    for (let i = 0; i < emails.length; i += LOOKED_UP_AT_ONCE)
      for (const [email, id] of await neighbours.idsByEmail(emails.slice(i, i + LOOKED_UP_AT_ONCE)))
        known.set(email, id)
    const named = (email: string) => (names?.has(email) ? `${names.get(email)} <${email}>` : email)
    return { ids: [...known.values()], unknown: emails.filter(email => !known.has(email)).map(named) }
  }

  /** In order, so that what is written together lies together. */
  async function named({ list, groups }: Pick<Plan, 'list' | 'groups'>) {
    const { ids, unknown } = await idsOf(list)
    const members = await Promise.all(groups.map(neighbours.groupMembers))
    return { all: [...new Set([ids, ...members].flat())].sort(), unknown, unread: list.unread }
  }

  async function rosterOf({ all, ...misses }: Named, by: string, of: AwardedVersion): Promise<Roster> {
    const held = await awards.ofVersion(all, of.microCredentialId, of.version)
    const holders = new Set(held.filter(({ state }) => !isGone(state)).map(({ earnerId }) => earnerId))
    const gone = held.filter(({ state, earnerId }) => isGone(state) && !holders.has(earnerId))
    const without = new Set(gone.map(({ earnerId }) => earnerId))
    const people = all.filter(id => !holders.has(id) && !without.has(id) && id !== by)
    const members = new Set(await neighbours.memberIds(of.organizationId))
    const outside = people.filter(id => !members.has(id))
    const isPlannerNamed = all.includes(by) && !holders.has(by)
    return { people, holders: [...holders], without: [...without], outside, ...misses, isPlannerNamed }
  }

  async function run(completionId: string): Promise<void> {
    const completion = await completions.get(completionId)
    if (completion.state !== 'awarding') return
    const reached = await awardSome(completion, await completions.roster(completionId))
    if (reached.state === 'awarding') await enqueue(reached)
  }

  /** As many as there is time for. While some are told of, those after them are stored, the next signed, and made. */
  async function awardSome(completion: Completion, roster: Roster): Promise<Completion> {
    const awarding = await prepare(completion, roster)
    const [make, sign, store] = [oneByOne(awarding.make), oneByOne(awarding.sign), oneByOne(awarding.store)]
    let reached = completion
    const tell = oneByOne(async ({ standing, upTo }: Told) => {
      await awarding.tell(standing)
      reached = await moveOn(reached, upTo)
    })
    const until = clock.now().getTime() + LONGEST_RUN_MS
    const underWay: Promise<void>[] = []
    try {
      for (let at = completion.awarded; at < roster.people.length && clock.now().getTime() < until; ) {
        const upTo = Math.min(at + awardedAtOnce, roster.people.length)
        const stored = store(sign(make(Promise.resolve(roster.people.slice(at, upTo)))))
        underWay.push(tell(stored.then(standing => ({ standing, upTo }))))
        if (underWay.length === STAGES) await underWay.shift()
        at = upTo
      }
      await Promise.all(underWay)
      return reached
    } finally {
      await Promise.allSettled(underWay)
      awarding.end()
    }
  }

  /** Throws StaleWrite where another run of the same decision is ahead: that one goes on. */
  async function moveOn(completion: Completion, awarded: number): Promise<Completion> {
    const { state, events } = advance(completion, awarded, clock.now())
    await completions.save(state, events)
    return { ...state, version: state.version + 1 }
  }

  const enqueue = ({ id, awarded }: Pick<Completion, 'id' | 'awarded'>) =>
    jobs.enqueue({ key: `${AWARD_MANY}:${id}:${awarded}`, kind: AWARD_MANY, payload: { completionId: id } })

  jobs.handle(AWARD_MANY, ({ completionId }: { completionId: string }) => run(completionId))

  return {
    choices,
    groups: neighbours.groups,
    get: completions.get,
    roster: completions.roster,
    latest: completions.latest,
    /** What the form of a plan had in it, until it is carried out. */
    entered: completions.entered,
    /** May award in the name of this organization, and has something to award. */
    async isOpenTo(personId: string, organizationId: string): Promise<boolean> {
      return (await mayComplete(neighbours, personId, organizationId)) && (await choices(organizationId)).length > 0
    },
    /** What awarding would do, kept; nothing is awarded yet. Throws Invalid where it may not be awarded so. */
    async plan(issuer: IssuingOrganization, { slug, programme, by, entered, ...who }: Plan): Promise<Completion> {
      const version = (await choices(issuer.id)).find(each => each.slug === slug)
      if (!version) throw new Invalid('This micro-credential is awarded after review only', 'slug')
      const { microCredentialId, version: microCredentialVersion } = version
      const roster = await rosterOf(await named(who), by, version)
      if (roster.people.length > MOST_AT_ONCE) throw new TooManyPeople('Too many at a time', 'groups')
      const now = clock.now()
      const completion: Completion = {
        ...{ id: newId(now), version: 0, organizationId: issuer.id, microCredentialId, microCredentialVersion },
        ...{ title: version.anatomy.title, programme, state: 'planned', total: roster.people.length, awarded: 0 },
        ...{ seed: newToken(), plannedBy: by, plannedAt: now, keptUntil: keptUntil(now) },
      }
      await completions.plan(completion, roster, entered)
      return completion
    },
    /** Pressed twice, or in a second tab, it is the same decision. */
    start: (completionId: string, by: string): Promise<void> =>
      retryOnStale(async () => {
        const planned = await completions.get(completionId)
        if (planned.state === 'awarding' || planned.state === 'done') return
        const { state, events } = start(planned, by, clock.now())
        if ((await completions.roster(completionId)).people.includes(by))
          throw new Forbidden('Nobody awards themselves')
        await completions.save(state, events)
        await completions.forgetEntered(completionId)
        await enqueue(state)
      }),
    /** As its job does it: for whoever does not wait for the job. */
    carryOut: run,
    /** Should the process have ended between the decision and its job. */
    afterStart: ({ completionId }: { completionId: string }) => enqueue({ id: completionId, awarded: 0 }),
  }
}
interface Told {
  standing: Award[]
  upTo: number
}
type Named = { all: string[] } & Pick<Roster, 'unknown' | 'unread'>

const ROLES = ['author', 'officer', 'administrator'] as const

/** Those who design, recognise or administer there. */
export async function mayComplete(neighbours: Pick<Neighbours, 'hasRole'>, personId: string, organizationId: string) {
  for (const role of ROLES) if (await neighbours.hasRole(personId, role, organizationId)) return true
  return false
}

const isGone = (state: AwardState) => state === 'revoked' || state === 'declined'

export type Completing = ReturnType<typeof completing>
