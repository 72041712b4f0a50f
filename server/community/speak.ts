import { NotFound } from '../shared/errors.js'
import { newId } from '../shared/ids.js'
import type { Reply, Thread } from './conversation.js'
import type { CommunityDeps } from './deps.js'
import type { Replied, ThreadStarted } from './events.js'
import { mentionedHandles } from './mentions.js'
import { ensureCanWrite, enter } from './place.js'

export interface StartThread {
  slug: string
  authorId: string
  title: string
  text: string
  entryId?: string
  /** Given where starting it twice must have no effect. */
  threadId?: string
}

/** Starting a thread, and answering in one. What was a draft is one no more. */
export function speaking(deps: CommunityDeps) {
  const { conversation, clock } = deps

  async function mentionedIds(text: string, authorId: string): Promise<string[]> {
    const handles = mentionedHandles(text)
    const people = handles.length > 0 ? await deps.peopleByHandles(handles) : []
    return people.map(({ id }) => id).filter(id => id !== authorId)
  }

  return {
    async startThread({ slug, authorId, title, text, entryId, threadId }: StartThread): Promise<Thread> {
      const place = await enter(deps, slug, authorId)
      ensureCanWrite(place)
      const at = clock.now()
      const communityId = place.community.id
      const thread: Thread = {
        ...{ id: threadId ?? newId(at), version: 0, communityId, authorId, title, text },
        ...(entryId && { entryId }),
        ...{ at, lastAt: at, replies: 0 },
      }
      const event: ThreadStarted = {
        ...{ id: newId(at), name: 'threadStarted', at, actorId: authorId, communityId, threadId: thread.id },
        mentionedIds: await mentionedIds(text, authorId),
      }
      await conversation.threads.insert(thread, [event])
      await conversation.dropDraft(authorId, `new-${communityId}`)
      return thread
    },

    async reply({
      slug,
      threadId,
      authorId,
      text,
    }: {
      slug: string
      threadId: string
      authorId: string
      text: string
    }): Promise<Reply> {
      const place = await enter(deps, slug, authorId)
      ensureCanWrite(place)
      const communityId = place.community.id
      const thread = await conversation.threads.find(threadId)
      if (thread?.communityId !== communityId) throw new NotFound('No such thread')
      const at = clock.now()
      const reply: Reply = { id: newId(at), version: 0, communityId, threadId, authorId, text, at }
      const event: Replied = {
        ...{ id: newId(at), name: 'replied', at, actorId: authorId, communityId, threadId, replyId: reply.id },
        mentionedIds: await mentionedIds(text, authorId),
      }
      await conversation.replies.insert(reply, [event])
      await conversation.dropDraft(authorId, threadId)
      await conversation.refresh(threadId)
      return reply
    },
  }
}
