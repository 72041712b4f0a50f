import type { FieldError, RawForm } from '../shared/forms.js'
import { newId } from '../shared/ids.js'
import { BADGE_COLOURS, BADGE_SHAPES } from './anatomy.js'
import { BADGE_ICONS } from './badge/icons.js'
import type { Problem } from './completeness.js'
import { type Draft, SECTIONS, type Section } from './draft.js'
import { type MicroCredential, titleOf } from './microCredential.js'
import { blockViews } from './sectionForm.js'
import { SECTION_SPECS } from './sectionSpec.js'

export interface SectionShown {
  state: MicroCredential
  section: Section
  /** What was typed, where it was not saved; otherwise what the draft says. */
  typed?: Partial<Draft>
  errors?: FieldError[]
  formId?: string
  /** Who wrote in this section while this author was writing, and what it says now. */
  taken?: { name: string; at: Date }
}

/** The page of one section, fresh or again with what was typed. */
export function sectionPage({ state, section, typed, errors = [], formId = newId(), taken }: SectionShown) {
  const { slug, draft } = state
  const content: Draft = { ...draft!.content, ...typed }
  const mark = draft!.sections[section]
  const at = SECTIONS.indexOf(section)
  return {
    title: titleOf(state),
    heading: draft!.content.title || titleOf(state),
    sectionKey: `microcredential.section.${section}`,
    explanationKey: `microcredential.sectionExplained.${section}`,
    slug,
    action: `/microcredentials/${slug}/edit/${section}`,
    overviewHref: `/microcredentials/${slug}/edit`,
    tabs: SECTIONS.map(name => ({
      href: `/microcredentials/${slug}/edit/${name}`,
      labelKey: `microcredential.section.${name}`,
      current: name === section,
    })),
    next: SECTIONS[at + 1] && `microcredential.section.${SECTIONS[at + 1]}`,
    revision: mark?.revision ?? 0,
    formId,
    savedAt: mark?.at,
    errors: errors.map(error => ({ ...error, href: `#${error.field}` })),
    taken: taken && { ...taken, theirs: taken && theirWords(state, section) },
    ...(section === 'badge' ? badgeView(content, slug, errors) : blocksView(section, content, errors)),
  }
}

export const asErrors = (problems: Problem[], section: Section): FieldError[] =>
  problems
    .filter(problem => problem.section === section)
    .map(({ field, messageKey, values }) => ({ field, messageKey, ...(values && { values }) }))

function blocksView(section: Exclude<Section, 'badge'>, content: Draft, errors: FieldError[]) {
  return { blocks: blockViews(SECTION_SPECS[section], content as unknown as RawForm, byField(errors)) }
}

/** The first message of each field. */
const byField = (errors: FieldError[]) => Object.fromEntries([...errors].reverse().map(error => [error.field, error]))

function badgeView({ badge, title }: Draft, slug: string, errors: FieldError[]) {
  const design = { shape: badge.shape, colour: badge.colour, icon: badge.icon, text: badge.text }
  const drawn = (over: object) =>
    `/microcredentials/${slug}/edit/badge/drawing.svg?${new URLSearchParams({ ...design, ...over })}`
  return {
    isBadge: true,
    titleOfBadge: title,
    drawingBase: `/microcredentials/${slug}/edit/badge/drawing.svg`,
    drawing: drawn({}),
    oneInk: drawn({ ink: 'one' }),
    hasUpload: badge.uploadDigest !== undefined,
    uploadHref:
      badge.uploadDigest && `/microcredentials/${slug}/edit/badge/image.svg?${badge.uploadDigest.slice(0, 12)}`,
    text: badge.text,
    textError: byField(errors).badgeText,
    uploadError: byField(errors).upload,
    shapes: BADGE_SHAPES.map(value =>
      choice('shape', value, badge.shape, { drawing: drawn({ shape: value, text: '' }) }),
    ),
    colours: BADGE_COLOURS.map(value => choice('colour', value, badge.colour, {})),
    icons: BADGE_ICONS.map(value => choice('icon', value, badge.icon, {})),
  }
}

const choice = (group: string, value: string, chosen: string, more: object) => ({
  value,
  labelKey: `microcredential.badge.${group}.${value}`,
  selected: value === chosen,
  ...more,
})

/** The section as it stands, as plain lines to compare with. */
function theirWords(state: MicroCredential, section: Section): string[] {
  if (section === 'badge') return []
  const fields = SECTION_SPECS[section].map(block => ('list' in block ? block.list : block.name)) as (keyof Draft)[]
  return fields.flatMap(field => linesOf(state.draft!.content[field]))
}

function linesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(linesOf)
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, part]) => (/id$/i.test(name) ? [] : linesOf(part)))
  return typeof value === 'string' && value !== '' ? [value] : []
}
