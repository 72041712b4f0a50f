import type { Award, RecognitionOfAward } from '../award/index.js'
import type { Clock } from '../platform/clock.js'
import type { Connection } from '../platform/database.js'
import type { Drawings } from '../platform/drawings.js'
import type { Translate } from '../web/i18n.js'
import { decideRecognition } from './decideRecognition.js'
import { holderRoutes } from './holderRoutes.js'
import { matchAwards } from './matchAwards.js'
import type { Neighbours } from './neighbours.js'
import { officerRoutes } from './officerRoutes.js'
import { createReach } from './reach.js'
import { recognitionReactions } from './reactions.js'
import { recognitionStore } from './store.js'
import { transcriptRoutes } from './transcriptRoutes.js'

export type { RecognitionEvent } from './events.js'
export type { DecisionOutcome, Recognition, RecognitionState, Verdict } from './recognition.js'

export interface RecognitionDeps {
  db: Connection
  clock: Clock
  /** Wakes the event relay. */
  wake(): void
  neighbours: Neighbours
  drawings: Drawings
  baseUrl: string
  translator(language: string): Translate
}

export function createRecognition({ db, clock, wake, neighbours, ...paper }: RecognitionDeps) {
  const recognitions = recognitionStore(db, wake)
  const reach = createReach(neighbours)
  const deps = { recognitions, clock, neighbours, reach }
  const matching = matchAwards(deps)
  const deciding = decideRecognition(deps)

  return {
    ask: matching.ask,
    /** To that organization or one below it. */
    belongs: reach.belongs,
    decide: deciding.decide,
    undo: deciding.undo,
    ofPerson: recognitions.ofPerson,
    of: recognitions.of,
    /** Where its holder may ask for recognition, and what came of it. */
    async ofAward(award: Award): Promise<RecognitionOfAward[]> {
      const known = new Map((await recognitions.ofAward(award.id)).map(each => [each.organizationId, each]))
      const possible = await reach.recognising(award.earnerId)
      const others = await neighbours.organizations([...known.keys()])
      const all = new Map([...possible.map(each => [each.id, each] as const), ...others])
      return [...all.values()].map(({ id, name }) => ({
        organizationId: id,
        organizationName: name,
        ...stateIfAsked(known.get(id)?.state),
      }))
    },
    /** What organizations grant for a micro-credential, each counted. */
    async grantedFor(microCredentialId: string) {
      const granted = await recognitions.grantedFor(microCredentialId)
      const organizations = await neighbours.organizations(granted.map(({ organizationId }) => organizationId))
      const times = new Map<string, number>()
      for (const { organizationId } of granted) times.set(organizationId, (times.get(organizationId) ?? 0) + 1)
      return [...times].flatMap(([organizationId, count]) => {
        const organization = organizations.get(organizationId)
        const largest = granted.filter(each => each.organizationId === organizationId).map(({ decision }) => decision!)
        const hours = Math.max(...largest.map(decision => decision.hours))
        const credits = Math.max(...largest.map(decision => decision.credits))
        const href = `/organizations/${organization?.slug}`
        return organization ? [{ organizationName: organization.name, href, hours, credits, times: count }] : []
      })
    },
    routes: [
      holderRoutes({ ...deps, matching }),
      transcriptRoutes({ ...deps, ...paper }),
      officerRoutes({ ...deps, ...deciding }),
    ],
    reactions: recognitionReactions({ neighbours, matching }),
  }
}

/** Nobody has asked yet: what is only matched, or was withdrawn, may still be asked for. */
function stateIfAsked(state: string | undefined): { state?: string } {
  return state === undefined || state === 'matched' || state === 'withdrawn' ? {} : { state }
}
