import { type Connection, Schema } from 'mongoose'
import { toState } from '../platform/aggregateStore.js'
import type { PieceMatch } from './fingerprint.js'

/** Two submissions of different people that are more alike than chance makes them. It accuses nobody. */
export interface Match {
  id: string
  /** The later one. */
  submissionId: string
  otherId: string
  microCredentialId: string
  otherMicroCredentialId: string
  pieces: PieceMatch[]
  foundAt: Date
  /** Somebody looked, and it is nothing. */
  dismissed?: { by: string; at: Date; reason: string }
}

const matchSchema = new Schema({
  _id: { type: String, required: true },
  submissionId: { type: String, required: true },
  otherId: { type: String, required: true },
  microCredentialId: { type: String, required: true },
  otherMicroCredentialId: { type: String, required: true },
  pieces: Array,
  foundAt: { type: Date, required: true },
  dismissed: Object,
})
matchSchema.index({ microCredentialId: 1, foundAt: -1 })
matchSchema.index({ submissionId: 1 })

export interface MatchStore {
  /** The same two are noted once. */
  note(match: Match): Promise<void>
  find(id: string): Promise<Match | undefined>
  /** Newest first. */
  of(microCredentialIds: string[], page: { before?: Date; limit: number }): Promise<Match[]>
  ofSubmission(submissionId: string): Promise<Match[]>
  dismiss(id: string, dismissed: NonNullable<Match['dismissed']>): Promise<void>
}

export function matchStore(db: Connection): MatchStore {
  const Matches = db.model('IntegrityMatch', matchSchema)
  const read = (documents: unknown[]) => documents.map(document => toState<Match>(document as never)!)
  return {
    async note({ id, ...match }) {
      await Matches.updateOne({ _id: id }, { $setOnInsert: match }, { upsert: true })
    },
    find: async id => toState<Match>(await Matches.findById(id).lean()),
    async of(microCredentialIds, { before, limit }) {
      const older = before ? { foundAt: { $lt: before } } : {}
      const query = { microCredentialId: { $in: microCredentialIds }, ...older }
      return read(await Matches.find(query).sort({ foundAt: -1 }).limit(limit).lean())
    },
    ofSubmission: async submissionId => read(await Matches.find({ submissionId }).limit(50).lean()),
    async dismiss(id, dismissed) {
      await Matches.updateOne({ _id: id }, { $set: { dismissed } })
    },
  }
}
