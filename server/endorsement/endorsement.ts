import type { Aggregate } from '../shared/events.js'
import type { Subject } from './subject.js'

/** From asking on: long enough for a busy person, also across a holiday; then the link in a mail stops working. */
export const ANSWER_DAYS = 30
/** Asked for and given together. More says nothing that ten do not, and a verifier checks twenty at the most. */
export const MOST_ENDORSEMENTS = 10

export const STATES = ['asked', 'given', 'declined', 'withdrawn', 'recalled', 'lapsed'] as const
export type State = (typeof STATES)[number]

/** Who is asked: somebody here, an organization here, or whoever reads the mail at an address. */
export type Endorser =
  /** `askedAs`: the address by which they were asked; whoever asked need not learn whose it is. `known` as below. */
  | { kind: 'person'; id: string; askedAs?: string; known?: string }
  | { kind: 'organization'; id: string }
  /** `known`: a keyed digest of the address, by which it is known again when it has been forgotten. */
  | { kind: 'guest'; address: string; known: string; language: 'en' | 'nb' }

/** A signed statement by somebody else about an award, a micro-credential or a person. */
export interface Endorsement extends Aggregate {
  subject: Subject
  title: string
  askedBy: string
  endorser: Endorser
  /** What the asker wrote to the endorser, and to nobody else. */
  message: string
  state: State
  askedAt: Date
  answerBy: Date
  statement?: Statement
  /** By whoever it is about. */
  hidden: boolean
  /** When it was declined, withdrawn, recalled or lapsed. */
  endedAt?: Date
  /** Withdrawn because the key that signed it may have been in others' hands, from then on. */
  untrustedSince?: Date
  /** Ended because the address of the guest who signed it belongs to whoever it is about. */
  isByOwner?: boolean
}

/** What was signed. */
export interface Statement {
  at: Date
  /** In the endorser's own words. */
  words: string
  /** The endorser's name as they signed. */
  name: string
  /** What a guest says of themselves, and who signed for an organization. */
  standing?: string
  /** Who signed, where they have an account. */
  by?: string
  signatoryId: string
  /** In the status list of the signatory. */
  index: number
  signed: SignedText
}

export interface SignedText {
  json: string
  etag: string
  validFrom: Date
  keyId?: string
}

/** Time alone makes a request lapse, also before anybody has written that down. */
export function stateAt({ state, answerBy }: Pick<Endorsement, 'state' | 'answerBy'>, now: Date): State {
  return state === 'asked' && now > answerBy ? 'lapsed' : state
}

/** In force, and not hidden by whoever it is about: embedded in credentials. */
export const isShown = ({ state, hidden }: Endorsement): boolean => state === 'given' && !hidden

/** Taken back by its endorser, or ended for one of the reasons for which it does not count. */
export function whyEnded({
  isByOwner,
  untrustedSince,
}: {
  isByOwner?: boolean | undefined
  untrustedSince?: Date | undefined
}) {
  if (isByOwner) return 'byOwner'
  return untrustedSince ? 'untrusted' : 'withdrawn'
}

/** All that is known of a guest: where their mailbox is. */
export const domainOf = ({ endorser }: Pick<Endorsement, 'endorser'>): string | undefined =>
  endorser.kind === 'guest' ? (endorser.address.split('@').at(-1) ?? '').toLowerCase() : undefined

/** Enough for whoever typed it to know it again. */
export const masked = (address: string): string => address.replace(/^(.)[^@]*@/, '$1…@')
