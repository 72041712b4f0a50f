import { Schema } from 'mongoose'
import { aggregateFields, aggregateStore, OUTBOX_INDEX, toState } from '../platform/aggregateStore.js'
import type { Connection } from '../platform/database.js'
import { COMMUNITY_ROLES, type Membership, type Standing } from './membership.js'

const MEMBERS_SHOWN = 200
const MEMBERSHIPS_OF_ONE = 200

const membershipSchema = new Schema({
  ...aggregateFields,
  communityId: { type: String, required: true },
  personId: { type: String, required: true },
  role: { type: String, enum: COMMUNITY_ROLES, required: true },
  standing: { type: String, enum: ['active', 'requested', 'invited'] satisfies Standing[], required: true },
  since: { type: Date, required: true },
})
membershipSchema.index({ communityId: 1, personId: 1 }, { unique: true })
membershipSchema.index({ personId: 1, standing: 1 })
membershipSchema.index({ communityId: 1, standing: 1, role: 1 })
membershipSchema.index(...OUTBOX_INDEX)

export const membershipId = (communityId: string, personId: string) => `${communityId}-${personId}`

export type MembershipStore = ReturnType<typeof membershipStore>

export function membershipStore(db: Connection, wake: () => void) {
  const Memberships = db.model('CommunityMembership', membershipSchema)
  const states = (found: unknown[]) => found.map(document => toState<Membership>(document)!)
  return {
    ...aggregateStore<Membership>(Memberships, wake),
    async of(communityId: string, personId: string | undefined): Promise<Membership | undefined> {
      if (!personId) return undefined
      return toState<Membership>(await Memberships.findById(membershipId(communityId, personId)).lean())
    },
    async ofPerson(personId: string, standing: Standing): Promise<Membership[]> {
      return states(await Memberships.find({ personId, standing }).limit(MEMBERSHIPS_OF_ONE).lean())
    },
    async inCommunity(communityId: string, standing: Standing): Promise<Membership[]> {
      return states(await Memberships.find({ communityId, standing }).sort({ role: 1 }).limit(MEMBERS_SHOWN).lean())
    },
    personIds: (communityId: string): Promise<string[]> =>
      Memberships.distinct('personId', { communityId, standing: 'active' }),
    count: (communityId: string) => Memberships.countDocuments({ communityId, standing: 'active' }),
    facilitators: async (communityId: string): Promise<string[]> =>
      states(await Memberships.find({ communityId, standing: 'active', role: 'facilitator' }).limit(20).lean()).map(
        ({ personId }) => personId,
      ),
    async remove(id: string, version: number): Promise<boolean> {
      const { deletedCount } = await Memberships.deleteOne({ _id: id, version })
      return deletedCount === 1
    },
  }
}
