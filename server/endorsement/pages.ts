import type { Rejected } from '../shared/forms.js'
import { formView, options } from '../web/formView.js'
import type { Translate } from '../web/i18n.js'
import { type Endorsement, type State, stateAt, whyEnded } from './endorsement.js'
import { LONGEST_MESSAGE, LONGEST_NAME, LONGEST_STANDING, LONGEST_WORDS } from './forms.js'
import type { Role } from './reading.js'
import { itemOf, paragraphsOf } from './section.js'
import type { Shown } from './subjects.js'

const SHAPES: Record<State, string> = {
  ...{ asked: 'waiting', given: 'done', declined: 'stopped', withdrawn: 'stopped' },
  ...{ recalled: 'stopped', lapsed: 'stopped' },
}

/** Withdrawn by its endorser, or for a reason why it does not count: these are two things to whoever reads it. */
function stateView(endorsement: Endorsement, now: Date) {
  const state = stateAt(endorsement, now)
  return { key: `endorsement.state.${state === 'withdrawn' ? whyEnded(endorsement) : state}`, shape: SHAPES[state] }
}

/** What an endorsement proves, by who signed it. */
function proofKey(endorsement: Endorsement): string {
  const why = whyEnded(endorsement)
  return `endorsement.proof.${why === 'withdrawn' ? endorsement.endorser.kind : why}`
}

export interface AskPage {
  described: Shown
  action: string
  language: 'en' | 'nb'
  isPrivate: boolean
  rejected?: Rejected | undefined
}

export function askPage({ described, action, language, isPrivate, rejected }: AskPage) {
  const view = formView({ endorser: '', message: '', language }, rejected)
  return {
    titleKey: `endorsement.ask.title.${described.subject.kind}`,
    ...view,
    action,
    backHref: described.path,
    about: described.about,
    isPrivate,
    longestMessage: LONGEST_MESSAGE,
    languages: options(['en', 'nb'], 'endorsement.language', view.values.language),
  }
}

/** One request, as those see it who are part of it. */
export interface EndorsementPage extends Typed {
  endorsement: Endorsement
  described: Shown
  asker: string
  endorserName: string
  role: Role
  /** Where its forms go. */
  action: string
  isGuest: boolean
  isSubjectVisible: boolean
  /** In whose name it is signed, where that is an organization. */
  organization?: string | undefined
  signer?: string | undefined
  now: Date
  verifyUrl: string
  translate: Translate
}

/** What was written in the form, and whether it is to be looked at before it is signed. */
export interface Typed {
  typed?: Record<string, string>
  rejected?: Rejected
  isLook?: boolean
}

export function endorsementPage(page: EndorsementPage) {
  const { endorsement, described, role, now } = page
  const state = stateAt(endorsement, now)
  const item = endorsement.statement && itemOf(endorsement)
  return {
    title: page.translate(titleKey(page, state), { title: described.title, endorser: page.endorserName }),
    ...formView(page.typed ?? { words: '', name: '', standing: '' }, page.rejected),
    subject: { ...described.about, href: page.isSubjectVisible ? described.path : undefined },
    state: stateView(endorsement, now),
    asker: page.asker,
    endorserName: page.endorserName,
    message: role === 'reader' ? [] : paragraphsOf(endorsement.message),
    askedAt: endorsement.askedAt,
    answerBy: endorsement.answerBy,
    endedAt: endorsement.endedAt,
    item,
    proof: item && { key: proofKey(endorsement), verifyUrl: page.verifyUrl, isShown: state === 'given' },
    action: page.action,
    isGuest: page.isGuest,
    linkAction: !page.isGuest && state === 'given' && endorsement.endorser.kind === 'guest' && `${page.action}/link`,
    endorser: role === 'endorser' ? endorserView(page, state) : undefined,
    keeper: role === 'keeper' ? keeperView(endorsement, state) : undefined,
  }
}

function titleKey({ role, described }: EndorsementPage, state: State): string {
  const about = described.subject.kind === 'person' ? 'Person' : ''
  if (role === 'endorser' && state === 'asked') return `endorsement.page.toSign${about}`
  const wasSigned = role === 'reader' || state === 'given' || state === 'withdrawn'
  return wasSigned ? `endorsement.page.by${about}` : 'endorsement.page.request'
}

function endorserView(page: EndorsementPage, state: State) {
  const { endorsement, action, typed, isLook, isGuest, organization, signer } = page
  const look = isLook && typed
  return {
    mayAnswer: state === 'asked' && !look,
    mayWithdraw: state === 'given',
    keyHref: isGuest && state === 'given' ? `${action}/key` : undefined,
    maySilence: isGuest,
    isGuest,
    organization,
    longest: { words: LONGEST_WORDS, name: LONGEST_NAME, standing: LONGEST_STANDING },
    proofKey: proofKey(endorsement),
    look: look && {
      name: isGuest ? typed.name : (organization ?? signer),
      standing: isGuest ? typed.standing : organization && signer,
      paragraphs: paragraphsOf(String(typed.words)),
      fields: Object.entries(typed).map(([name, value]) => ({ name, value })),
    },
  }
}

const keeperView = ({ hidden, statement }: Endorsement, state: State) => ({
  mayRecall: state === 'asked',
  mayHide: statement && !hidden,
  mayShow: statement && hidden,
})

export interface Line {
  href: string
  title: string
  who: string
  whoKey: string
  state: { key: string; shape: string }
  at: Date
  isHidden: boolean
}

/** One line of a list of one's own. */
export function lineOf(endorsement: Endorsement, who: string, whoKey: string, now: Date): Line {
  const { id, title, hidden, statement, askedAt, endedAt } = endorsement
  return {
    ...{ href: `/endorsements/${id}`, title, who, whoKey: `endorsement.mine.who.${whoKey}` },
    state: stateView(endorsement, now),
    at: endedAt ?? statement?.at ?? askedAt,
    isHidden: hidden && statement !== undefined,
  }
}
