import type { Clock } from '../platform/clock.js'
import type { Parsed } from '../shared/forms.js'
import type { EntryContent } from './entry.js'
import type { EntryFields } from './fields.js'
import { parseEntry } from './forms.js'
import type { Neighbours } from './room.js'
import { dayIn } from './words.js'

const DAY_MS = 24 * 3600 * 1000

export interface OwnFormDeps extends Pick<Neighbours, 'communitiesOf'> {
  artefact: { many: Neighbours['artefacts'] }
  clock: Clock
}

/** Reads a form as this person may fill it in. */
export function ownForm({ artefact, communitiesOf, clock }: OwnFormDeps) {
  return {
    /** Only what this person owns can be in their entry. */
    async fields(fields: EntryFields, ownerId: string): Promise<EntryFields> {
      const found = await artefact.many(fields.artefactIds)
      return { ...fields, artefactIds: fields.artefactIds.filter(id => found.get(id)?.ownerId === ownerId) }
    },
    async parse(fields: EntryFields, ownerId: string): Promise<Parsed<EntryContent>> {
      const communityIds = (await communitiesOf(ownerId)).map(({ id }) => id)
      // Somewhere it is tomorrow already.
      const tomorrow = dayIn('UTC', new Date(clock.now().getTime() + DAY_MS))
      return parseEntry(fields, { communityIds, tomorrow })
    },
  }
}
