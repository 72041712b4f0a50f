import type { Alignment, Anatomy, MethodComponent, Reading, Requirement } from './anatomy.js'
import type { Draft, DraftAlignment, DraftReading, DraftRequirement } from './draft.js'
import { relationsIn } from './related.js'
import { numberOf } from './typed.js'

/** The anatomy that a draft describes once nothing is missing; rows left empty go. Call after the completeness check. */
export function anatomyOf(draft: Draft): Anatomy {
  const months = numberOf(draft.validityMonths)
  const relations = relationsIn(draft.relations)
  return {
    title: draft.title,
    summary: draft.summary,
    competence: draft.competence,
    keyMethod: draft.keyMethod,
    components: draft.components.filter(isFilled) as MethodComponent[],
    research: draft.research.filter(isFilled).map(readingOf),
    resources: draft.resources.filter(isFilled).map(readingOf),
    requirements: draft.requirements.map(requirementOf),
    // The order of the levels is what they are worth: each step upwards is one point.
    rubric: draft.rubric.map(({ levels, ...criterion }) => ({
      ...criterion,
      levels: levels.map((level, points) => ({ ...level, points })),
    })),
    ...(draft.decisionRule === 'model' && { decisionRule: draft.decisionRule }),
    ...(draft.awardedBy === 'completion' && { awardedBy: draft.awardedBy }),
    hours: numberOf(draft.hours) ?? 0,
    credits: numberOf(draft.credits) ?? 0,
    alignments: draft.alignments.filter(isFilled).map(alignmentOf),
    ...(relations.length > 0 && { relations }),
    ...(months !== undefined && { validityMonths: months }),
    subjects: subjectsOf(draft.subjects),
    ...(draft.meantFor === 'reviewers' && { meantFor: draft.meantFor }),
    language: draft.language,
    badge: draft.badge,
  }
}

export function subjectsOf(typed: string): string[] {
  const subjects = typed.split(/[,\n]/).map(subject => subject.trim())
  return [...new Set(subjects.filter(subject => subject !== ''))]
}

const isFilled = (row: object) => Object.values(row).some(value => value !== '')

function readingOf({ title, url, note }: DraftReading): Reading {
  return { title, note, ...(url && { url }) }
}

function requirementOf({ min, max, ...requirement }: DraftRequirement): Requirement {
  const [least, most] = [numberOf(min), numberOf(max)]
  return { ...requirement, ...(least !== undefined && { min: least }), ...(most !== undefined && { max: most }) }
}

function alignmentOf({ targetName, targetUrl, targetFramework, targetCode }: DraftAlignment): Alignment {
  return {
    targetName,
    targetUrl,
    ...(targetFramework && { targetFramework }),
    ...(targetCode && { targetCode }),
  }
}
