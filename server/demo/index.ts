import type { DemoPerson } from '../account/index.js'
import type { Clock } from '../platform/clock.js'
import type { Connection } from '../platform/database.js'
import { type SeedDeps, type SeedingOutcome, seed } from './seed.js'
import { seedingStore } from './store.js'

export type { DemoRooms } from './house.js'
export type { SeedingOutcome } from './seed.js'

export interface DemoDeps {
  db: Connection
  people(ids: string[]): Promise<Map<string, { name: string }>>
}

export type Demo = ReturnType<typeof createDemo>

/** A believable network for those who look around; never in production. */
export function createDemo({ db, people }: DemoDeps) {
  const seedings = seedingStore(db)
  return {
    /** Whether a start has something to seed here, or to finish. */
    async wantsSeeding(clock: Clock): Promise<boolean> {
      const standing = await seedings.standing(clock.now())
      return standing !== 'finished' && standing !== 'foreign'
    },
    seed: (deps: Omit<SeedDeps, 'seedings'>): Promise<SeedingOutcome> => seed({ ...deps, seedings }),
    /** Whom a visitor may continue as; nobody where the people are not those of the demo. */
    async people(): Promise<DemoPerson[]> {
      const continueAs = await seedings.continueAs()
      const found = await people(continueAs.map(({ personId }) => personId))
      return continueAs.flatMap(({ personId, roleKey }) => {
        const person = found.get(personId)
        return person ? [{ personId, roleKey, name: person.name }] : []
      })
    },
  }
}
