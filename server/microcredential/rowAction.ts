import type { Draft, DraftCriterion, DraftLevel } from './draft.js'
import { MOST_LEVELS, MOST_ROWS } from './sectionSpec.js'

/** How many steps a new criterion begins with, and which of them is the one to reach. */
const FIRST_LEVELS = {
  en: ['Not yet shown', 'Partly shown', 'Shown', 'Shown in depth'],
  nb: ['Ikke vist ennå', 'Delvis vist', 'Vist', 'Vist med dybde'],
}
const FIRST_REQUIRED = 2

/** What a button beside a row asks for: `add:components`, `remove:components:2`, `up:rubric-0-levels:1`. */
export interface RowAction {
  verb: 'add' | 'remove' | 'up' | 'down'
  list: string
  index: number
}

export function readRowAction(text: unknown): RowAction | undefined {
  const parts = /^(add|remove|up|down):([a-zA-Z]+(?:-\d{1,2}-levels)?)(?::(\d{1,2}))?$/.exec(String(text ?? ''))
  if (!parts) return undefined
  return { verb: parts[1] as RowAction['verb'], list: parts[2]!, index: Number(parts[3] ?? 0) }
}

export interface RowContext {
  language: Draft['language']
  newId(): string
}

/** The section after the button was pressed, and the field to go on from. */
export function applyRowAction(content: Partial<Draft>, action: RowAction, context: RowContext) {
  const [list, index] = action.list.split('-')
  if (index === undefined) {
    const rows = content[list as 'components']
    if (!Array.isArray(rows) || MOST_ROWS[list!] === undefined) return { content, goTo: '' }
    const changed = changedRows<unknown>(rows, action, MOST_ROWS[list!]!, () => blankRow(list!, context))
    return { content: { ...content, [list!]: changed }, goTo: placeOf(action, changed.length) }
  }
  const rubric = (content.rubric ?? []).map((criterion, at) =>
    at === Number(index) ? withLevels(criterion, action, context) : criterion,
  )
  return { content: { ...content, rubric }, goTo: placeOf(action, rubric[Number(index)]?.levels.length ?? 0) }
}

function withLevels(criterion: DraftCriterion, action: RowAction, { newId }: RowContext): DraftCriterion {
  const blank = (): DraftLevel => ({ id: newId(), name: '', description: '' })
  return { ...criterion, levels: changedRows(criterion.levels, action, MOST_LEVELS, blank) }
}

function changedRows<Row>(rows: Row[], { verb, index }: RowAction, most: number, blank: () => Row): Row[] {
  if (verb === 'add') return rows.length < most ? [...rows, blank()] : rows
  if (verb === 'remove') return rows.filter((_, at) => at !== index)
  return swapped(rows, index, verb === 'up' ? index - 1 : index + 1)
}

function swapped<Row>(rows: Row[], a: number, b: number): Row[] {
  const [first, second] = [rows[a], rows[b]]
  if (first === undefined || second === undefined) return rows
  return rows.map((row, at) => (at === a ? second : at === b ? first : row))
}

function placeOf({ verb, list, index }: RowAction, length: number): string {
  const row = { add: length - 1, remove: Math.min(index, length - 1), up: Math.max(index - 1, 0), down: index + 1 }[
    verb
  ]
  return row < 0 ? list : `${list}-${Math.min(row, length - 1)}`
}

function blankRow(list: string, context: RowContext): object {
  const blanks: Record<string, () => object> = {
    components: () => ({ title: '', text: '' }),
    research: () => ({ title: '', url: '', note: '' }),
    resources: () => ({ title: '', url: '', note: '' }),
    alignments: () => ({ targetName: '', targetUrl: '', targetFramework: '', targetCode: '' }),
    relations: () => ({ relation: 'buildsOn', other: '' }),
    requirements: () => ({
      ...{ id: context.newId(), part: 'overview', kind: 'text', prompt: '', help: '' },
      ...{ required: true, min: '', max: '' },
    }),
    rubric: () => blankCriterion(context),
  }
  return blanks[list]!()
}

function blankCriterion({ language, newId }: RowContext): DraftCriterion {
  const levels = FIRST_LEVELS[language].map(name => ({ id: newId(), name, description: '' }))
  return { id: newId(), name: '', description: '', levels, requiredLevelId: levels[FIRST_REQUIRED]!.id }
}
