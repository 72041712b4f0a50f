import type { Award, Transcript } from '../award/index.js'
import type { MicroCredentialVersion } from '../microcredential/index.js'
import type { Announcement } from '../notification/index.js'
import type { TaggedText } from '../web/sendDocument.js'

export interface OrganizationNearby {
  id: string
  slug: string
  name: string
  parentId?: string | undefined
}

/** What this room asks of others, as small as it needs. All throw NotFound but where they say otherwise. */
export interface Neighbours {
  award: {
    /** Throws NotFound also where this viewer may not know of it. */
    see(awardId: string, viewerId: string): Promise<Award>
    showTo(awardId: string, holderId: string, organizationId: string): Promise<Award>
    hideFrom(awardId: string, holderId: string, organizationId: string): Promise<Award>
    ofPerson(personId: string, page: { limit: number }): Promise<Award[]>
    many(ids: string[]): Promise<Map<string, Award>>
    /** All that a person holds and that still stands; signed (CLR 2.0), which throws NotFound where there is nothing. */
    transcript: {
      of(personId: string): Promise<Transcript>
      signed(transcript: Transcript): Promise<TaggedText>
      token(transcript: Transcript): Promise<TaggedText>
    }
  }
  badgePng(version: MicroCredentialVersion): Promise<Buffer>
  /** Hours and credits as the micro-credential states them. */
  stated(award: Award): Promise<{ hours: number; credits: number }>
  people(ids: string[]): Promise<Map<string, { name: string; handle: string }>>
  organization(id: string): Promise<OrganizationNearby>
  organizations(ids: string[]): Promise<Map<string, OrganizationNearby>>
  organizationBySlug(slug: string): Promise<OrganizationNearby | undefined>
  membershipsOf(personId: string): Promise<{ organizationId: string }[]>
  /** In the organization and in all that belong to it. */
  memberIds(organizationId: string): Promise<string[]>
  /** Who is an officer, and where they hold that role themselves. */
  offices(): Promise<{ personId: string; organizationId: string }[]>
  isOfficer(personId: string, organizationId: string): Promise<boolean>
  notify(announcement: Announcement): Promise<void>
}
