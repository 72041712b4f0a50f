import type { FieldError, RawForm, Rejected } from '../shared/forms.js'
import { formView, options } from '../web/formView.js'
import { COUNTRIES, countryName } from './countries.js'
import { DESCRIPTION_MAX, NAME_MAX, SLUG_MAX } from './forms.js'
import { ORGANIZATION_KINDS } from './organization.js'

export interface OrganizationFormView {
  action: string
  titleKey: string
  stored: RawForm
  /** Whether its place in the tree may change as well. */
  isWhole: boolean
  backHref: string
}

export function organizationFormPage(view: OrganizationFormView, language: string, rejected?: Rejected) {
  const form = formView(view.stored, rejected)
  const countries = COUNTRIES.map(code => ({
    ...{ value: code, label: countryName(code, language), selected: code === form.values.country },
  }))
  return {
    ...view,
    ...form,
    ...{ nameMax: NAME_MAX, slugMax: SLUG_MAX, descriptionMax: DESCRIPTION_MAX },
    kinds: options(ORGANIZATION_KINDS, 'organization.kind', form.values.kind),
    countries: countries.sort((a, b) => a.label.localeCompare(b.label, language)),
  }
}

export const rejectedWith = (error: FieldError, raw: RawForm): Rejected => ({ errors: [error], raw })
