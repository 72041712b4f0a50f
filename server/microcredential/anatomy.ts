import type { Rubric } from '../shared/rubric.js'

export const PARTS = ['overview', 'artefacts', 'reflection'] as const
export type Part = (typeof PARTS)[number]

/** One prompt (`text`, limits in words) or artefact slot (`artefact`, limits in pieces) in a part. */
export interface Requirement {
  id: string
  part: Part
  kind: 'text' | 'artefact'
  prompt: string
  help: string
  required: boolean
  min?: number
  max?: number
}

export interface MethodComponent {
  title: string
  text: string
}

export interface Reading {
  title: string
  url?: string
  note: string
}

/** OB 3.0 `Alignment`. */
export interface Alignment {
  targetName: string
  targetUrl: string
  targetFramework?: string
  targetCode?: string
}

export const RELATIONS = ['buildsOn', 'partOf'] as const

/** To another micro-credential, of whichever organization (CLR 2.0, `precedes` the other way round, and `isPartOf`). */
export interface Relation {
  relation: (typeof RELATIONS)[number]
  /** Of the other one, in any version. */
  slug: string
}

export const BADGE_SHAPES = ['hexagon', 'shield', 'roundel', 'seal', 'leaf'] as const
export const BADGE_COLOURS = ['spruce', 'marigold', 'brick', 'slate', 'plum', 'moss'] as const

/** What the designer draws a badge image from; the woven pattern comes from the micro-credential's own slug. */
export interface BadgeDesign {
  shape: (typeof BADGE_SHAPES)[number]
  colour: (typeof BADGE_COLOURS)[number]
  /** A name in the icon sprite. */
  icon: string
  text: string
  /** Digest of an uploaded PNG or SVG that replaces the drawing. */
  uploadDigest?: string
}

export const DECISION_RULES = ['twoConcur', 'model'] as const
export type DecisionRule = (typeof DECISION_RULES)[number]

export const AWARDED_BY = ['review', 'completion'] as const
export type AwardedBy = (typeof AWARDED_BY)[number]

export const MEANT_FOR = ['everybody', 'reviewers'] as const
export type MeantFor = (typeof MEANT_FOR)[number]

/** Everything an earner, a reviewer or a district needs to judge a micro-credential. Texts are Markdown but for titles. */
export interface Anatomy {
  title: string
  summary: string
  competence: string
  keyMethod: string
  components: MethodComponent[]
  research: Reading[]
  resources: Reading[]
  requirements: Requirement[]
  rubric: Rubric
  /** How reviews become a decision; absent: two who concur. */
  decisionRule?: DecisionRule
  /** `completion`: its organization may award it to whoever completed a programme; absent: only review can. */
  awardedBy?: AwardedBy
  /** Hours of learning and work that it stands for. */
  hours: number
  /** Credits that an award carries (OB 3.0 `creditsAvailable`). */
  credits: number
  alignments: Alignment[]
  /** Absent where there are none. */
  relations?: Relation[]
  /** Months that an award is valid; absent: for good. */
  validityMonths?: number
  subjects: string[]
  /** `reviewers`: whoever has reviewed enough is led here; absent: nobody in particular. */
  meantFor?: MeantFor
  language: 'en' | 'nb'
  badge: BadgeDesign
}
