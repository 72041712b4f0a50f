import type { Anatomy } from '../../microcredential/index.js'

/** Everything the demo network says. Keys tie the pieces together; days count back from the day of seeding. */
export interface DemoOrganization {
  key: string
  slug: string
  name: string
  kind: 'network' | 'system' | 'municipality' | 'district' | 'school' | 'team' | 'partner' | 'collaborative'
  country: string
  parent?: string
  description: string
}

export interface DemoPerson {
  key: string
  name: string
  handle: string
  language: 'en' | 'nb'
  timeZone: string
  bio: string
  teaches: string
  memberships: {
    organization: string
    roles: ('member' | 'reviewer' | 'author' | 'leader' | 'officer' | 'administrator')[]
  }[]
  isAdministrator?: boolean
}

export interface DemoPost {
  by: string
  daysAgo: number
  /** Markdown; may mention people as @handle. */
  text: string
}

export interface DemoCommunity {
  key: string
  slug: string
  name: string
  purpose: string
  norms: string
  visibility: 'open' | 'request' | 'invitation'
  language: 'en' | 'nb'
  organization?: string
  facilitators: string[]
  researchers: string[]
  members: string[]
  /** Who would like to be let in, and waits. */
  asking?: string[]
  threads: (DemoPost & { title: string; replies: DemoPost[] })[]
}

export interface DemoMicroCredential {
  key: string
  slug: string
  organization: string
  author: string
  state: 'published' | 'draft' | 'retired'
  retiredBecause?: string
  anatomy: Anatomy
}

/** A submission whose levels are agreed upon, with the reasons. */
export interface DemoAnchor {
  use: 'training' | 'test' | 'queue'
  /** By requirement id. */
  texts: Record<string, string>
  /** By criterion id: the level and why. */
  agreed: Record<string, [levelId: string, reason: string]>
  /** What its second version says, and in place of what: only what tells who wrote it. */
  signs?: [plain: string, other: string][]
}

/** How somebody reads anchors: of the judgements on either version, every how many-th lies a level below the agreed one. */
export interface DemoReading {
  by: string
  /** Days ago, of every time that they calibrated. */
  calibrated: number[]
  plain: number
  other: number
}

export interface DemoEntry {
  key: string
  by: string
  daysAgo: number
  kind: 'reading' | 'conversation' | 'visit' | 'observation' | 'webinar' | 'experiment' | 'student-work' | 'course'
  title: string
  experience: string
  assumed: string
  shook: string
  thinkNow: string
  minutes: number
  tags: string[]
  visibility: 'private' | 'community' | 'public'
  community?: string
  /** File names in server/demo/files/. */
  files: string[]
}

export interface DemoReview {
  by: string
  levels: { criterionId: string; levelId: string; comment: string }[]
}

export interface DemoSubmission {
  by: string
  microCredential: string
  daysAgo: number
  /** By requirement id: Markdown text, or keys of entries and names of files that are the evidence. */
  responses: Record<string, { text: string } | { entries: string[]; files: string[] }>
  selfAssessment: { criterionId: string; levelId: string; note: string }[]
  /** How far the story goes. `in-review` has at most one locked review, `adjudication` two that disagree. */
  ends: 'draft' | 'submitted' | 'in-review' | 'adjudication' | 'earned' | 'not-yet' | 'withdrawn'
  reviews: DemoReview[]
  /** Who else was asked, be it to adjudicate, and what they have written so far. */
  asked?: (DemoReview & { accepted: boolean })[]
  award?: { accepted: boolean; visibility: 'private' | 'unlisted' | 'public'; revoked?: string }
  recognition?: {
    by: string
    outcome: 'requested' | 'approved' | 'denied'
    hours?: number
    credits?: number
    note: string
  }
}

/** A signed word about somebody's work, from asking for it to what came of it. */
export interface DemoEndorsement {
  /** The one award of that person, a micro-credential, or a person. */
  about: { awardOf: string } | { microCredential: string } | { person: string }
  by: string
  daysAgo: number
  endorser:
    | { person: string }
    | { organization: string; signer: string }
    | { guest: { address: string; name: string; standing: string } }
  message: string
  words?: string
  ends: 'asked' | 'given' | 'withdrawn'
  withdrawnDaysAgo?: number
}

/** A programme's end: a list of people who get a micro-credential for it, carried out or still open. */
export interface DemoCompletion {
  key: string
  microCredential: string
  programme: string
  by: string
  plannedDaysAgo: number
  /** Absent: nobody has awarded it yet. */
  awardedDaysAgo?: number
  people: string[]
  /** Addresses of people who are not here. */
  unknown: string[]
  /** Who took the badge, and lets whom see it. */
  accepted: { by: string; visibility: 'private' | 'unlisted' | 'public' }[]
}
