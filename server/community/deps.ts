import type { Clock } from '../platform/clock.js'
import type { ConversationStore } from './conversationStore.js'
import type { MembershipStore } from './membershipStore.js'
import type { CommunityStore } from './store.js'

export interface Member {
  id: string
  handle: string
  name: string
}

export interface CommunityDeps {
  clock: Clock
  communities: CommunityStore
  memberships: MembershipStore
  conversation: ConversationStore
  people(ids: string[]): Promise<Map<string, Member>>
  peopleByHandles(handles: string[]): Promise<Member[]>
}
