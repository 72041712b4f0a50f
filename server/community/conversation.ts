/** What somebody said in a community, and the answers to it. Texts are Markdown. */
export interface Thread {
  id: string
  version: number
  communityId: string
  authorId: string
  title: string
  text: string
  /** The journal entry that was shared, when the thread began with one. */
  entryId?: string
  at: Date
  /** Of the thread or its newest reply. */
  lastAt: Date
  replies: number
}

export interface Reply {
  id: string
  version: number
  communityId: string
  threadId: string
  authorId: string
  text: string
  at: Date
}

/** Words that were typed and not yet said; `place` is a thread's id, or `new` in a community. */
export interface Draft {
  title: string
  text: string
  at: Date
}

export const TITLE_MAX = 140
export const TEXT_MAX = 20_000
