import { Schema } from 'mongoose'
import { isDuplicateKey } from '../platform/aggregateStore.js'
import type { Connection } from '../platform/database.js'

const ONLY = 'demo'
/** A seeding that has not been heard of for so long was stopped. */
const SILENCE_MS = 5_000

export interface ContinueAs {
  personId: string
  roleKey: string
}

/**
 * `empty`: may be seeded. `underWay`: somebody is at it right now. `unfinished`: it was stopped half-way.
 * `foreign`: there is data that no seeding made.
 */
export type Seeding = 'empty' | 'underWay' | 'unfinished' | 'finished' | 'foreign'

const seedingSchema = new Schema({
  _id: { type: String, required: true },
  startedAt: { type: Date, required: true },
  heardOfAt: { type: Date, required: true },
  finishedAt: Date,
  continueAs: [new Schema({ personId: String, roleKey: String }, { _id: false })],
})

export type SeedingStore = ReturnType<typeof seedingStore>

/** The mark that says how far the seeding of this database has come: the first thing written, and the last. */
export function seedingStore(db: Connection) {
  const Seedings = db.model('DemoSeeding', seedingSchema)

  async function isEmpty(): Promise<boolean> {
    for (const { name } of await db.listCollections())
      if (await db.collection(name).findOne({}, { projection: { _id: 1 } })) return false
    return true
  }

  return {
    async standing(now: Date): Promise<Seeding> {
      const mark = await Seedings.findById(ONLY).lean()
      if (!mark) return (await isEmpty()) ? 'empty' : 'foreign'
      if (mark.finishedAt) return 'finished'
      return now.getTime() - mark.heardOfAt.getTime() < SILENCE_MS ? 'underWay' : 'unfinished'
    },
    /** False when somebody else was faster. */
    async begin(now: Date): Promise<boolean> {
      try {
        await Seedings.create({ _id: ONLY, startedAt: now, heardOfAt: now })
        return true
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
    },
    async keepAlive(now: Date): Promise<void> {
      await Seedings.updateOne({ _id: ONLY }, { $set: { heardOfAt: now } })
    },
    async finish(now: Date, continueAs: ContinueAs[]): Promise<void> {
      await Seedings.updateOne({ _id: ONLY }, { $set: { finishedAt: now, continueAs } })
    },
    /** False when somebody else took it over, or it is alive after all. */
    async takeOver(now: Date): Promise<boolean> {
      const silentSince = new Date(now.getTime() - SILENCE_MS)
      const stopped = { _id: ONLY, finishedAt: null, heardOfAt: { $lte: silentSince } }
      const { modifiedCount } = await Seedings.updateOne(stopped, { $set: { heardOfAt: now } })
      return modifiedCount === 1
    },
    /** Takes away all that an unfinished seeding has left, but its mark: being stopped here, too, leaves it unfinished. */
    async clear(): Promise<void> {
      for (const { name } of await db.listCollections())
        if (name !== Seedings.collection.collectionName) await db.collection(name).deleteMany({})
    },
    /** Empty but in a finished demo. */
    async continueAs(): Promise<ContinueAs[]> {
      const mark = await Seedings.findOne({ _id: ONLY, finishedAt: { $ne: null } }).lean()
      return (mark?.continueAs ?? []) as ContinueAs[]
    },
  }
}
