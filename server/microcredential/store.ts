import { type Connection, Schema } from 'mongoose'
import {
  type AggregateStore,
  aggregateFields,
  aggregateStore,
  OUTBOX_INDEX,
  toState,
} from '../platform/aggregateStore.js'
import {
  type CatalogueCard,
  type CatalogueQuery,
  HOUR_RANGES,
  type Listing,
  listingOf,
  searchPhrases,
} from './catalogue.js'
import type { MicroCredential } from './microCredential.js'

const MOST_IN_AN_ORGANIZATION = 200
/** What one sitemap may hold (sitemaps.org). */
const MOST_IN_A_SITEMAP = 50_000

const microCredentialSchema = new Schema(
  {
    ...aggregateFields,
    slug: { type: String, required: true },
    organizationId: { type: String, required: true },
    authorIds: { type: [String], required: true },
    versions: { type: [Object], required: true },
    draft: Object,
    retirement: Object,
    listing: Object,
    listed: Boolean,
  },
  { minimize: false },
)
microCredentialSchema.index(...OUTBOX_INDEX)
microCredentialSchema.index({ slug: 1 }, { unique: true })
microCredentialSchema.index({ organizationId: 1, _id: -1 })
microCredentialSchema.index({ listed: 1, _id: -1 })
microCredentialSchema.index({ listed: 1, 'listing.subjects': 1, _id: -1 })
microCredentialSchema.index({ listed: 1, organizationId: 1, _id: -1 })
microCredentialSchema.index({ 'listing.meantFor': 1, listed: 1, _id: -1 })
microCredentialSchema.index(
  { 'listing.title': 'text', 'listing.summary': 'text', 'listing.words': 'text' },
  {
    name: 'words',
    weights: { 'listing.title': 10, 'listing.summary': 4, 'listing.words': 1 },
    // A micro-credential has a `language` of its own, which MongoDB would take for that of the index.
    language_override: 'textLanguage',
  },
)

export interface MicroCredentialStore extends AggregateStore<MicroCredential> {
  bySlug(slug: string): Promise<MicroCredential | undefined>
  many(ids: string[]): Promise<MicroCredential[]>
  ofOrganizations(organizationIds: string[]): Promise<MicroCredential[]>
  cards(query: CatalogueQuery): Promise<CatalogueCard[]>
  countListed(): Promise<number>
  /** Of all that anybody may read, retired ones too. */
  slugs(): Promise<string[]>
  /** What there is to filter by. */
  facets(): Promise<{ subjects: string[]; organizationIds: string[] }>
}

export function microCredentialStore(db: Connection, wake: () => void): MicroCredentialStore {
  const MicroCredentials = db.model('MicroCredential', microCredentialSchema)
  const aggregates = aggregateStore<MicroCredential>(MicroCredentials, wake)
  const state = (document: unknown) => withoutListing(toState<Stored>(document))
  const states = (documents: unknown[]) => documents.map(document => state(document)!)

  return {
    async get(id) {
      return withoutListing(await aggregates.get(id))!
    },
    async find(id) {
      return withoutListing(await aggregates.find(id))
    },
    insert: (microCredential, events) => aggregates.insert(withListing(microCredential), events),
    save: (microCredential, events) => aggregates.save(withListing(microCredential), events),
    async bySlug(slug) {
      return state(await MicroCredentials.findOne({ slug }).lean())
    },
    async many(ids) {
      return states(await MicroCredentials.find({ _id: { $in: ids } }).lean())
    },
    async ofOrganizations(ids) {
      const own = MicroCredentials.find({ organizationId: { $in: ids } })
      return states(await own.sort({ _id: -1 }).limit(MOST_IN_AN_ORGANIZATION).lean())
    },
    async cards(query) {
      const found = await MicroCredentials.find(filterOf(query) as never)
        .select({ slug: 1, organizationId: 1, listing: 1 })
        .sort({ _id: -1 })
        .limit(query.limit)
        .lean()
      return found.map(document => cardOf(document as unknown as StoredCard))
    },
    countListed: () => MicroCredentials.countDocuments({ listed: true }),
    async slugs() {
      const published = MicroCredentials.find({ 'versions.0': { $exists: true } })
      const found = await published.select({ slug: 1 }).limit(MOST_IN_A_SITEMAP).lean()
      return found.map(({ slug }) => slug)
    },
    async facets() {
      const [subjects, organizationIds] = await Promise.all([
        MicroCredentials.distinct('listing.subjects', { listed: true }),
        MicroCredentials.distinct('organizationId', { listed: true }),
      ])
      return { subjects: subjects as string[], organizationIds }
    },
  }
}

type Stored = MicroCredential & { listing?: Listing; listed?: boolean }
type StoredCard = Pick<MicroCredential, 'slug' | 'organizationId'> & { _id: string; listing: Listing }

function withListing(microCredential: MicroCredential): Stored {
  const listing = listingOf(microCredential)
  return listing ? { ...microCredential, listing, listed: true } : microCredential
}

function withoutListing(stored: Stored | undefined): MicroCredential | undefined {
  if (!stored) return undefined
  const { listing: _listing, listed: _listed, ...microCredential } = stored
  return microCredential
}

function cardOf({ _id, slug, organizationId, listing: { words: _words, ...card } }: StoredCard): CatalogueCard {
  return { ...card, slug, organizationId, microCredentialId: _id }
}

function filterOf({ words, subject, organizationId, hours, language, meantFor, before }: CatalogueQuery): object {
  const phrases = words ? searchPhrases(words) : ''
  const range = hours && HOUR_RANGES[hours]
  return {
    listed: true,
    ...(phrases && { $text: { $search: phrases } }),
    ...(subject && { 'listing.subjects': subject }),
    ...(organizationId && { organizationId }),
    ...(range && { 'listing.hours': { $gt: range.above, $lte: range.upTo } }),
    ...(language && { 'listing.language': language }),
    ...(meantFor && { 'listing.meantFor': meantFor }),
    ...(before && { _id: { $lt: before } }),
  }
}
