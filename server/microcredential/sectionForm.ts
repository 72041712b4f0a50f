import type { FieldError } from '../shared/forms.js'
import { type BlockSpec, type FieldSpec, isList, type ListSpec } from './sectionSpec.js'

type Row = Record<string, unknown>
type Errors = Record<string, FieldError>

/** What the page prints for a section: fields, and lists of rows with their buttons. */
export function blockViews(blocks: BlockSpec[], content: Row, errors: Errors) {
  return blocks.map(block =>
    isList(block) ? listView(block, '', content, errors) : fieldView(block, '', content, errors),
  )
}

function fieldView(field: FieldSpec, prefix: string, row: Row, errors: Errors, path = '') {
  const name = `${prefix}${field.name}`
  const key = `${path}${field.name}`
  return {
    name,
    [`is${field.kind[0]!.toUpperCase()}${field.kind.slice(1)}`]: true,
    labelKey: `microcredential.field.${key}.label`,
    ...(field.hint && { hintKey: `microcredential.field.${key}.hint` }),
    value: row[field.name],
    error: errors[name],
    max: field.max,
    rows: field.rows,
    inputmode: field.inputmode,
    options: (field.choices ?? []).map(value => ({
      value,
      labelKey: `microcredential.${field.name}.${value}`,
      selected: row[field.name] === value,
    })),
  }
}

function listView(spec: ListSpec, prefix: string, content: Row, errors: Errors): object {
  const list = `${prefix}${spec.list}`
  const rows = (content[spec.list] as Row[] | undefined) ?? []
  return {
    isList: true,
    id: list,
    headingKey: `microcredential.list.${spec.list}.heading`,
    explanationKey: `microcredential.list.${spec.list}.explanation`,
    addKey: `microcredential.list.${spec.list}.add`,
    error: errors[list],
    rows: rows.map((row, index) => rowView(spec, `${list}-${index}`, row, index, rows.length, content, errors)),
    add: rows.length < spec.most && `add:${list}`,
  }
}

function rowView(spec: ListSpec, id: string, row: Row, index: number, length: number, parent: Row, errors: Errors) {
  const list = id.slice(0, id.lastIndexOf('-'))
  return {
    id,
    legendKey: `microcredential.list.${spec.list}.row`,
    number: index + 1,
    fields: spec.fields.map(field =>
      field.kind === 'levelMark'
        ? levelMark(field, list, row, parent, errors)
        : fieldView(field, `${id}-`, row, errors, `${spec.list}.`),
    ),
    up: index > 0 && `up:${list}:${index}`,
    down: index < length - 1 && `down:${list}:${index}`,
    remove: `remove:${list}:${index}`,
    nested: spec.nested && listView(spec.nested, `${id}-`, row, errors),
  }
}

/** One radio button a level; all levels of a criterion share its name. The first carries the anchor for errors. */
function levelMark(field: FieldSpec, list: string, level: Row, criterion: Row, errors: Errors) {
  const name = list.replace(/levels$/, field.name)
  return {
    name,
    isLevelMark: true,
    labelKey: 'microcredential.field.levels.requiredLevelId.label',
    id: `${name}-${level.id}`,
    value: level.id,
    checked: criterion[field.name] === level.id,
    error: errors[name],
  }
}
