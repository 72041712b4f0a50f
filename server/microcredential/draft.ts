import type { Anatomy, AwardedBy, BadgeDesign, DecisionRule, MeantFor, Part, Relation, Requirement } from './anatomy.js'

/** What authors are writing: an anatomy in which anything may still be missing, and numbers are as they were typed. */
export interface Draft {
  title: string
  summary: string
  competence: string
  /** Separated by commas. */
  subjects: string
  language: 'en' | 'nb'
  keyMethod: string
  components: DraftComponent[]
  research: DraftReading[]
  resources: DraftReading[]
  requirements: DraftRequirement[]
  rubric: DraftCriterion[]
  /** Absent in drafts from before there was a choice. */
  decisionRule?: DecisionRule
  awardedBy?: AwardedBy
  meantFor?: MeantFor
  hours: string
  credits: string
  validityMonths: string
  alignments: DraftAlignment[]
  /** Absent in drafts from before there was one. */
  relations?: DraftRelation[]
  badge: BadgeDesign
}

export interface DraftComponent {
  title: string
  text: string
}

export interface DraftReading {
  title: string
  url: string
  note: string
}

export interface DraftRequirement {
  id: string
  part: Part
  kind: Requirement['kind']
  prompt: string
  help: string
  required: boolean
  min: string
  max: string
}

export interface DraftLevel {
  id: string
  name: string
  description: string
}

export interface DraftCriterion {
  id: string
  name: string
  description: string
  levels: DraftLevel[]
  requiredLevelId: string
  phrases?: string
}

export interface DraftAlignment {
  targetName: string
  targetUrl: string
  targetFramework: string
  targetCode: string
}

export interface DraftRelation {
  relation: Relation['relation']
  /** The address of the other one's page, or its end. */
  other: string
}

/** A page of the author's form. Each is written, saved and guarded against others' changes on its own. */
export const SECTIONS = ['about', 'method', 'sources', 'requirements', 'rubric', 'hours', 'badge'] as const
export type Section = (typeof SECTIONS)[number]

export const SECTION_FIELDS = {
  about: ['title', 'summary', 'competence', 'subjects', 'language', 'meantFor'],
  method: ['keyMethod', 'components'],
  sources: ['research', 'resources'],
  requirements: ['requirements'],
  rubric: ['decisionRule', 'awardedBy', 'rubric'],
  hours: ['hours', 'credits', 'validityMonths', 'alignments', 'relations'],
  badge: ['badge'],
} as const satisfies Record<Section, readonly (keyof Draft)[]>

export function emptyDraft(title: string, language: Draft['language']): Draft {
  return {
    ...{ title, language, summary: '', competence: '', subjects: '', keyMethod: '' },
    ...{ components: [], research: [], resources: [], requirements: [], rubric: [] },
    ...{ hours: '', credits: '', validityMonths: '', alignments: [], relations: [] },
    badge: { shape: 'hexagon', colour: 'spruce', icon: 'sprout', text: '' },
  }
}

/** A draft that says what a published anatomy says: where the next version begins. */
export function draftFrom(anatomy: Anatomy): Draft {
  return {
    ...anatomy,
    subjects: anatomy.subjects.join(', '),
    research: anatomy.research.map(reading => ({ ...reading, url: reading.url ?? '' })),
    resources: anatomy.resources.map(reading => ({ ...reading, url: reading.url ?? '' })),
    requirements: anatomy.requirements.map(requirement => ({
      ...requirement,
      min: typed(requirement.min),
      max: typed(requirement.max),
    })),
    rubric: anatomy.rubric.map(({ levels, ...criterion }) => ({
      ...criterion,
      levels: levels.map(({ id, name, description }) => ({ id, name, description })),
    })),
    hours: typed(anatomy.hours),
    credits: typed(anatomy.credits),
    validityMonths: typed(anatomy.validityMonths),
    alignments: anatomy.alignments.map(({ targetFramework = '', targetCode = '', ...target }) => ({
      ...target,
      targetFramework,
      targetCode,
    })),
    relations: (anatomy.relations ?? []).map(({ relation, slug }) => ({ relation, other: slug })),
  }
}

/** Only the section's own fields change, so that two authors may write in different sections at once. */
export function withSection(draft: Draft, section: Section, content: Partial<Draft>): Draft {
  const own = SECTION_FIELDS[section] as readonly (keyof Draft)[]
  const changed = own.filter(field => content[field] !== undefined).map(field => [field, content[field]])
  // An uploaded image is no field of the form: it stays until it is taken away.
  const badge = { ...draft.badge, ...(section === 'badge' && content.badge) }
  return { ...draft, ...Object.fromEntries(changed), badge }
}

const typed = (value: number | undefined) => (value === undefined ? '' : String(value))
