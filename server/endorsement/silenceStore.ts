import { type Connection, Schema } from 'mongoose'

const silenceSchema = new Schema({ _id: { type: String, required: true }, at: { type: Date, required: true } })

/** Addresses that want no requests any more, as keyed digests: nobody can read from it whose they are. */
export interface SilenceStore {
  add(known: string, at: Date): Promise<void>
  has(known: string): Promise<boolean>
}

export function silenceStore(db: Connection): SilenceStore {
  const Silences = db.model('EndorsementSilence', silenceSchema)
  return {
    add: async (known, at) =>
      void (await Silences.updateOne({ _id: known }, { $setOnInsert: { at } }, { upsert: true })),
    has: async known => (await Silences.exists({ _id: known })) !== null,
  }
}
