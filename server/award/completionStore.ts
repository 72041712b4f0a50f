import { type Connection, Schema } from 'mongoose'
import {
  type AggregateStore,
  aggregateFields,
  aggregateStore,
  OUTBOX_INDEX,
  toState,
} from '../platform/aggregateStore.js'
import { earliestId } from '../shared/ids.js'
import type { Completion, Entered, Roster } from './completion.js'

const LATEST_SHOWN = 20
const NOBODY: Roster = { people: [], holders: [], without: [], outside: [], unknown: [], isPlannerNamed: false }

const completionSchema = new Schema({
  ...aggregateFields,
  organizationId: { type: String, required: true },
  microCredentialId: { type: String, required: true },
  microCredentialVersion: { type: Number, required: true },
  title: { type: String, required: true },
  programme: { type: String, required: true },
  state: { type: String, enum: ['planned', 'awarding', 'done', 'lapsed'], required: true },
  total: { type: Number, required: true },
  awarded: { type: Number, required: true },
  seed: { type: String, required: true },
  plannedBy: { type: String, required: true },
  plannedAt: { type: Date, required: true },
  keptUntil: Date,
})
completionSchema.index(...OUTBOX_INDEX)
completionSchema.index({ organizationId: 1, _id: -1 })
completionSchema.index({ plannedBy: 1, state: 1, _id: -1 })
completionSchema.index({ keptUntil: 1 }, { sparse: true })

/** Lists of thousands: they are neither cast nor checked one by one. */
const rosterSchema = new Schema({
  _id: { type: String, required: true },
  people: { type: Array, required: true },
  holders: { type: Array, required: true },
  without: { type: Array, required: true },
  outside: { type: Array, required: true },
  unknown: { type: Array, required: true },
  unread: { type: Array, default: undefined },
  isPlannerNamed: { type: Boolean, required: true },
})

/** Addresses of whoever was entered, be they here or not: kept for no longer than they may be changed. */
const enteredSchema = new Schema({
  _id: { type: String, required: true },
  slug: { type: String, required: true },
  emails: { type: String },
  groups: { type: Array, required: true },
})

export interface CompletionStore extends AggregateStore<Completion> {
  /** The list first: a decision without one could not be carried out. */
  plan(completion: Completion, roster: Roster, entered?: Entered): Promise<void>
  entered(completionId: string): Promise<Entered | undefined>
  forgetEntered(completionId: string): Promise<void>
  /** Whatever was entered; where nobody got anything by it, the whole list. Done again, it changes nothing. */
  forgetAddresses(completionId: string): Promise<void>
  /** What was entered before then for a decision that never came about: the process ended in between. */
  forgetStray(before: Date, limit: number): Promise<void>
  /** Those whose addresses are kept for longer than they may be. */
  overdue(now: Date, limit: number): Promise<Completion[]>
  /** What this person has planned and nobody has carried out. */
  plannedBy(personId: string, limit: number): Promise<Completion[]>
  /** Empty where it is gone. */
  roster(completionId: string): Promise<Roster>
  /** The latest first. */
  latest(
    organizationId: string,
  ): Promise<Pick<Completion, 'id' | 'title' | 'programme' | 'state' | 'plannedAt' | 'keptUntil'>[]>
}

export function completionStore(db: Connection, wake: () => void): CompletionStore {
  const Completions = db.model('Completion', completionSchema)
  const Rosters = db.model('CompletionRoster', rosterSchema)
  const Entries = db.model('CompletionEntry', enteredSchema)
  const base = aggregateStore<Completion>(Completions, wake)

  async function forgetAddresses(id: string): Promise<void> {
    const completion = await base.find(id)
    // The list first: what is entered is what a stopped clearing is found by.
    if (!completion || completion.state === 'lapsed') await Rosters.deleteOne({ _id: id })
    else await Rosters.updateOne({ _id: id }, { $set: { unknown: [] }, $unset: { unread: 1 } })
    await Entries.deleteOne({ _id: id })
  }

  return {
    ...base,
    async plan(completion, roster, entered) {
      if (entered) await Entries.create([{ _id: completion.id, ...entered }])
      await Rosters.create([{ _id: completion.id, ...roster }])
      await base.insert(completion, [])
    },
    entered: async id => toState<Entered & { id: string }>(await Entries.findById(id).lean()),
    forgetEntered: async id => void (await Entries.deleteOne({ _id: id })),
    forgetAddresses,
    async forgetStray(before, limit) {
      const old = await Entries.find({ _id: { $lt: earliestId(before) } })
        .select({ _id: 1 })
        .sort({ _id: 1 })
        .limit(limit)
        .lean()
      for (const { _id } of old) if (!(await base.find(_id))) await forgetAddresses(_id)
    },
    async overdue(now, limit) {
      const found = await Completions.find({ keptUntil: { $lte: now } })
        .sort({ keptUntil: 1 })
        .limit(limit)
        .lean()
      return found.map(document => toState<Completion>(document)!)
    },
    async plannedBy(plannedBy, limit) {
      const found = await Completions.find({ plannedBy, state: 'planned' }).sort({ _id: -1 }).limit(limit).lean()
      return found.map(document => toState<Completion>(document)!)
    },
    roster: async id => toState<Roster>(await Rosters.findById(id).lean()) ?? NOBODY,
    async latest(organizationId) {
      const found = await Completions.find({ organizationId })
        .select({ title: 1, programme: 1, state: 1, plannedAt: 1, keptUntil: 1 })
        .sort({ _id: -1 })
        .limit(LATEST_SHOWN)
        .lean()
      return found.map(document => toState<Completion>(document)!)
    },
  }
}
