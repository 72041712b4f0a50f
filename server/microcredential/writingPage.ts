import type { Rejected } from '../shared/forms.js'
import { formView, options } from '../web/formView.js'
import type { NamedOrganization } from './cataloguePage.js'
import { latestVersion, type MicroCredential, titleOf } from './microCredential.js'
import { stateLook } from './overviewPage.js'

/** Everything that the organizations of an author have written, newest first. */
export function writingPage(written: MicroCredential[], organizations: NamedOrganization[]) {
  const names = new Map(organizations.map(({ id, name }) => [id, name]))
  return {
    titleKey: 'microcredential.writing.title',
    mayStart: organizations.length > 0,
    items: written.map(state => ({
      title: titleOf(state),
      href: `/microcredentials/${state.slug}/edit`,
      state: stateLook(state),
      version: latestVersion(state)?.number,
      hasDraft: state.versions.length > 0 && state.draft !== undefined,
      organizationName: names.get(state.organizationId),
    })),
  }
}

export function startPage(organizations: NamedOrganization[], rejected?: Rejected) {
  const view = formView({ title: '', organizationId: organizations[0]?.id, language: 'en' }, rejected)
  return {
    titleKey: 'microcredential.start.title',
    ...view,
    mayStart: organizations.length > 0,
    organizationOptions: organizations.map(({ id, name }) => ({
      value: id,
      label: name,
      selected: id === view.values.organizationId,
    })),
    languageOptions: options(['en', 'nb'], 'microcredential.language', view.values.language),
  }
}

/** One page for the two acts that need a sentence of explanation. */
export function notePage(state: MicroCredential, act: 'return' | 'retire', rejected?: Rejected) {
  const action = { return: 'design-review/return', retire: 'retirement' }[act]
  return {
    titleKey: `microcredential.${act}.title`,
    ...formView({ note: '' }, rejected),
    heading: titleOf(state),
    explanationKey: `microcredential.${act}.explanation`,
    labelKey: `microcredential.${act}.label`,
    buttonKey: `microcredential.${act}.button`,
    isDanger: act === 'retire',
    action: `/microcredentials/${state.slug}/${action}`,
    overviewHref: `/microcredentials/${state.slug}/edit`,
  }
}
