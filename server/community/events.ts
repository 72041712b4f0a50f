import type { DomainEvent } from '../shared/events.js'
import type { CommunityRole } from './membership.js'

interface InCommunity extends DomainEvent {
  communityId: string
}
export interface CommunityFounded extends InCommunity {
  name: 'communityFounded'
}
export interface CommunityChanged extends InCommunity {
  name: 'communityChanged'
}
export interface CommunityJoined extends InCommunity {
  name: 'communityJoined'
  personId: string
  role: CommunityRole
}
export interface MembershipRequested extends InCommunity {
  name: 'membershipRequested'
  personId: string
}
export interface MembershipInvited extends InCommunity {
  name: 'membershipInvited'
  personId: string
}
export interface ThreadStarted extends InCommunity {
  name: 'threadStarted'
  threadId: string
  mentionedIds: string[]
}
export interface Replied extends InCommunity {
  name: 'replied'
  threadId: string
  replyId: string
  mentionedIds: string[]
}
export type CommunityEvent =
  | CommunityFounded
  | CommunityChanged
  | CommunityJoined
  | MembershipRequested
  | MembershipInvited
  | ThreadStarted
  | Replied
