import { type Connection, Schema } from 'mongoose'

/** "I should not judge this person's work, nor they mine." */
export interface Conflict {
  id: string
  personId: string
  otherId: string
  declaredAt: Date
}

const conflictSchema = new Schema({
  _id: { type: String, required: true },
  personId: { type: String, required: true },
  otherId: { type: String, required: true },
  declaredAt: { type: Date, required: true },
})
conflictSchema.index({ personId: 1, otherId: 1 }, { unique: true })
conflictSchema.index({ otherId: 1 })

export interface ConflictStore {
  declare(conflict: Conflict): Promise<void>
  withdraw(id: string, personId: string): Promise<void>
  declaredBy(personId: string): Promise<Conflict[]>
  /** Everyone who declared a conflict with this person, or with whom this person did. */
  conflictedWith(personId: string): Promise<string[]>
}

export function conflictStore(db: Connection): ConflictStore {
  const Conflicts = db.model('ReviewConflict', conflictSchema)
  return {
    async declare({ id, personId, otherId, declaredAt }) {
      await Conflicts.updateOne({ personId, otherId }, { $setOnInsert: { _id: id, declaredAt } }, { upsert: true })
    },
    async withdraw(id, personId) {
      await Conflicts.deleteOne({ _id: id, personId })
    },
    async declaredBy(personId) {
      const found = await Conflicts.find({ personId }).sort({ declaredAt: -1 }).limit(200).lean()
      return found.map(({ _id, otherId, declaredAt }) => ({ id: _id, personId, otherId, declaredAt }))
    },
    async conflictedWith(personId) {
      const [by, about] = await Promise.all([
        Conflicts.find({ personId }).limit(200).lean(),
        Conflicts.find({ otherId: personId }).limit(200).lean(),
      ])
      return [...by.map(({ otherId }) => otherId), ...about.map(declared => declared.personId)]
    },
  }
}
