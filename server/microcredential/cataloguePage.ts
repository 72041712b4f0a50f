import { type CatalogueCard, type CatalogueQuery, HOUR_RANGES, type HourRange } from './catalogue.js'

export const PAGE_SIZE = 24
const LONGEST_SEARCH = 200

export interface CatalogueFilter extends Omit<CatalogueQuery, 'organizationId' | 'limit'> {
  /** Slug of the organization. */
  organization?: string
}

export interface NamedOrganization {
  id: string
  slug: string
  name: string
}

/** Reads the address: whatever it holds that cannot be meant is left out. */
export function catalogueFilter(query: Record<string, unknown>): CatalogueFilter {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name].trim().slice(0, LONGEST_SEARCH) : '')
  const hours = text('hours') as HourRange
  const language = text('language')
  return {
    ...(text('q') && { words: text('q') }),
    ...(text('subject') && { subject: text('subject') }),
    ...(text('organization') && { organization: text('organization') }),
    ...(Object.hasOwn(HOUR_RANGES, hours) && { hours }),
    ...((language === 'en' || language === 'nb') && { language }),
    ...(text('before') && { before: text('before') }),
  }
}

interface Found {
  filter: CatalogueFilter
  /** One more than a page where there are more. */
  cards: CatalogueCard[]
  subjects: string[]
  organizations: NamedOrganization[]
  mayWrite: boolean
}

export function cataloguePage({ filter, cards, subjects, organizations, mayWrite }: Found) {
  const names = new Map(organizations.map(({ id, name }) => [id, name]))
  const shown = cards.slice(0, PAGE_SIZE)
  const more = cards.length > PAGE_SIZE
  const { before, ...kept } = filter
  return {
    titleKey: 'microcredential.catalogue.title',
    filter,
    mayWrite,
    isFiltered: Object.keys(kept).length > 0,
    cards: shown.map(card => cardView(card, names.get(card.organizationId))),
    nextHref: more && `/microcredentials?${addressOf({ ...kept, before: shown.at(-1)!.microCredentialId })}`,
    subjectOptions: anyOr(
      subjects.map(subject => ({ value: subject, label: subject })),
      filter.subject,
    ),
    organizationOptions: anyOr(
      organizations.map(({ slug, name }) => ({ value: slug, label: name })),
      filter.organization,
    ),
    hoursOptions: anyOr(
      Object.keys(HOUR_RANGES).map(value => labelled('hours', value)),
      filter.hours,
    ),
    languageOptions: anyOr(
      ['en', 'nb'].map(value => labelled('language', value)),
      filter.language,
    ),
  }
}

function cardView(card: CatalogueCard, organizationName: string | undefined) {
  const { slug, version, ...rest } = card
  return { ...rest, organizationName, href: `/microcredentials/${slug}`, imageHref: imageHref(slug, version) }
}

export const imageHref = (slug: string, version: number) => `/microcredentials/${slug}/v${version}/badge.svg`

interface Option {
  value: string
  label?: string
  labelKey?: string
}

const labelled = (filter: string, value: string) => ({ value, labelKey: `microcredential.${filter}.${value}` })

function anyOr(options: Option[], chosen: string | undefined) {
  const any = { value: '', labelKey: 'microcredential.catalogue.any' }
  return [any, ...options].map(option => ({ ...option, selected: option.value === (chosen ?? '') }))
}

function addressOf({ words, ...filter }: CatalogueFilter): string {
  return new URLSearchParams({ ...(words && { q: words }), ...filter }).toString()
}
