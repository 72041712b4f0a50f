import { type Connection, Schema } from 'mongoose'
import { toState } from '../platform/aggregateStore.js'
import type { PersonLanguage } from './person.js'

/** Somebody who asked to join and has not confirmed the address yet; not a person before that. */
export interface Registration {
  id: string
  name: string
  address: string
  folded: string
  passwordHash: string
  language: PersonLanguage
  timeZone: string
  at: Date
  expiresAt: Date
}

const registrationSchema = new Schema({
  _id: { type: String, required: true },
  name: { type: String, required: true },
  address: { type: String, required: true },
  folded: { type: String, required: true },
  passwordHash: { type: String, required: true },
  language: { type: String, required: true },
  timeZone: { type: String, required: true },
  at: { type: Date, required: true },
  expiresAt: { type: Date, required: true },
})
registrationSchema.index({ folded: 1, at: -1 })
registrationSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })

export interface RegistrationStore {
  add(registration: Registration): Promise<void>
  find(id: string): Promise<Registration | undefined>
  /** The newest that is still open for this address. */
  latestFor(folded: string, now: Date): Promise<Registration | undefined>
  prolong(id: string, expiresAt: Date): Promise<void>
  forget(id: string): Promise<void>
  forgetAddress(folded: string): Promise<void>
}

export function registrationStore(db: Connection): RegistrationStore {
  const Registrations = db.model('Registration', registrationSchema)
  return {
    add: async ({ id, ...registration }) => void (await Registrations.create([{ _id: id, ...registration }])),
    find: async id => toState<Registration>(await Registrations.findById(id).lean()),
    async latestFor(folded, now) {
      const open = { folded, expiresAt: { $gt: now } }
      return toState<Registration>(await Registrations.findOne(open).sort({ at: -1 }).lean())
    },
    prolong: async (id, expiresAt) => void (await Registrations.updateOne({ _id: id }, { $set: { expiresAt } })),
    forget: async id => void (await Registrations.deleteOne({ _id: id })),
    forgetAddress: async folded => void (await Registrations.deleteMany({ folded })),
  }
}
