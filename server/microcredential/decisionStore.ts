import { type Connection, Schema } from 'mongoose'

const decisionSchema = new Schema({
  _id: { type: String, required: true },
  microCredentialId: { type: String, required: true },
  agreed: { type: Boolean, required: true },
})
decisionSchema.index({ microCredentialId: 1, agreed: 1 })

/** How often two reviewers came to the same answer: what the public page says about how reliably it is reviewed. */
export interface DecisionStore {
  /** Once for each submission, however often it is told. */
  record(decision: { submissionId: string; microCredentialId: string; agreed: boolean }): Promise<void>
  agreement(microCredentialId: string): Promise<{ decisions: number; agreed: number }>
}

export function decisionStore(db: Connection): DecisionStore {
  const Decisions = db.model('MicroCredentialDecision', decisionSchema)
  return {
    async record({ submissionId, ...decision }) {
      await Decisions.updateOne({ _id: submissionId }, { $set: decision }, { upsert: true })
    },
    async agreement(microCredentialId) {
      const [decisions, agreed] = await Promise.all([
        Decisions.countDocuments({ microCredentialId }),
        Decisions.countDocuments({ microCredentialId, agreed: true }),
      ])
      return { decisions, agreed }
    },
  }
}
