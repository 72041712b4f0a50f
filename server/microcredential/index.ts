import type { Clock } from '../platform/clock.js'
import type { Connection } from '../platform/database.js'
import type { Drawings } from '../platform/drawings.js'
import type { FileStore } from '../platform/files.js'
import { type AuthoringDeps, authoring } from './authoring.js'
import { type AuthorRoutesDeps, authorRoutes } from './authorRoutes.js'
import { badgeImages } from './badgeImages.js'
import { badgeRoutes } from './badgeRoutes.js'
import type { Standing } from './briefPage.js'
import { type BrowsingDeps, browsing } from './browsing.js'
import type { CatalogueCard, CatalogueQuery } from './catalogue.js'
import type { Act } from './microCredential.js'
import { microCredentialReactions, type ReactionDeps } from './reactions.js'
import { publicRoutes } from './routes.js'
import { sectionRoutes } from './sectionRoutes.js'
import { type AddedMicroCredential, seeding } from './seeding.js'
import { microCredentialStore } from './store.js'
import { type MicroCredentialVersion, newestVersion, type VersionRef, versionKey, versionNumbered } from './version.js'

export type * from './anatomy.js'
export { BADGE_COLOURS, BADGE_SHAPES, PARTS } from './anatomy.js'
export type { CatalogueCard, CatalogueQuery } from './catalogue.js'
export type { MicroCredentialEvent, MicroCredentialPublished, MicroCredentialRetired } from './events.js'
export { type MicroCredentialVersion, type VersionRef, versionKey } from './version.js'

export type { Standing }

export interface MicroCredentialDeps
  extends Omit<BrowsingDeps, 'microCredentials'>,
    Pick<AuthoringDeps, 'isAdministratorOf'>,
    Omit<ReactionDeps, 'people'>,
    Pick<AuthorRoutesDeps, 'organizationsOfAuthor'> {
  db: Connection
  clock: Clock
  files: FileStore
  drawings: Drawings
  /** Wakes the event relay. */
  wake(): void
  iconPaths(name: string): string
}

export interface MicroCredentialFace {
  /** Throws NotFound. */
  version(microCredentialId: string, version: number): Promise<MicroCredentialVersion>
  /** By `versionKey`; what does not exist is not in the map. */
  versions(refs: VersionRef[]): Promise<Map<string, MicroCredentialVersion>>
  /** The newest published version; throws NotFound. Retired ones are found too, and say so. */
  latest(slug: string): Promise<MicroCredentialVersion>
  catalogue(query: CatalogueQuery): Promise<CatalogueCard[]>
  badgeSvg(version: MicroCredentialVersion): Promise<string>
  badgePng(version: MicroCredentialVersion, size?: number): Promise<Buffer>
  /** For demo and tests: a draft, written by these people, which `publish` and `retire` take further. */
  add(added: AddedMicroCredential): Promise<string>
  publish(microCredentialId: string, act?: Act): Promise<MicroCredentialVersion>
  retire(microCredentialId: string, reason: string, act?: Act): Promise<void>
}

const DEFAULT_PNG_SIZE = 512

export function createMicroCredentials(deps: MicroCredentialDeps) {
  const microCredentials = microCredentialStore(deps.db, deps.wake)
  const images = badgeImages(deps)
  const face: MicroCredentialFace = {
    async version(id, number) {
      return versionNumbered(await microCredentials.find(id), number)
    },
    async versions(refs) {
      const found = await microCredentials.many([...new Set(refs.map(ref => ref.microCredentialId))])
      const byId = new Map(found.map(state => [state.id, state]))
      const known = refs.filter(ref => byId.get(ref.microCredentialId)?.versions.some(v => v.number === ref.version))
      return new Map(known.map(ref => [versionKey(ref), versionNumbered(byId.get(ref.microCredentialId), ref.version)]))
    },
    async latest(slug) {
      return newestVersion(await microCredentials.bySlug(slug))
    },
    catalogue: query => microCredentials.cards(query),
    badgeSvg: version => images.kept(version.imageDigest),
    badgePng: (version, size = DEFAULT_PNG_SIZE) => images.png(version.imageDigest, size),
    ...seeding({ microCredentials, images, clock: deps.clock }),
  }
  const writing = authoring({ ...deps, microCredentials, images })
  const routes = [
    authorRoutes({ ...deps, authoring: writing, ofOrganizations: microCredentials.ofOrganizations }),
    // Before the sections, which take any name in the place where the badge has its own.
    badgeRoutes({ ...deps, authoring: writing, images }),
    sectionRoutes({ ...deps, authoring: writing }),
    publicRoutes({ ...deps, browsing: browsing({ ...deps, microCredentials }), images }),
  ]
  return {
    ...face,
    routes,
    reactions: microCredentialReactions(deps),
    subjects: async () => (await microCredentials.facets()).subjects.sort((one, other) => one.localeCompare(other)),
    /** Published ones of these organizations, newest first. */
    async publishedBy(organizationIds: string[]) {
      const own = await microCredentials.ofOrganizations(organizationIds)
      return own.flatMap(({ id, slug, versions }) => {
        const latest = versions.at(-1)
        return latest ? [{ id, slug, title: latest.anatomy.title, version: latest.number }] : []
      })
    },
    count: microCredentials.countListed,
    /** For the sitemap. */
    publicPaths: async () => [
      '/microcredentials',
      ...(await microCredentials.slugs()).map(slug => `/microcredentials/${slug}`),
    ],
  }
}
