import { createHash } from 'node:crypto'
import { Schema } from 'mongoose'
import { toState } from '../platform/aggregateStore.js'
import type { Connection } from '../platform/database.js'
import { newToken } from '../shared/ids.js'
import type { Invitation } from './invitation.js'
import { ROLES } from './membership.js'

const invitationSchema = new Schema({
  _id: { type: String, required: true },
  /** The SHA-256 of what stands in the mail. */
  token: { type: String, required: true },
  organizationId: { type: String, required: true },
  address: { type: String, required: true },
  folded: { type: String, required: true },
  roles: { type: [{ type: String, enum: ROLES }], required: true },
  invitedById: { type: String, required: true },
  at: { type: Date, required: true },
  expiresAt: { type: Date, required: true },
  state: { type: String, enum: ['open', 'accepted', 'withdrawn'], required: true },
  acceptedById: String,
  acceptedAt: Date,
})
invitationSchema.index({ token: 1 }, { unique: true })
invitationSchema.index({ organizationId: 1, state: 1, _id: -1 })
invitationSchema.index({ folded: 1, state: 1 })

const OPEN_SHOWN = 200

export interface InvitationStore {
  /** Answers the secret for the mail. */
  add(invitation: Invitation): Promise<string>
  find(id: string): Promise<Invitation | undefined>
  bySecret(secret: string): Promise<Invitation | undefined>
  /** Newest first; those that have expired included, for they can be sent again. */
  openIn(organizationId: string): Promise<Invitation[]>
  /** True for the one who takes it. */
  accept(id: string, personId: string, at: Date): Promise<boolean>
  withdraw(id: string): Promise<void>
  withdrawOthers(invitation: Invitation): Promise<void>
}

export function invitationStore(db: Connection): InvitationStore {
  const Invitations = db.model('Invitation', invitationSchema)
  const end = { $set: { state: 'withdrawn' } }
  return {
    async add({ id, ...invitation }) {
      const secret = newToken()
      await Invitations.create([{ _id: id, ...invitation, token: digest(secret) }])
      return secret
    },
    find: async id => toInvitation(await Invitations.findById(id).lean()),
    bySecret: async secret => toInvitation(await Invitations.findOne({ token: digest(secret) }).lean()),
    async openIn(organizationId) {
      const open = { organizationId, state: 'open' as const }
      const found = await Invitations.find(open).sort({ _id: -1 }).limit(OPEN_SHOWN).lean()
      return found.map(document => toInvitation(document)!)
    },
    async accept(id, personId, at) {
      const accepted = { $set: { state: 'accepted', acceptedById: personId, acceptedAt: at } }
      return (await Invitations.updateOne({ _id: id, state: 'open' }, accepted)).matchedCount === 1
    },
    withdraw: async id => void (await Invitations.updateOne({ _id: id, state: 'open' }, end)),
    async withdrawOthers({ id, organizationId, folded }) {
      await Invitations.updateMany({ folded, state: 'open', organizationId, _id: { $ne: id } }, end)
    },
  }
}

function toInvitation(document: unknown): Invitation | undefined {
  const found = toState<Invitation & { token: string }>(document)
  if (!found) return undefined
  const { token, ...invitation } = found
  return invitation
}

const digest = (secret: string) => createHash('sha256').update(secret).digest('base64url')
