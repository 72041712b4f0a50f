import type { Anatomy, MeantFor } from './anatomy.js'
import { latestVersion, type MicroCredential } from './microCredential.js'

/** How much time a visitor is looking for, in hours. */
export const HOUR_RANGES = {
  short: { above: 0, upTo: 8 },
  medium: { above: 8, upTo: 16 },
  long: { above: 16, upTo: 10_000 },
} as const
export type HourRange = keyof typeof HOUR_RANGES

export interface CatalogueQuery {
  words?: string
  subject?: string
  organizationId?: string
  hours?: HourRange
  language?: Anatomy['language']
  meantFor?: MeantFor
  /** Continue after the micro-credential with this id. */
  before?: string
  limit: number
}

/** What the catalogue shows of the latest version, kept beside the aggregate so that a list reads little. */
export interface CatalogueCard {
  microCredentialId: string
  slug: string
  organizationId: string
  version: number
  title: string
  summary: string
  subjects: string[]
  hours: number
  credits: number
  language: Anatomy['language']
  publishedAt: Date
}

/** A card, and all words by which it is found. */
export type Listing = Omit<CatalogueCard, 'microCredentialId' | 'slug' | 'organizationId'> & {
  words: string
  meantFor?: MeantFor
}

/** Retired ones and mere drafts are not listed. */
export function listingOf(microCredential: MicroCredential): Listing | undefined {
  const latest = latestVersion(microCredential)
  if (!latest || microCredential.retirement) return undefined
  const { title, summary, subjects, hours, credits, language, meantFor } = latest.anatomy
  return {
    ...{ title, summary, subjects, hours, credits, language },
    ...(meantFor && { meantFor }),
    version: latest.number,
    publishedAt: latest.publishedAt,
    words: wordsOf(latest.anatomy),
  }
}

function wordsOf(anatomy: Anatomy): string {
  const { competence, keyMethod, components, rubric, alignments, subjects } = anatomy
  return [
    competence,
    keyMethod,
    ...subjects,
    ...components.flatMap(({ title, text }) => [title, text]),
    ...rubric.map(({ name }) => name),
    ...alignments.map(({ targetName }) => targetName),
  ].join('\n')
}

/** Every word must occur: a phrase is how a text search of MongoDB is told so. */
export function searchPhrases(words: string): string {
  const found = words.match(/[\p{L}\p{N}]+/gu) ?? []
  return found.map(word => `"${word}"`).join(' ')
}
