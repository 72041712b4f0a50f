import type { Draft, DraftReading, Section } from './draft.js'
import { isNumberIn, isWebAddress, numberOf } from './typed.js'

export const LIMITS = {
  hours: { min: 0.5, max: 1000 },
  credits: { min: 0, max: 100 },
  validityMonths: { min: 1, max: 240 },
  words: { min: 1, max: 5000 },
  pieces: { min: 1, max: 20 },
  levels: { min: 2, max: 6 },
  badgeText: 24,
} as const

/** One thing that stands between a draft and its publication, tied to the field that mends it. */
export interface Problem {
  section: Section
  field: string
  messageKey: string
  values?: Record<string, string | number>
  /** What was typed cannot be meant; otherwise something is not there yet. */
  wrong: boolean
}

type Report = (field: string, problem: string, values?: Problem['values']) => void
interface Reporter {
  missing: Report
  wrong: Report
}

/** The completeness check: everything that is missing or cannot be meant, in the order of the form. */
export function problemsIn(draft: Draft): Problem[] {
  const problems: Problem[] = []
  const reporterFor = (section: Section): Reporter => {
    const report =
      (wrong: boolean): Report =>
      (field, problem, values) =>
        problems.push({
          section,
          field,
          messageKey: `microcredential.problem.${problem}`,
          wrong,
          ...(values && { values }),
        })
    return { missing: report(false), wrong: report(true) }
  }
  for (const [section, check] of Object.entries(CHECKS)) check(draft, reporterFor(section as Section))
  return problems
}

const CHECKS: Record<Section, (draft: Draft, report: Reporter) => void> = {
  about: checkAbout,
  method: checkMethod,
  sources: checkSources,
  requirements: checkRequirements,
  rubric: checkRubric,
  hours: checkHours,
  badge: checkBadge,
}

function checkAbout(draft: Draft, { missing }: Reporter): void {
  if (!draft.title) missing('title', 'title')
  if (!draft.summary) missing('summary', 'summary')
  if (!draft.competence) missing('competence', 'competence')
  if (!/[^\s,]/.test(draft.subjects)) missing('subjects', 'subjects')
}

function checkMethod({ keyMethod, components }: Draft, { missing }: Reporter): void {
  if (!keyMethod) missing('keyMethod', 'keyMethod')
  if (!components.some(({ title, text }) => title || text)) missing('components', 'components')
  components.forEach(({ title, text }, index) => {
    if (text && !title) missing(`components-${index}-title`, 'componentTitle', { number: index + 1 })
    if (title && !text) missing(`components-${index}-text`, 'componentText', { number: index + 1 })
  })
}

function checkSources({ research, resources }: Draft, report: Reporter): void {
  if (!research.some(({ title }) => title)) report.missing('research', 'research')
  checkReadings('research', research, report)
  checkReadings('resources', resources, report)
}

function checkReadings(list: 'research' | 'resources', readings: DraftReading[], { missing, wrong }: Reporter): void {
  readings.forEach(({ title, url, note }, index) => {
    const values = { number: index + 1 }
    if (!title && (url || note)) missing(`${list}-${index}-title`, `${list}Title`, values)
    if (url && !isWebAddress(url)) wrong(`${list}-${index}-url`, `${list}Url`, values)
  })
}

function checkRequirements({ requirements }: Draft, { missing, wrong }: Reporter): void {
  if (!requirements.some(({ required }) => required)) missing('requirements', 'requirements')
  requirements.forEach(({ prompt, kind, min, max }, index) => {
    const field = (name: string) => `requirements-${index}-${name}`
    const limits = kind === 'text' ? LIMITS.words : LIMITS.pieces
    const values = { number: index + 1, ...limits }
    if (!prompt) missing(field('prompt'), 'prompt', values)
    if (min && !isNumberIn(min, limits, { whole: true })) wrong(field('min'), 'least', values)
    if (max && !isNumberIn(max, limits, { whole: true })) wrong(field('max'), 'most', values)
    if ((numberOf(min) ?? 0) > (numberOf(max) ?? Number.POSITIVE_INFINITY))
      wrong(field('max'), 'leastAboveMost', values)
  })
}

function checkRubric({ rubric }: Draft, { missing, wrong }: Reporter): void {
  if (rubric.length === 0) missing('rubric', 'rubric')
  rubric.forEach(({ name, description, levels, requiredLevelId }, index) => {
    const values = { number: index + 1, name, ...LIMITS.levels }
    if (!name) missing(`rubric-${index}-name`, 'criterionName', values)
    if (!description) missing(`rubric-${index}-description`, 'criterionDescription', values)
    if (levels.length < LIMITS.levels.min) missing(`rubric-${index}-levels`, 'levels', values)
    levels.forEach((level, step) => {
      if (!level.name) missing(`rubric-${index}-levels-${step}-name`, 'levelName', { ...values, step: step + 1 })
      if (!level.description)
        missing(`rubric-${index}-levels-${step}-description`, 'levelDescription', { ...values, step: step + 1 })
    })
    const required = levels.findIndex(({ id }) => id === requiredLevelId)
    if (levels.length > 0 && required < 0) missing(`rubric-${index}-requiredLevelId`, 'requiredLevel', values)
    // Everybody reaches the lowest level, so that requiring it asks for nothing.
    if (levels.length > 1 && required === 0) wrong(`rubric-${index}-requiredLevelId`, 'lowestRequired', values)
  })
}

function checkHours(draft: Draft, { missing, wrong }: Reporter): void {
  if (!draft.hours) missing('hours', 'hours')
  else if (!isNumberIn(draft.hours, LIMITS.hours)) wrong('hours', 'hoursNumber', LIMITS.hours)
  if (!draft.credits) missing('credits', 'credits')
  else if (!isNumberIn(draft.credits, LIMITS.credits)) wrong('credits', 'creditsNumber', LIMITS.credits)
  if (draft.validityMonths && !isNumberIn(draft.validityMonths, LIMITS.validityMonths, { whole: true }))
    wrong('validityMonths', 'validityMonths', LIMITS.validityMonths)
  draft.alignments.forEach((alignment, index) => {
    const values = { number: index + 1 }
    const { targetName, targetUrl, targetFramework, targetCode } = alignment
    if (!targetName && (targetUrl || targetFramework || targetCode))
      missing(`alignments-${index}-targetName`, 'alignmentName', values)
    if (!targetUrl && (targetName || targetFramework || targetCode))
      missing(`alignments-${index}-targetUrl`, 'alignmentUrl', values)
    if (targetUrl && !isWebAddress(targetUrl)) wrong(`alignments-${index}-targetUrl`, 'alignmentUrlWrong', values)
  })
}

function checkBadge({ badge }: Draft, { wrong }: Reporter): void {
  if ([...badge.text].length > LIMITS.badgeText) wrong('badgeText', 'badgeText', { max: LIMITS.badgeText })
  if (!badge.uploadDigest && badge.icon === '') wrong('badgeIcon', 'badgeIcon')
}
