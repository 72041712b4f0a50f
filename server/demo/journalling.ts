import { createReadStream } from 'node:fs'
import { inProject } from '../web/paths.js'
import type { DemoEntry } from './content/types.js'
import type { Telling } from './house.js'
import type { Moment } from './moment.js'

/** People write down what they learned, with what shows it. */
export const journalling = (telling: Telling): Moment[] =>
  telling.network.entries.map(
    (entry): Moment => ({
      at: telling.calendar.some(entry.daysAgo, entry.by, entry.key),
      happens: () => write(telling, entry),
      ...(entry.visibility !== 'community' && { quiet: true }),
    }),
  )

async function write(telling: Telling, entry: DemoEntry): Promise<void> {
  const { key, by, daysAgo, community, files, ...content } = entry
  const { rooms, cast } = telling
  const artefactIds = await artefactsOf(telling, by, files)
  const audience = community === undefined ? {} : { communityId: cast.id('community', community) }
  const { id } = await rooms.journal.addEntry({ ...content, ...audience, ownerId: cast.id('person', by), artefactIds })
  cast.enter('entry', key, id)
}

/** A file that this person brought before is not uploaded again. */
export async function artefactsOf({ rooms, cast }: Telling, by: string, files: string[]): Promise<string[]> {
  const ownerId = cast.id('person', by)
  for (const name of files) {
    if (cast.find('artefact', `${by} ${name}`)) continue
    const stream = createReadStream(inProject('server/demo/files', name))
    const { id } = await rooms.artefact.addFile({ ownerId, name, stream })
    cast.enter('artefact', `${by} ${name}`, id)
  }
  return files.map(name => cast.id('artefact', `${by} ${name}`))
}
