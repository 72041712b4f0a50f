import { type Connection, Schema } from 'mongoose'
import { isDuplicateKey, toState } from '../platform/aggregateStore.js'
import { type BadgeFacts, type BroughtBadge, VISIBILITIES, type Visibility } from './broughtBadge.js'

const badgeSchema = new Schema({
  _id: { type: String, required: true },
  personId: { type: String, required: true },
  key: { type: String, required: true },
  copyId: String,
  format: { type: String, enum: ['ob3', 'ob2', 'ob1'], required: true },
  credentialId: String,
  issuerId: String,
  issuerName: String,
  title: String,
  description: String,
  criteria: String,
  validFrom: Date,
  validUntil: Date,
  origin: { type: Object, required: true },
  mediaType: String,
  length: { type: Number, required: true },
  hasPicture: Boolean,
  recipient: { type: String, enum: ['yes', 'no', 'unclear'], required: true },
  checked: { type: Object, required: true },
  provenAt: Date,
  nextCheckAt: { type: Date, required: true },
  visibility: { type: String, enum: VISIBILITIES, required: true },
  addedAt: { type: Date, required: true },
  receivedAt: { type: Date, required: true },
})
// Two that come at the same moment: one badge of each issuer and id.
badgeSchema.index({ personId: 1, key: 1 }, { unique: true })
badgeSchema.index({ personId: 1, _id: -1 })
badgeSchema.index({ personId: 1, format: 1, _id: 1 })
badgeSchema.index({ nextCheckAt: 1 })
badgeSchema.index({ visibility: 1, _id: 1 })

/** A badge as it comes in; what its holder decided about it is not in it. */
export type Arrived = Omit<BroughtBadge, 'id' | 'copyId' | 'visibility' | 'addedAt'> & { copyId: string }
const MAY_BE_ABSENT = ['validFrom', 'validUntil', 'provenAt'] as const

/** What came, byte for byte, and what was in it; read only when it is asked for. */
export interface Contents {
  bytes: Buffer
  /** The badge as it was carried: JSON, a token or an address. */
  text: string
  /** An OB 1 or 2 assertion as it was found. */
  assertion?: string
  picture?: Buffer
}

const contentSchema = new Schema({
  _id: { type: String, required: true },
  bytes: { type: Buffer, required: true },
  text: { type: String, required: true },
  assertion: String,
  picture: Buffer,
})

type CheckNote = Pick<BroughtBadge, 'checked' | 'provenAt' | 'nextCheckAt' | 'recipient'>
type Format = BadgeFacts['format']

export interface Page {
  before?: string
  limit: number
}
export interface ApiPage {
  since: Date | undefined
  skip: number
  limit: number
}

export type BadgeStore = ReturnType<typeof badgeStore>

