import type { Connection } from '../database.js'

/** Says that a restore has begun here and has not come to its end. */
export const UNFINISHED = 'unfinishedRestore'

/** Ours, without those of the database itself and without the mark of a restore. */
export async function collectionNames(db: Connection): Promise<string[]> {
  const found = await db.db!.listCollections({}, { nameOnly: true }).toArray()
  return found
    .map(({ name }) => name)
    .filter(name => !name.startsWith('system.') && name !== UNFINISHED)
    .sort()
}
