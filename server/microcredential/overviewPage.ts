import type { Problem } from './completeness.js'
import { SECTIONS } from './draft.js'
import { latestVersion, type MicroCredential, stateOf, titleOf } from './microCredential.js'

const STATE_LOOKS = { draft: 'now', designReview: 'waiting', published: 'done', retired: 'stopped' } as const

export interface Overview {
  state: MicroCredential
  problems: Problem[]
  people: Map<string, { name: string }>
  personId: string
  isAuthor: boolean
  /** After an attempt that found the draft incomplete. */
  refused?: boolean
}

/** The author's table: where the draft stands, what is missing, what can be done now. */
export function overviewPage({ state, problems, people, personId, isAuthor, refused = false }: Overview) {
  const { slug, draft } = state
  const review = draft?.designReview
  const requested = review?.state === 'requested'
  const links = problems.map(problem => ({ ...problem, href: hrefOf(slug, problem) }))
  return {
    title: titleOf(state),
    heading: titleOf(state),
    slug,
    state: stateLook(state),
    version: latestVersion(state)?.number,
    publicHref: latestVersion(state) && `/microcredentials/${slug}`,
    errors: refused ? links : [],
    isIncomplete: problems.length > 0,
    problemCount: problems.length,
    hasDraft: draft !== undefined,
    isRetired: state.retirement !== undefined,
    retirement: state.retirement,
    requestedBy: requested && people.get(review.by)?.name,
    requestedAt: requested && review.at,
    sentBack: review?.state === 'sentBack' && { ...review, name: people.get(review.by)?.name },
    sections: draft && SECTIONS.map(section => sectionRow(state, section, problems, people)),
    mayWrite: isAuthor && draft !== undefined && !requested && !state.retirement,
    mayRequest: isAuthor && draft !== undefined && !requested && !state.retirement && problems.length === 0,
    mayWithdraw: isAuthor && requested && review.by === personId,
    mayAnswer: requested && review.by !== personId,
    mustWait: requested && review.by === personId,
    mayRevise: isAuthor && !draft && !state.retirement,
    mayCalibrate: isAuthor && state.versions.length > 0,
    mayRetire: isAuthor && state.versions.length > 0 && !state.retirement,
    versions: [...state.versions].reverse().map(({ number, publishedAt, publishedBy }) => ({
      number,
      publishedAt,
      name: people.get(publishedBy)?.name,
      href: `/microcredentials/${slug}/v${number}`,
    })),
  }
}

export function stateLook(state: MicroCredential) {
  const name = stateOf(state)
  return { labelKey: `microcredential.state.${name}`, look: STATE_LOOKS[name] }
}

const hrefOf = (slug: string, { section, field }: Problem) =>
  `/microcredentials/${slug}/edit/${section}?check=1#${field}`

function sectionRow(
  { slug, draft }: MicroCredential,
  section: (typeof SECTIONS)[number],
  problems: Problem[],
  people: Overview['people'],
) {
  const mark = draft?.sections[section]
  const missing = problems.filter(problem => problem.section === section)
  return {
    labelKey: `microcredential.section.${section}`,
    href: `/microcredentials/${slug}/edit/${section}`,
    isComplete: missing.length === 0,
    count: missing.length,
    missing: missing.map(problem => ({ ...problem, href: hrefOf(slug, problem) })),
    writtenBy: mark && people.get(mark.by)?.name,
    writtenAt: mark?.at,
  }
}
