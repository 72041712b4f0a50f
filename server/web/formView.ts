import type { FieldError, RawForm, Rejected } from '../shared/forms.js'

export interface FormView {
  /** What stands in each field: typed values win over stored ones. */
  values: RawForm
  fieldErrors: Record<string, FieldError>
  /** For the error summary; the layout also reads it to put "Error:" in the title. */
  errors: (FieldError & { href: string })[]
}

/** The view-model of a form, fresh from `stored` values or again after it was rejected. */
export function formView(stored: RawForm, rejected?: Rejected): FormView {
  const errors = rejected?.errors ?? []
  return {
    values: rejected ? { ...stored, ...rejected.raw } : stored,
    fieldErrors: Object.fromEntries([...errors].reverse().map(error => [error.field, error])),
    errors: errors.map(error => ({ ...error, href: `#${error.field}` })),
  }
}

/** Options for a select, a group of radio buttons or of checkboxes. */
export function options<T extends string>(values: readonly T[], keyPrefix: string, chosen: unknown) {
  const selected = Array.isArray(chosen) ? chosen : [chosen]
  return values.map(value => ({ value, labelKey: `${keyPrefix}.${value}`, selected: selected.includes(value) }))
}
