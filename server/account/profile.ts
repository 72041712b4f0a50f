/** What another room shows of a person on their page; rooms decide themselves what this viewer may see. */
export interface ProfileSection {
  titleKey: string
  items: ProfileItem[]
}

export interface ProfileItem {
  href: string
  title: string
  detail?: string
  imageUrl?: string
  /** Somebody's words, each paragraph on its own. */
  paragraphs?: string[]
  /** What is to be known of it: a locale key, and since when. */
  note?: { key: string; values?: object; at?: Date }
}

/** `viewerId` is absent for visitors. */
export type ProfileSectionSource = (personId: string, viewerId: string | undefined) => Promise<ProfileSection[]>
