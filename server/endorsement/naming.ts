import type { Endorsement } from './endorsement.js'
import type { Neighbours } from './neighbours.js'

/** What an endorser is called before everybody: as they signed, or as they were asked. */
export function naming(neighbours: Neighbours) {
  return {
    async endorserName({ endorser, statement }: Endorsement): Promise<string> {
      if (statement) return statement.name
      if (endorser.kind === 'guest') return endorser.address
      if (endorser.kind === 'organization') return (await neighbours.organization(endorser.id)).name
      return endorser.askedAs ?? (await neighbours.person(endorser.id)).name
    },
  }
}
export type Naming = ReturnType<typeof naming>
