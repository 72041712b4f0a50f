import { createHash } from 'node:crypto'
import { type Connection, Schema } from 'mongoose'
import { RateLimiterMongo, RateLimiterRes } from 'rate-limiter-flexible'
import { TooMany } from '../shared/errors.js'

/** So many in so long. */
export interface Limit {
  points: number
  seconds: number
}

export interface RateLimiter {
  /** Counts one; throws TooMany beyond the limit. */
  consume(key: string): Promise<void>
  /** Takes one back. */
  giveBack(key: string): Promise<void>
  /** Begins anew. */
  forget(key: string): Promise<void>
}

export type RateLimits = (name: string, limit: Limit) => RateLimiter

const countSchema = new Schema({ key: String, points: Number, expire: Date })
countSchema.index({ key: 1 }, { unique: true })
countSchema.index({ expire: 1 }, { expireAfterSeconds: 0 })

/** Counts live in the database, so that a restart forgives nothing. Keys are kept as digests only. */
export function rateLimits(db: Connection): RateLimits {
  const { collectionName: tableName } = db.model('RateLimit', countSchema).collection
  return (name, { points, seconds }) => {
    const limiter = new RateLimiterMongo({
      storeClient: db,
      tableName,
      keyPrefix: name,
      points,
      duration: seconds,
      disableIndexesCreation: true,
    })
    return {
      async consume(key) {
        await limiter.consume(digest(key)).catch(refuse)
      },
      giveBack: async key => void (await limiter.reward(digest(key))),
      forget: async key => void (await limiter.delete(digest(key))),
    }
  }
}

function refuse(reason: unknown): never {
  if (!(reason instanceof RateLimiterRes)) throw reason
  throw new TooMany('Too many tries', Math.max(1, Math.ceil(reason.msBeforeNext / 1000)))
}

const digest = (key: string) => createHash('sha256').update(key).digest('base64url')
