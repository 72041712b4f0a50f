import { Schema } from 'mongoose'
import {
  type AggregateStore,
  aggregateFields,
  aggregateStore,
  OUTBOX_INDEX,
  toState,
} from '../platform/aggregateStore.js'
import type { Connection } from '../platform/database.js'
import { type Membership, ROLES, type Role } from './membership.js'

const membershipSchema = new Schema({
  ...aggregateFields,
  organizationId: { type: String, required: true },
  personId: { type: String, required: true },
  roles: { type: [{ type: String, enum: ROLES }], required: true },
  joinedAt: { type: Date, required: true },
  endedAt: Date,
})
membershipSchema.index({ personId: 1, organizationId: 1 })
membershipSchema.index({ organizationId: 1, _id: 1 })
membershipSchema.index({ roles: 1, _id: 1 })
membershipSchema.index(...OUTBOX_INDEX)

/** Every query sees memberships that have not ended; `find` and `get` see all. */
export interface MembershipStore extends AggregateStore<Membership> {
  ofPerson(personId: string): Promise<Membership[]>
  ofPeople(personIds: string[]): Promise<Membership[]>
  withRole(role: Role): Promise<Membership[]>
  /** Of this very organization, with one of these roles at least. */
  holding(organizationId: string, roles: Role[]): Promise<Membership[]>
  personIdsIn(organizationIds: string[]): Promise<string[]>
  page(organizationId: string, after: string | undefined, limit: number): Promise<Membership[]>
  count(organizationId: string): Promise<number>
}

const LASTING = { endedAt: null }

export function membershipStore(db: Connection, wake: () => void): MembershipStore {
  const Memberships = db.model('Membership', membershipSchema)
  const several = async (filter: object, limit = 0) => {
    const found = await Memberships.find({ ...filter, ...LASTING })
      .sort({ _id: 1 })
      .limit(limit)
      .lean()
    return found.map(document => toState<Membership>(document)!)
  }
  return {
    ...aggregateStore<Membership>(Memberships, wake),
    ofPerson: personId => several({ personId }),
    ofPeople: personIds => several({ personId: { $in: personIds } }),
    withRole: role => several({ roles: role }),
    holding: (organizationId, roles) => several({ organizationId, roles: { $in: roles } }),
    personIdsIn: ids => Memberships.distinct('personId', { organizationId: { $in: ids }, ...LASTING }),
    page: (organizationId, after, limit) => several({ organizationId, ...(after && { _id: { $gt: after } }) }, limit),
    count: organizationId => Memberships.countDocuments({ organizationId, ...LASTING }),
  }
}
