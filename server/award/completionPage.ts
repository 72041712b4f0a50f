import type { Rejected } from '../shared/forms.js'
import { formView } from '../web/formView.js'
import type { Completion, Roster } from './completion.js'
import type { CompletionStore } from './completionStore.js'
import type { AwardedVersion, IssuingOrganization } from './neighbours.js'

const ROWS_SHOWN = 200
const SHAPES = { planned: 'waiting', awarding: 'now', done: 'done' } as const

type Latest = Awaited<ReturnType<CompletionStore['latest']>>
export interface CompletionFormState {
  issuer: IssuingOrganization
  choices: AwardedVersion[]
  latest: Latest
  rejected?: Rejected
}

const pathOf = ({ slug }: IssuingOrganization) => `/organizations/${slug}/completions`
const issuerView = ({ slug, name }: IssuingOrganization) => ({ name, href: `/organizations/${slug}` })

export function completionFormPage({ issuer, choices, latest, rejected }: CompletionFormState) {
  const stored = { slug: choices[0]?.slug ?? '', programme: '', emails: '', everybody: '' }
  const view = formView(stored, rejected)
  return {
    titleKey: 'award.completion.title',
    ...view,
    everybody: view.values.everybody === 'yes',
    issuer: issuerView(issuer),
    action: pathOf(issuer),
    slugs: choices.map(({ slug, anatomy }) => ({
      value: slug,
      label: anatomy.title,
      selected: slug === view.values.slug,
    })),
    latest: latest.map(each => ({
      href: `${pathOf(issuer)}/${each.id}`,
      name: each.programme,
      title: each.title,
      plannedAt: each.plannedAt,
      ...stateView(each.state),
    })),
  }
}

/** `names`: those of the people who are shown. */
export function completionPage(
  issuer: IssuingOrganization,
  completion: Completion,
  { people, holders, without, unknown, isPlannerNamed }: Roster,
  names: Map<string, { name: string }>,
) {
  const { id, state, awarded } = completion
  const row = (personId: string, willKey: string) => ({ name: names.get(personId)?.name ?? '', willKey })
  const rows = [
    ...people
      .slice(0, ROWS_SHOWN)
      .map((personId, i) => row(personId, `award.completion.row.${i < awarded ? 'awarded' : 'awards'}`)),
    ...holders.slice(0, ROWS_SHOWN).map(personId => row(personId, 'award.completion.row.holds')),
    ...without.slice(0, ROWS_SHOWN).map(personId => row(personId, 'award.completion.row.without')),
    ...unknown.slice(0, ROWS_SHOWN).map(name => ({ name, willKey: 'award.completion.row.unknown' })),
  ]
  return {
    title: completion.programme,
    issuer: issuerView(issuer),
    back: pathOf(issuer),
    completion: { programme: completion.programme, title: completion.title, awarded, total: people.length },
    ...stateView(state),
    progress: state === 'awarding' ? { href: `${pathOf(issuer)}/${id}` } : undefined,
    counts: { people: people.length, holders: holders.length, without: without.length, unknown: unknown.length },
    isPlannerNamed,
    rows,
    isCut: people.length + holders.length + without.length + unknown.length > rows.length,
    startAction: state === 'planned' && people.length > 0 ? `${pathOf(issuer)}/${id}/awarding` : undefined,
  }
}

/** Whose names the page shows. */
export const shownPeople = ({ people, holders, without }: Roster) =>
  [people, holders, without].flatMap(ids => ids.slice(0, ROWS_SHOWN))

function stateView(state: Completion['state']) {
  return { stateKey: `award.completion.state.${state}`, shape: SHAPES[state] }
}
