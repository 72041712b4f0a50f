import type { Brief, Standing } from './briefPage.js'
import { type CatalogueFilter, type NamedOrganization, PAGE_SIZE } from './cataloguePage.js'
import type { MicroCredential } from './microCredential.js'
import type { MicroCredentialStore } from './store.js'
import { type MicroCredentialVersion, newestVersion, versionNumbered } from './version.js'

export interface BrowsingDeps {
  microCredentials: MicroCredentialStore
  organizations(ids: string[]): Promise<Map<string, NamedOrganization>>
  organizationBySlug(slug: string): Promise<NamedOrganization | undefined>
  people(ids: string[]): Promise<Map<string, { handle: string; name: string }>>
  /** How it does in the world, as far as others know. */
  standing(microCredentialId: string): Promise<Standing>
  /** What others say of a version, ready to be shown to this person. */
  endorsementsOn(version: MicroCredentialVersion, personId: string | undefined): Promise<object>
  /** Whether this person may award what the organization publishes to all who completed something. */
  mayComplete(personId: string, organizationId: string): Promise<boolean>
  /** Without an organization: in any. */
  isAuthor(personId: string, organizationId?: string): Promise<boolean>
}

/** What anybody may read, with what the reader may do about it. */
export function browsing(deps: BrowsingDeps) {
  const { microCredentials } = deps
  const mayWrite = async (personId: string | undefined, organizationId?: string) =>
    personId !== undefined && (await deps.isAuthor(personId, organizationId))

  async function relatedTo({ anatomy: { relations = [] } }: MicroCredentialVersion): Promise<Brief['related']> {
    const found = await Promise.all(relations.map(({ slug }) => microCredentials.bySlug(slug)))
    return relations.flatMap(({ relation, slug }, i) => {
      const latest = found[i]?.versions.at(-1)
      return latest ? [{ relation, slug, title: latest.anatomy.title, language: latest.anatomy.language }] : []
    })
  }

  return {
    async catalogue({ organization: slug, ...filter }: CatalogueFilter, personId: string | undefined) {
      const [facets, organization] = await Promise.all([
        microCredentials.facets(),
        slug && deps.organizationBySlug(slug),
      ])
      const [cards, organizations] = await Promise.all([
        // An organization that does not exist has published nothing.
        slug && !organization
          ? []
          : microCredentials.cards({
              ...filter,
              ...(organization && { organizationId: organization.id }),
              limit: PAGE_SIZE + 1,
            }),
        deps.organizations(facets.organizationIds),
      ])
      return {
        filter: { ...filter, ...(slug && { organization: slug }) },
        cards,
        subjects: facets.subjects.sort((a, b) => a.localeCompare(b)),
        organizations: [...organizations.values()].sort((a, b) => a.name.localeCompare(b.name)),
        mayWrite: await mayWrite(personId),
      }
    },

    async brief(slug: string, number: number | undefined, personId: string | undefined): Promise<Brief> {
      const found = await microCredentials.bySlug(slug)
      const version = number === undefined ? newestVersion(found) : versionNumbered(found, number)
      const mayAward = version.anatomy.awardedBy === 'completion' && personId !== undefined
      const [organizations, people, standing, may, endorsements, mayComplete, related] = await Promise.all([
        deps.organizations([version.organizationId]),
        deps.people(version.authorIds),
        deps.standing(version.microCredentialId),
        mayWrite(personId, version.organizationId),
        deps.endorsementsOn(version, personId),
        mayAward && deps.mayComplete(personId, version.organizationId),
        relatedTo(version),
      ])
      return {
        version,
        organization: organizations.get(version.organizationId),
        authors: version.authorIds.flatMap(id => people.get(id) ?? []),
        standing,
        endorsements,
        versions: versionsOf(found!),
        mayWrite: may,
        mayComplete,
        related,
      }
    },

    async version(slug: string, number: number): Promise<MicroCredentialVersion> {
      return versionNumbered(await microCredentials.bySlug(slug), number)
    },
  }
}

export type Browsing = ReturnType<typeof browsing>

const versionsOf = ({ versions }: MicroCredential) =>
  versions.map(({ number, publishedAt }) => ({ number, publishedAt })).reverse()
