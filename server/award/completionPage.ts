import type { Rejected } from '../shared/forms.js'
import { formView } from '../web/formView.js'
import type { UnreadLine } from './addressList.js'
import { type Completion, type Entered, type Roster, stateAt } from './completion.js'
import type { CompletionStore } from './completionStore.js'
import type { AwardedVersion, Group, Holder, IssuingOrganization } from './neighbours.js'

const NAMES_SHOWN = 200
const SHAPES = { planned: 'waiting', awarding: 'now', done: 'done', lapsed: 'stopped' } as const

type Latest = Awaited<ReturnType<CompletionStore['latest']>>
export interface CompletionFormState {
  issuer: IssuingOrganization
  choices: AwardedVersion[]
  groups: Group[]
  latest: Latest
  /** What stands in the form already. */
  before?: Partial<Entered & { programme: string }>
  rejected?: Rejected
  now: Date
}

const pathOf = ({ slug }: IssuingOrganization) => `/organizations/${slug}/completions`
const issuerView = ({ slug, name }: IssuingOrganization) => ({ name, href: `/organizations/${slug}` })
/** How a form names a group. */
export const groupValue = ({ kind, id }: Group) => `${kind}.${id}`

export function completionFormPage({ issuer, choices, groups, latest, before, rejected, now }: CompletionFormState) {
  const stored = { slug: choices[0]?.slug ?? '', programme: '', emails: '', groups: [], ...before }
  const view = formView(stored, rejected)
  const chosen = [view.values.groups].flat()
  return {
    titleKey: 'award.completion.title',
    ...view,
    issuer: issuerView(issuer),
    action: pathOf(issuer),
    slugs: choices.map(({ slug, anatomy }) => ({
      value: slug,
      label: anatomy.title,
      selected: slug === view.values.slug,
    })),
    groups: groups.map(group => ({
      value: groupValue(group),
      label: group.name,
      hintKey: `award.completion.group.${group.id === issuer.id ? 'whole' : group.kind}`,
      selected: chosen.includes(groupValue(group)),
    })),
    latest: latest.map(each => ({
      href: `${pathOf(issuer)}/${each.id}`,
      name: each.programme,
      title: each.title,
      plannedAt: each.plannedAt,
      ...stateView(stateAt(each, now)),
    })),
  }
}

export interface CompletionState {
  issuer: IssuingOrganization
  completion: Completion
  roster: Roster
  /** Those of the people who are shown. */
  names: Map<string, Pick<Holder, 'name' | 'handle'>>
  viewerId: string
  now: Date
}

export function completionPage({ issuer, completion, roster, names, viewerId, now }: CompletionState) {
  const { id, awarded, total, programme, title } = completion
  const state = stateAt(completion, now)
  const here = `${pathOf(issuer)}/${id}`
  const mayStart = state === 'planned' && total > 0
  const isNamed = roster.people.includes(viewerId)
  return {
    title: programme,
    issuer: issuerView(issuer),
    back: pathOf(issuer),
    changeHref: `${pathOf(issuer)}?change=${id}`,
    completion: { programme, title, awarded, total },
    ...stateView(state),
    isPlanned: state === 'planned',
    progress: state === 'awarding' ? { href: here } : undefined,
    isDone: state === 'done',
    isUnderWay: state === 'awarding' || state === 'done',
    isLapsed: state === 'lapsed',
    keptUntil: state === 'planned' ? completion.keptUntil : undefined,
    outside: roster.outside.length,
    isPlannerNamed: roster.isPlannerNamed,
    isViewerNamed: mayStart && isNamed,
    nobody: state === 'planned' && total === 0,
    startAction: mayStart && !isNamed ? `${here}/awarding` : undefined,
    unread: unreadView(state === 'lapsed' ? [] : (roster.unread ?? [])),
    missesKeptUntil: state === 'done' && hasMisses(roster) ? completion.keptUntil : undefined,
    groups: state === 'lapsed' ? [] : groupsOf(roster, state, names),
  }
}

const hasMisses = ({ unknown, unread = [] }: Roster) => unknown.length + unread.length > 0

/** In the order in which they stand, so that they are found again. */
const unreadView = (unread: UnreadLine[]) => ({
  count: unread.length,
  lines: unread.slice(0, NAMES_SHOWN).map(({ number, text, inFile }) => ({
    ...{ number, text, whereKey: `award.completion.unread.${inFile ? 'inFile' : 'line'}` },
  })),
  more: Math.max(unread.length - NAMES_SHOWN, 0),
})

function groupsOf({ people, holders, without, outside, unknown }: Roster, state: Completion['state'], names: Names) {
  const isOutside = new Set(outside)
  const named = (personId: string) => ({
    ...{ name: names.get(personId)?.name, handle: names.get(personId)?.handle },
    ...(isOutside.has(personId) && { noteKey: 'award.completion.outside' }),
  })
  // What may want mending stands first, for the list of those who get it may be long.
  return [
    group('unknown', unknown, text => ({ name: text })),
    group('without', without, named),
    group('holders', holders, named),
    group(state === 'done' ? 'awarded' : 'people', people, named),
  ].filter(({ count }) => count > 0)
}

function group(kind: string, all: string[], item: (one: string) => { name: string | undefined }) {
  const shown = all.slice(0, NAMES_SHOWN)
  const said = { titleKey: `award.completion.${kind}.title`, textKey: `award.completion.${kind}.text` }
  return { ...said, kind, count: all.length, items: shown.map(item).sort(byName), more: all.length - shown.length }
}

const byName = (a: Item, b: Item) => (a.name ?? '').localeCompare(b.name ?? '')

type Item = { name: string | undefined }
type Names = CompletionState['names']

/** Whose names the page shows. */
export const shownPeople = ({ people, holders, without }: Roster) =>
  [people, holders, without].flatMap(ids => ids.slice(0, NAMES_SHOWN))

function stateView(state: Completion['state']) {
  return { stateKey: `award.completion.state.${state}`, shape: SHAPES[state] }
}
