export const SUBJECT_KINDS = ['award', 'microcredential', 'person'] as const
export type SubjectKind = (typeof SUBJECT_KINDS)[number]

/** What is endorsed: an award, one version of a micro-credential, or a person. */
export interface Subject {
  kind: SubjectKind
  id: string
  /** Of a micro-credential. */
  version?: number
}

/** What the rules need to know of a subject. */
export interface Described {
  subject: Subject
  /** What it was called at that moment. */
  title: string
  /** May ask, and decide whether an endorsement is shown: the earner, the authors, the person. */
  keepers: string[]
  /** Organizations that stand behind it already: its issuer. */
  issuers: string[]
  /** In force: nobody endorses what was revoked or retired. */
  isStanding: boolean
}

export const keyOf = ({ kind, id, version }: Subject): string => [kind, id, version].filter(Boolean).join(':')
