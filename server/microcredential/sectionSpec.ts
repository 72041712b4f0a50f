import { AWARDED_BY, DECISION_RULES, MEANT_FOR, PARTS, RELATIONS } from './anatomy.js'
import type { Section } from './draft.js'

/** How one field is asked for: what the parser reads and the page prints. Lengths in characters. */
export interface FieldSpec {
  name: string
  /** `levelMark`: the radio button that makes a level the one to reach. */
  kind: 'line' | 'text' | 'choice' | 'flag' | 'id' | 'levelMark'
  max: number
  rows?: number
  choices?: readonly string[]
  inputmode?: 'decimal' | 'numeric' | 'url'
  hint?: true
}

/** Rows that can be added, moved and removed. */
export interface ListSpec {
  list: string
  /** Rows. */
  most: number
  fields: FieldSpec[]
  nested?: ListSpec
}

export type BlockSpec = FieldSpec | ListSpec

export const isList = (block: BlockSpec): block is ListSpec => 'list' in block

const line = (name: string, max: number, more: Partial<FieldSpec> = {}): FieldSpec => ({
  name,
  max,
  kind: 'line',
  ...more,
})
const text = (name: string, max: number, rows: number, more: Partial<FieldSpec> = {}): FieldSpec => ({
  ...{ name, max, rows, kind: 'text' },
  ...more,
})
const choice = (name: string, choices: readonly string[], more: Partial<FieldSpec> = {}): FieldSpec => ({
  ...{ name, choices, max: 40, kind: 'choice' },
  ...more,
})
const id: FieldSpec = { name: 'id', kind: 'id', max: 60 }

const reading = (list: 'research' | 'resources'): ListSpec => ({
  list,
  most: 30,
  fields: [line('title', 400), line('url', 500, { inputmode: 'url' }), text('note', 1000, 2)],
})

const levels: ListSpec = {
  list: 'levels',
  most: 6,
  fields: [
    id,
    line('name', 60),
    text('description', 800, 2),
    { name: 'requiredLevelId', kind: 'levelMark', max: id.max },
  ],
}

/** The author's form, page by page. The badge has a designer of its own. */
export const SECTION_SPECS: Record<Exclude<Section, 'badge'>, BlockSpec[]> = {
  about: [
    line('title', 120, { hint: true }),
    text('summary', 400, 2, { hint: true }),
    text('competence', 3000, 5, { hint: true }),
    line('subjects', 300, { hint: true }),
    choice('language', ['en', 'nb']),
    choice('meantFor', MEANT_FOR, { hint: true }),
  ],
  method: [
    text('keyMethod', 5000, 6, { hint: true }),
    { list: 'components', most: 20, fields: [line('title', 150), text('text', 2000, 3)] },
  ],
  sources: [reading('research'), reading('resources')],
  requirements: [
    {
      list: 'requirements',
      most: 30,
      fields: [
        id,
        line('prompt', 300, { hint: true }),
        text('help', 2000, 2),
        choice('part', PARTS),
        choice('kind', ['text', 'artefact']),
        line('min', 8, { inputmode: 'numeric' }),
        line('max', 8, { inputmode: 'numeric' }),
        { name: 'required', kind: 'flag', max: 3 },
      ],
    },
  ],
  rubric: [
    choice('decisionRule', DECISION_RULES, { hint: true }),
    choice('awardedBy', AWARDED_BY, { hint: true }),
    {
      list: 'rubric',
      most: 12,
      fields: [
        id,
        line('name', 120),
        line('description', 400, { hint: true }),
        text('phrases', 2000, 3, { hint: true }),
      ],
      nested: levels,
    },
  ],
  hours: [
    line('hours', 10, { inputmode: 'decimal', hint: true }),
    line('credits', 10, { inputmode: 'decimal', hint: true }),
    line('validityMonths', 10, { inputmode: 'numeric', hint: true }),
    {
      list: 'alignments',
      most: 20,
      fields: [
        line('targetName', 300),
        line('targetUrl', 500, { inputmode: 'url' }),
        line('targetFramework', 300),
        line('targetCode', 60),
      ],
    },
    {
      list: 'relations',
      most: 5,
      fields: [choice('relation', RELATIONS), line('other', 200, { hint: true })],
    },
  ],
}

/** Rows that fit in each list. */
export const MOST_ROWS: Record<string, number | undefined> = Object.fromEntries(
  Object.values(SECTION_SPECS)
    .flat()
    .filter(isList)
    .map(({ list, most }) => [list, most]),
)
export const MOST_LEVELS = levels.most
