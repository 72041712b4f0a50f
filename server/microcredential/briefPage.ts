import { excerpt, renderMarkdown } from '../web/markdown.js'
import { type Anatomy, PARTS, type Reading, type Relation, type Requirement } from './anatomy.js'
import { imageHref, type NamedOrganization } from './cataloguePage.js'
import { rubricView } from './rubricView.js'
import { isWebAddress } from './typed.js'
import type { MicroCredentialVersion } from './version.js'

const MONTHS_IN_A_YEAR = 12

/** One figure about reviewing: what it is called, what it says, what that means. */
export interface StandingFigure {
  labelKey: string
  value: { key: string; values: Record<string, number> }
  isTooFew: boolean
  meaningKey: string
}

/** What the rest of the house knows about how a micro-credential does in the world. */
export interface Standing {
  earned: number
  recognitions: { organizationName: string; href: string; hours: number; credits: number; times: number }[]
  /** How it is reviewed, in words. */
  figures: StandingFigure[]
  /** Whether there is enough to give to researchers. */
  canExport: boolean
}

export interface Brief {
  version: MicroCredentialVersion
  organization: NamedOrganization | undefined
  authors: { handle: string; name: string }[]
  standing: Standing
  /** What others say of it, ready to be shown. */
  endorsements: object
  versions: { number: number; publishedAt: Date }[]
  mayWrite: boolean
  /** What it builds on, or is part of. */
  related: { relation: Relation['relation']; slug: string; title: string; language: string }[]
  /** Award it to all who completed something. */
  mayComplete: boolean
}

/** The public page of one version. */
export function briefPage(brief: Brief) {
  const { version, organization, authors, standing, endorsements, versions, mayWrite, mayComplete, related } = brief
  const { slug, anatomy } = version
  const latest = Math.max(...versions.map(({ number }) => number))
  return {
    title: anatomy.title,
    description: excerpt(anatomy.summary),
    ...anatomyView(anatomy),
    slug,
    version: version.version,
    publishedAt: version.publishedAt,
    imageHref: imageHref(slug, version.version),
    organization,
    authors,
    mayWrite,
    isRetired: version.state === 'retired',
    isOlder: version.version !== latest,
    canStart: version.state === 'published' && version.version === latest,
    completionsHref:
      mayComplete && version.state === 'published' && version.version === latest && organization
        ? `/organizations/${organization.slug}/completions?badge=${slug}`
        : undefined,
    latestHref: `/microcredentials/${slug}`,
    versions: versions.map(({ number, publishedAt }) => ({
      number,
      publishedAt,
      href: number === latest ? `/microcredentials/${slug}` : `/microcredentials/${slug}/v${number}`,
      isThis: number === version.version,
    })),
    hasOlder: versions.length > 1,
    related: related.map(({ relation, slug: other, title, language }) => ({
      ...{ href: `/microcredentials/${other}`, title, language },
      relationKey: `microcredential.related.${relation}`,
    })),
    standing: standingView(standing, slug),
    endorsements,
  }
}

/** What the anatomy says, ready to print; the preview of a draft prints the same. */
export function anatomyView(anatomy: Anatomy) {
  const { title, summary, competence, keyMethod, components, hours, credits, alignments, subjects, language } = anatomy
  return {
    contentLanguage: language,
    heading: title,
    summary,
    competenceHtml: renderMarkdown(competence),
    keyMethodHtml: renderMarkdown(keyMethod),
    components: components.map(component => ({ title: component.title, textHtml: renderMarkdown(component.text) })),
    research: anatomy.research.map(readingView),
    resources: anatomy.resources.map(readingView),
    parts: partsView(anatomy.requirements),
    rubric: rubricView(anatomy.rubric),
    decisionRuleKey: `microcredential.decisionRule.public.${anatomy.decisionRule ?? 'twoConcur'}`,
    mayBeCompleted: anatomy.awardedBy === 'completion',
    hours,
    credits,
    validity: validityView(anatomy.validityMonths),
    alignments: alignments.map(alignment => ({ ...alignment, href: linkTo(alignment.targetUrl) })),
    subjects: subjects.join(', '),
    languageKey: `microcredential.language.${language}`,
  }
}

export function partsView(requirements: Requirement[]) {
  const parts = PARTS.map(part => ({
    headingKey: `microcredential.part.${part}`,
    explanationKey: `microcredential.partExplained.${part}`,
    requirements: requirements.filter(requirement => requirement.part === part).map(requirementView),
  }))
  return parts.filter(part => part.requirements.length > 0)
}

function requirementView(requirement: Requirement) {
  const { prompt, help, required, kind, min, max } = requirement
  const bounds = [min !== undefined && 'Least', max !== undefined && 'Most'].filter(Boolean).join('')
  return {
    prompt,
    helpHtml: renderMarkdown(help),
    limits: { key: `microcredential.limits.${kind}${bounds}`, values: { min, max, count: max ?? min } },
    isOptional: !required,
  }
}

function readingView({ title, url, note }: Reading) {
  return { title, note, href: linkTo(url) }
}

const linkTo = (url: string | undefined) => (url && isWebAddress(url) ? url : undefined)

function validityView(months: number | undefined) {
  if (months === undefined) return { key: 'microcredential.validity.forGood' }
  return months % MONTHS_IN_A_YEAR === 0
    ? { key: 'microcredential.validity.years', values: { count: months / MONTHS_IN_A_YEAR } }
    : { key: 'microcredential.validity.months', values: { count: months } }
}

function standingView({ canExport, ...standing }: Standing, slug: string) {
  return { ...standing, csvHref: canExport ? `/microcredentials/${slug}/reliability.csv` : undefined }
}
