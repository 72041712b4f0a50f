import { createHash } from 'node:crypto'
import { type Connection, Schema } from 'mongoose'
import { newToken } from '../shared/ids.js'

export type TokenPurpose = 'confirm' | 'reset' | 'addEmail'

export interface Token {
  purpose: TokenPurpose
  /** The registration or the person that it is about. */
  subjectId: string
  /** For `addEmail`: the address that was written to. */
  address?: string
  expiresAt: Date
}

const tokenSchema = new Schema({
  _id: { type: String, required: true },
  purpose: { type: String, enum: ['confirm', 'reset', 'addEmail'], required: true },
  subjectId: { type: String, required: true },
  address: String,
  expiresAt: { type: Date, required: true },
})
tokenSchema.index({ subjectId: 1 })
tokenSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })

export interface TokenStore {
  /** Only its SHA-256 is kept: whoever reads the database cannot use it. */
  issue(token: Token): Promise<string>
  find(secret: string, purpose: TokenPurpose, now: Date): Promise<Token | undefined>
  /** True for the one who takes it; afterwards it is gone. */
  take(secret: string): Promise<boolean>
  forgetAll(subjectId: string, purpose: TokenPurpose): Promise<void>
}

export function tokenStore(db: Connection): TokenStore {
  const Tokens = db.model('Token', tokenSchema)
  return {
    async issue(token) {
      const secret = newToken()
      await Tokens.create([{ _id: digest(secret), ...token }])
      return secret
    },
    async find(secret, purpose, now) {
      const found = await Tokens.findOne({ _id: digest(secret), purpose, expiresAt: { $gt: now } }).lean<Token>()
      return found ?? undefined
    },
    take: async secret => (await Tokens.deleteOne({ _id: digest(secret) })).deletedCount === 1,
    forgetAll: async (subjectId, purpose) => void (await Tokens.deleteMany({ subjectId, purpose })),
  }
}

const digest = (secret: string) => createHash('sha256').update(secret).digest('base64url')
