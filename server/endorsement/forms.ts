import { formReader, type Parsed } from '../shared/forms.js'
import type { Whom } from './asking.js'
import type { GuestDetails } from './signatories.js'

export const LONGEST_MESSAGE = 600
export const LONGEST_WORDS = 1200
export const LONGEST_NAME = 100
export const LONGEST_STANDING = 120
const LONGEST_ENDORSER = 254
const LANGUAGES = ['en', 'nb'] as const

export interface AskForm {
  whom: Whom
  message: string
}

export interface AddressRules {
  isEmailAddress(text: string): boolean
  foldAddress(address: string): string
}

/** One field takes a handle, an e-mail address or the address of an organization's page: people know which they mean. */
export function parseAsk(body: unknown, rules: AddressRules, ownLanguage: 'en' | 'nb'): Parsed<AskForm> {
  const form = formReader(body)
  const endorser = form.text('endorser', { required: true, max: LONGEST_ENDORSER })
  const language = form.choice('language', LANGUAGES, ownLanguage)
  const message = form.text('message', { max: LONGEST_MESSAGE })
  const whom = whomIn(endorser, language, rules)
  if (endorser !== '' && !whom) form.fail('endorser', 'endorsement.refused.unknown')
  return form.result({ whom: whom ?? { kind: 'person', handle: '' }, message })
}

function whomIn(text: string, language: 'en' | 'nb', { isEmailAddress, foldAddress }: AddressRules): Whom | undefined {
  const slug = /(?:^|\/)organizations\/([a-z0-9-]+)\/?$/.exec(text)?.[1]
  if (slug) return { kind: 'organization', slug }
  const handle = /(?:^@?|\/people\/)([a-z0-9-]+)$/i.exec(text)?.[1]
  if (handle) return { kind: 'person', handle: handle.toLowerCase() }
  return isEmailAddress(text) ? { kind: 'address', address: text, folded: foldAddress(text), language } : undefined
}

export interface StatementForm {
  words: string
  /** Look at it as it will be shown, change it, or sign it. */
  step: Step
}
const STEPS = ['look', 'change', 'sign'] as const
export type Step = (typeof STEPS)[number]

export function parseStatement(body: unknown): Parsed<StatementForm> {
  const form = formReader(body)
  return form.result({
    words: form.text('words', { required: true, max: LONGEST_WORDS }),
    step: form.choice('step', STEPS, 'look'),
  })
}

export function parseGuestStatement(body: unknown): Parsed<StatementForm & Omit<GuestDetails, 'domain'>> {
  const form = formReader(body)
  return form.result({
    name: form.text('name', { required: true, max: LONGEST_NAME }),
    standing: form.text('standing', { max: LONGEST_STANDING }),
    words: form.text('words', { required: true, max: LONGEST_WORDS }),
    step: form.choice('step', STEPS, 'look'),
  })
}
