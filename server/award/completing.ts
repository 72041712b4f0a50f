import type { Jobs } from '../platform/jobs.js'
import { Invalid } from '../shared/errors.js'
import { newId } from '../shared/ids.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import { type AwardManyDeps, awardMany } from './awardMany.js'
import type { AwardStore } from './awardStore.js'
import { advance, type Completion, nextPeople, start } from './completion.js'
import type { CompletionStore } from './completionStore.js'
import type { AwardedVersion, IssuingOrganization } from './neighbours.js'

export const AWARD_MANY = 'award.completion'
const LOOKED_UP_AT_ONCE = 50

export interface CompletingDeps extends AwardManyDeps {
  completions: CompletionStore
  awards: AwardStore
  jobs: Pick<Jobs, 'enqueue' | 'handle'>
}

export interface Plan {
  slug: string
  programme: string
  emails: string[]
  /** Everybody in the organization too. */
  everybody: boolean
  by: string
}

/** From a list of addresses to awards: planned, looked over, then awarded by a job, so many at a time. */
export function completing(deps: CompletingDeps) {
  const { completions, awards, neighbours, clock, jobs } = deps
  const award = awardMany(deps)

  const choices = async (organizationId: string): Promise<AwardedVersion[]> =>
    (await neighbours.published(organizationId)).filter(({ anatomy }) => anatomy.awardedBy === 'completion')

  async function idsOf(emails: string[]) {
    const known: string[] = []
    const unknown: string[] = []
    for (let i = 0; i < emails.length; i += LOOKED_UP_AT_ONCE) {
      const some = emails.slice(i, i + LOOKED_UP_AT_ONCE)
      const found = await Promise.all(some.map(email => neighbours.personByEmail(email)))
      known.push(...found.flatMap(person => (person ? [person.id] : [])))
      unknown.push(...some.filter((_, n) => !found[n]))
    }
    return { known, unknown }
  }

  async function runNext(completionId: string): Promise<void> {
    const completion = await completions.get(completionId)
    if (completion.state !== 'awarding') return
    const people = nextPeople(completion)
    await award(completion, people)
    const { state, events } = advance(completion, people.length, clock.now())
    await completions.save(state, events)
    if (state.state === 'awarding') await enqueue(state)
  }

  const enqueue = ({ id, awarded }: Pick<Completion, 'id' | 'awarded'>) =>
    jobs.enqueue({ key: `${AWARD_MANY}:${id}:${awarded}`, kind: AWARD_MANY, payload: { completionId: id } })

  jobs.handle(AWARD_MANY, ({ completionId }: { completionId: string }) => runNext(completionId))

  return {
    choices,
    get: completions.get,
    latest: completions.latest,
    /** What awarding would do, kept; nothing is awarded yet. Throws Invalid where it may not be awarded so. */
    async plan(issuer: IssuingOrganization, { slug, programme, emails, everybody, by }: Plan): Promise<Completion> {
      const version = (await choices(issuer.id)).find(each => each.slug === slug)
      if (!version) throw new Invalid('This micro-credential is awarded after review only', 'slug')
      const { known, unknown } = await idsOf(emails)
      const all = [...new Set([...known, ...(everybody ? await neighbours.memberIds(issuer.id) : [])])]
      const { microCredentialId, version: microCredentialVersion } = version
      const holders = new Set(await awards.holdersAmong(all, microCredentialId, microCredentialVersion))
      const now = clock.now()
      const completion: Completion = {
        ...{ id: newId(now), version: 0, organizationId: issuer.id, microCredentialId, microCredentialVersion },
        ...{ title: version.anatomy.title, programme, state: 'planned', awarded: 0 },
        // Nobody awards themselves.
        people: all.filter(id => !holders.has(id) && id !== by),
        holders: [...holders],
        unknown,
        ...{ plannedBy: by, plannedAt: now },
      }
      await completions.insert(completion, [])
      return completion
    },
    start: (completionId: string, by: string): Promise<void> =>
      retryOnStale(async () => {
        const { state, events } = start(await completions.get(completionId), by, clock.now())
        await completions.save(state, events)
        await enqueue(state)
      }),
    /** Should the process have ended between the decision and its job. */
    afterStart: ({ completionId }: { completionId: string }) => enqueue({ id: completionId, awarded: 0 }),
  }
}
export type Completing = ReturnType<typeof completing>
