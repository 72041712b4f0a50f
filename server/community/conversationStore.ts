import { Schema } from 'mongoose'
import { aggregateFields, aggregateStore, OUTBOX_INDEX, toState } from '../platform/aggregateStore.js'
import type { Connection } from '../platform/database.js'
import type { Draft, Reply, Thread } from './conversation.js'

export const THREADS_A_PAGE = 20
export const REPLIES_A_PAGE = 100
const SEARCH_HITS = 30
const DRAFT_KEPT_SECONDS = 90 * 24 * 3600

const threadSchema = new Schema({
  ...aggregateFields,
  communityId: { type: String, required: true },
  authorId: { type: String, required: true },
  title: { type: String, required: true },
  text: { type: String, default: '' },
  entryId: String,
  at: { type: Date, required: true },
  lastAt: { type: Date, required: true },
  replies: { type: Number, default: 0 },
})
threadSchema.index({ communityId: 1, lastAt: -1 })
threadSchema.index({ title: 'text', text: 'text' })
threadSchema.index(...OUTBOX_INDEX)

const replySchema = new Schema({
  ...aggregateFields,
  communityId: { type: String, required: true },
  threadId: { type: String, required: true },
  authorId: { type: String, required: true },
  text: { type: String, required: true },
  at: { type: Date, required: true },
})
replySchema.index({ threadId: 1, _id: 1 })
replySchema.index(...OUTBOX_INDEX)

const draftSchema = new Schema({ _id: { type: String, required: true }, title: String, text: String, at: Date })
draftSchema.index({ at: 1 }, { expireAfterSeconds: DRAFT_KEPT_SECONDS })

export type ConversationStore = ReturnType<typeof conversationStore>

export function conversationStore(db: Connection, wake: () => void) {
  const Threads = db.model('Thread', threadSchema)
  const Replies = db.model('Reply', replySchema)
  const Drafts = db.model('ConversationDraft', draftSchema)
  const threadsOf = (found: unknown[]) => found.map(document => toState<Thread>(document)!)
  return {
    threads: aggregateStore<Thread>(Threads, wake),
    replies: aggregateStore<Reply>(Replies, wake),
    async page(communityId: string, before?: Date): Promise<Thread[]> {
      const older = before ? { lastAt: { $lt: before } } : {}
      return threadsOf(
        await Threads.find({ communityId, ...older })
          .sort({ lastAt: -1 })
          .limit(THREADS_A_PAGE + 1)
          .lean(),
      )
    },
    async latest(communityIds: string[], limit: number): Promise<Thread[]> {
      // One reading of the index for each: together they would all be sorted for the sake of a few.
      const newest = communityIds.map(communityId =>
        Threads.find({ communityId }).sort({ lastAt: -1 }).limit(limit).lean(),
      )
      const all = threadsOf((await Promise.all(newest)).flat())
      return all.sort((a, b) => b.lastAt.getTime() - a.lastAt.getTime()).slice(0, limit)
    },
    async search(communityId: string, words: string): Promise<Thread[]> {
      return threadsOf(
        await Threads.find({ $text: { $search: words }, communityId })
          .limit(SEARCH_HITS)
          .lean(),
      )
    },
    async repliesTo(threadId: string, after?: string): Promise<Reply[]> {
      const newer = after ? { _id: { $gt: after } } : {}
      const found = await Replies.find({ threadId, ...newer })
        .sort({ _id: 1 })
        .limit(REPLIES_A_PAGE + 1)
        .lean()
      return found.map(document => toState<Reply>(document)!)
    },
    async participants(threadId: string): Promise<string[]> {
      const found = await Replies.find({ threadId }).sort({ _id: 1 }).limit(REPLIES_A_PAGE).select('authorId').lean()
      return [...new Set(found.map(({ authorId }) => authorId))]
    },
    /** Counting anew makes it right however often an event arrives. */
    async refresh(threadId: string): Promise<void> {
      const replies = await Replies.countDocuments({ threadId })
      const newest = await Replies.findOne({ threadId }).sort({ _id: -1 }).lean()
      await Threads.updateOne({ _id: threadId }, { $set: { replies }, ...(newest && { $max: { lastAt: newest.at } }) })
    },
    /** The entry is not shared any more: its thread goes, or stays for the replies' sake without it. */
    async withdrawEntry(threadId: string): Promise<void> {
      if (await Replies.exists({ threadId })) await Threads.updateOne({ _id: threadId }, { $unset: { entryId: 1 } })
      else await Threads.deleteOne({ _id: threadId })
    },
    async draft(personId: string, place: string): Promise<Draft | undefined> {
      return toState<Draft>(await Drafts.findById(`${personId}:${place}`).lean())
    },
    async keepDraft(personId: string, place: string, draft: Draft): Promise<void> {
      await Drafts.updateOne({ _id: `${personId}:${place}` }, { $set: draft }, { upsert: true })
    },
    async dropDraft(personId: string, place: string): Promise<void> {
      await Drafts.deleteOne({ _id: `${personId}:${place}` })
    },
  }
}
