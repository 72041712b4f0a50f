/** What another room shows of a person on their page; rooms decide themselves what this viewer may see. */
export interface ProfileSection {
  titleKey: string
  items: { href: string; title: string; detail?: string; imageUrl?: string }[]
}

/** `viewerId` is absent for visitors. */
export type ProfileSectionSource = (personId: string, viewerId: string | undefined) => Promise<ProfileSection[]>
