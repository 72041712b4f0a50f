import type { Clock } from '../platform/clock.js'
import type { Drawings } from '../platform/drawings.js'
import type { FileStore } from '../platform/files.js'
import type { Translate } from '../web/i18n.js'
import type { Addresses } from './addresses.js'
import type { Award } from './award.js'
import type { AwardStore } from './awardStore.js'
import type { BadgePageState, RecognitionOfAward } from './badgePage.js'
import type { Documents } from './documents.js'
import type { Formats } from './formats.js'
import type { holdAward } from './holdAward.js'
import type { AwardedVersion, Neighbours } from './neighbours.js'
import type { Seeing } from './seeing.js'

export interface BadgeImages {
  badgeSvg(version: AwardedVersion): Promise<string>
  badgePng(version: AwardedVersion): Promise<Buffer>
}

/** What the routes of this room work with. */
export interface AwardRoom extends ReturnType<typeof holdAward>, Seeing {
  awards: AwardStore
  addresses: Addresses
  clock: Clock
  documents: Documents
  formats: Formats
  files: FileStore
  images: BadgeImages
  /** What a person brought from elsewhere, as the page of all their badges shows it. */
  broughtBy(personId: string): Promise<object>
  neighbours: Neighbours
  drawings: Drawings
  translator(language: string): Translate
  badgePageState(award: Award, viewerId: string | undefined): Promise<BadgePageState>
}

export interface PageStateDeps {
  addresses: Addresses
  clock: Clock
  neighbours: Neighbours
  seeing: Seeing
  recognitionsOf(award: Award): Promise<RecognitionOfAward[]>
  /** What others say of it, ready to be shown to this viewer. */
  endorsementsOn(award: Award, viewerId: string | undefined): Promise<object>
}

export function badgePageState({ addresses, clock, neighbours, seeing, ...deps }: PageStateDeps) {
  return async (award: Award, viewerId: string | undefined): Promise<BadgePageState> => ({
    award,
    viewerId,
    addresses,
    now: clock.now(),
    version: await neighbours.version(award.microCredentialId, award.microCredentialVersion),
    issuer: await neighbours.organization(award.organizationId),
    holder: await neighbours.person(award.earnerId),
    isIssuer: await seeing.isIssuer(award, viewerId),
    recognitions: viewerId === award.earnerId ? await deps.recognitionsOf(award) : [],
    endorsements: await deps.endorsementsOn(award, viewerId),
  })
}