export function badgeStore(db: Connection) {
  const Badges = db.model('BroughtBadge', badgeSchema)
  const Bytes = db.model('BroughtBadgeContent', contentSchema)
  const states = (found: unknown[]) => found.map(badge => toState<BroughtBadge>(badge)!)
  const ofFormat = (personId: string, formats: Format[], since: Date | undefined) => ({
    personId,
    format: { $in: formats },
    ...(since && { $or: [{ validFrom: { $gt: since } }, { receivedAt: { $gt: since } }] }),
  })

  async function writeContents(copyId: string, contents: Contents): Promise<void> {
    await Bytes.replaceOne({ _id: copyId }, contents, { upsert: true })
  }

  const find = async (id: string) => toState<BroughtBadge>(await Badges.findById(id).lean())

  /** Of this copy, or of the one that took its place meanwhile. */
  async function contents(badge: Copied): Promise<Contents | undefined> {
    const found = await Bytes.findById(copyOf(badge)).lean()
    if (found) return plain(found)
    const now = await find(badge.id)
    return now && copyOf(now) !== copyOf(badge) ? contents(now) : undefined
  }

  return {
    find,
    contents,
    byKey: async (personId: string, key: string) =>
      toState<BroughtBadge>(await Badges.findOne({ personId, key }).lean()),
    /** False when this person has one of this key already. Its contents come first: a badge is never without them. */
    async add({ id, ...badge }: BroughtBadge & { copyId: string }, contents: Contents): Promise<boolean> {
      await writeContents(badge.copyId, contents)
      try {
        await Badges.create([{ _id: id, ...badge }])
        return true
      } catch (error) {
        await Bytes.deleteOne({ _id: badge.copyId })
        if (isDuplicateKey(error)) return false
        throw error
      }
    },
    /** False when this copy is no longer the one that is kept: nothing has changed then. */
    async replace(kept: BroughtBadge, arrived: Arrived, contents: Contents): Promise<boolean> {
      await writeContents(arrived.copyId, contents)
      const gone = MAY_BE_ABSENT.filter(field => arrived[field] === undefined)
      const { matchedCount } = await Badges.updateOne(isStill(kept), {
        $set: arrived,
        ...(gone.length > 0 && { $unset: Object.fromEntries(gone.map(field => [field, 1])) }),
      })
      await Bytes.deleteOne({ _id: matchedCount > 0 ? copyOf(kept) : arrived.copyId })
      return matchedCount > 0
    },
    /** Newest first. */
    async ofPerson(personId: string, { before, limit }: Page): Promise<BroughtBadge[]> {
      const query = { personId, ...(before && { _id: { $lt: before } }) }
      return states(await Badges.find(query).sort({ _id: -1 }).limit(limit).lean())
    },
    /** What this person shows to everyone, newest first. */
    async shownBy(personId: string, limit: number): Promise<BroughtBadge[]> {
      const query = { personId, visibility: 'public' as const, recipient: 'yes' as const }
      return states(await Badges.find(query).sort({ _id: -1 }).limit(limit).lean())
    },
    /** How many there are, and how many bytes they take. */
    async size(personId: string): Promise<{ count: number; bytes: number }> {
      const found = await Badges.find({ personId }).select({ length: 1 }).lean()
      return { count: found.length, bytes: found.reduce((sum, { length }) => sum + length, 0) }
    },
    /** False when another copy has taken its place: of that one this was not found. */
    async noteCheck(badge: Copied, { checked, provenAt, nextCheckAt, recipient }: CheckNote): Promise<boolean> {
      const note = { checked, nextCheckAt, recipient, ...(provenAt && { provenAt }) }
      return (await Badges.updateOne(isStill(badge), { $set: note })).matchedCount > 0
    },
    /** Likewise of a copy whose place another one has taken: that says itself whom it names. */
    async noteRecipient(badge: Copied, recipient: BroughtBadge['recipient']): Promise<void> {
      await Badges.updateOne(isStill(badge), { $set: { recipient } })
    },
    /** The one whose check is most overdue; nobody else takes it before `until`. */
    async takeDue(now: Date, until: Date): Promise<BroughtBadge | undefined> {
      const due = { nextCheckAt: { $lte: now } }
      const leased = { $set: { nextCheckAt: until } }
      return toState<BroughtBadge>(await Badges.findOneAndUpdate(due, leased, { sort: { nextCheckAt: 1 } }).lean())
    },
    async show(id: string, visibility: Visibility): Promise<void> {
      await Badges.updateOne({ _id: id }, { $set: { visibility } })
    },
    async remove(id: string): Promise<void> {
      const gone = toState<BroughtBadge>(await Badges.findOneAndDelete({ _id: id }).lean())
      if (gone) await Bytes.deleteOne({ _id: copyOf(gone) })
    },
    countOf: (personId: string, formats: Format[], since: Date | undefined): Promise<number> =>
      Badges.countDocuments(ofFormat(personId, formats, since)),
    /** In the order in which they came here. */
    async contentsOf(personId: string, formats: Format[], { since, skip, limit }: ApiPage): Promise<Contents[]> {
      const query = Badges.find(ofFormat(personId, formats, since)).select({ copyId: 1 })
      const page = states(await query.sort({ _id: 1 }).skip(skip).limit(limit).lean())
      const found = new Map((await Bytes.find({ _id: { $in: page.map(copyOf) } }).lean()).map(each => [each._id, each]))
      const copies = page.map(badge => {
        const copy = found.get(copyOf(badge))
        return copy ? plain(copy) : contents(badge)
      })
      return (await Promise.all(copies)).filter(copy => copy !== undefined)
    },
    async publicIds({ after, limit }: { after?: string; limit: number }): Promise<string[]> {
      const page = { visibility: 'public' as const, recipient: 'yes' as const, ...(after && { _id: { $gt: after } }) }
      const found = await Badges.find(page).select({ _id: 1 }).sort({ _id: 1 }).limit(limit).lean()
      return found.map(({ _id }) => _id)
    },
  }
}

type Copied = Pick<BroughtBadge, 'id' | 'copyId'>

/** Bytes that came before copies were told apart have the id of their badge. */
const copyOf = ({ id, copyId }: Copied): string => copyId ?? id
const isStill = ({ id, copyId }: Copied) => ({ _id: id, copyId: copyId ?? null })

type StoredContents = Pick<Contents, 'text'> & { bytes: unknown; assertion?: unknown; picture?: unknown }

function plain({ bytes, text, assertion, picture }: StoredContents): Contents {
  return {
    ...{ bytes: bufferOf(bytes), text },
    ...(typeof assertion === 'string' && { assertion }),
    ...(picture != null && { picture: bufferOf(picture) }),
  }
}

/** The driver gives Binary where a document is read without its model. */
const bufferOf = (bytes: unknown): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from((bytes as { buffer: Uint8Array }).buffer)
