import { filled, type Reason } from './reasons.js'

/** What a verification can find, each with a stable code that pages use as a locale key. Long, because it is a table. */
export type CheckName =
  | 'format'
  | 'structure'
  | 'identified'
  | 'proof'
  | 'issuer'
  | 'refresh'
  | 'status'
  | 'period'
  | 'recipient'
  | 'endorsements'
  | 'evidence'
  | 'presentation'
  | 'contents'
export type Outcome = 'passed' | 'failed' | 'unknown' | 'skipped'

export interface Finding {
  check: CheckName
  outcome: Outcome
  code: FindingCode
  /** The catalogue's English sentence with its values filled in. */
  detail: string
  /** What `reason` in the values stands for: the finding, or what happened, that led to this one. */
  because?: Finding | Reason
  /** The clause of the standard that the check implements. */
  clause?: string
  values?: Record<string, string>
}

type Entry = readonly [check: CheckName, outcome: Outcome, sentence: string, clause?: string]

const VERIFICATION = 'Open Badges 3.0, Verification and Validation'
const OB3_FORMAT = 'Open Badges 3.0, Proofs'
const VC_CONTEXTS = 'W3C Verifiable Credentials 2.0, 4.3'
const DATA_INTEGRITY = 'W3C Data Integrity 1.0, 4.4'
const EDDSA = 'W3C Data Integrity EdDSA Cryptosuites 1.0, 3.2.2'
const KEYS = 'W3C Controlled Identifiers 1.0, 3.3'
const STATUS_LIST = 'W3C Bitstring Status List 1.0, 3.2'
const REVOCATION_LIST = '1EdTech Revocation List Status Method 1.0'
const REFRESH = '1EdTech Credential Refresh Service 1.0'
const IDENTITY = 'Open Badges 3.0, IdentityHash'
const OB2 = 'Open Badges 2.0, Verification'
const OB1 = 'Open Badges 1.1, Verification'
const CLR = '1EdTech CLR 2.0, ClrCredential'
const PRESENTATION = 'W3C Verifiable Credentials 2.0, 4.13'
const VC_JWT = 'Open Badges 3.0, 8.2'

export const FINDINGS = {
  // What it is
  'format-open-badges-3': ['format', 'passed', 'This is an Open Badges 3.0 credential.', OB3_FORMAT],
  'format-open-badges-2': ['format', 'passed', 'This is an Open Badges 2.0 badge.', OB2],
  'format-open-badges-1': ['format', 'passed', 'This is an Open Badges 1.x badge.', OB1],
  'format-unrecognised': ['format', 'failed', 'What stands at {{url}} is not a badge.'],
  'format-learner-record': ['format', 'passed', 'This is a transcript (CLR 2.0).', CLR],
  'format-endorsement': ['format', 'passed', 'This is an endorsement (Open Badges 3.0).', OB3_FORMAT],
  'format-presentation': ['format', 'passed', 'This is a presentation of credentials.', PRESENTATION],
  'badge-unreachable': ['format', 'unknown', 'The badge could not be fetched from {{url}}: {{reason}}'],
  'badge-fetch-refused': ['format', 'unknown', 'We do not fetch badges from {{url}}: {{reason}}'],

  'legacy-unavailable': ['format', 'unknown', 'Open Badges 1.x badges cannot be checked here at present.', OB1],
  'legacy-timed-out': ['format', 'unknown', 'Checking this badge took longer than we allow.', OB1],
  'legacy-crashed': ['format', 'unknown', 'This badge could not be checked: the checker stopped at it.', OB1],

  // Structure
  'structure-valid': [
    'structure',
    'passed',
    'It has everything that the standard requires.',
    'Open Badges 3.0, Data Model',
  ],
  'structure-invalid': ['structure', 'failed', '{{path}}: {{problem}}.', 'Open Badges 3.0, Data Model'],
  'context-missing': [
    'structure',
    'failed',
    'It does not say which standard its words come from ({{context}}).',
    VC_CONTEXTS,
  ],
  'context-order': [
    'structure',
    'failed',
    'Its contexts are not in the order that the standard requires.',
    VC_CONTEXTS,
  ],
  'context-inline': [
    'structure',
    'failed',
    'It brings definitions of its own ({{path}}), which could change its meaning.',
    VC_CONTEXTS,
  ],
  'context-unknown': ['structure', 'unknown', 'It uses definitions that we do not know: {{context}}.', VC_CONTEXTS],
  'context-redefined': [
    'structure',
    'failed',
    'It redefines a word that the standard protects ({{term}}).',
    VC_CONTEXTS,
  ],
  'undefined-term': [
    'structure',
    'failed',
    'It contains a word that no standard here defines, so no signature covers it: {{term}}.',
    VC_CONTEXTS,
  ],
  'too-many-nodes': [
    'structure',
    'unknown',
    'It has too many parts that look alike or that we do not know to be checked here.',
    'W3C RDF Dataset Canonicalization 1.0',
  ],
  'not-canonical': ['structure', 'failed', 'It cannot be read as linked data.', 'W3C RDF Dataset Canonicalization 1.0'],

  'legacy-structure-valid': ['structure', 'passed', 'It has everything that the standard required at its time.', OB1],
  'legacy-structure-invalid': ['structure', 'failed', '{{field}}: {{problem}}.', OB1],

  // Who it is about
  'subject-identified': ['identified', 'passed', 'It says whom it is about.', VERIFICATION],
  'subject-unidentified': [
    'identified',
    'failed',
    'It does not say whom it is about: it has neither an id nor an identifier.',
    VERIFICATION,
  ],

  // Proof
  'proof-valid': ['proof', 'passed', 'The signature is right: nothing has been changed since it was issued.', EDDSA],
  'proof-missing': ['proof', 'failed', 'It is not signed.', VERIFICATION],
  'proof-malformed': ['proof', 'failed', 'Its signature cannot be read ({{path}}).', DATA_INTEGRITY],
  'proof-tampered': [
    'proof',
    'failed',
    'The signature does not fit: something was changed after it was signed, or it was signed with another key.',
    EDDSA,
  ],
  'proof-purpose-wrong': [
    'proof',
    'failed',
    'The signature was made for another purpose ({{purpose}}).',
    DATA_INTEGRITY,
  ],
  'proof-suite-wrong': [
    'proof',
    'failed',
    'The signature is of a kind that does not exist here ({{suite}}).',
    DATA_INTEGRITY,
  ],
  'proof-suite-unsupported': [
    'proof',
    'unknown',
    'The signature is of a kind that we cannot check yet ({{suite}}).',
    DATA_INTEGRITY,
  ],
  'proof-expired': ['proof', 'failed', 'The signature was valid until {{until}}.', DATA_INTEGRITY],
  'proof-not-checked': [
    'proof',
    'skipped',
    'The signature was not checked, because a check that it depends on failed.',
  ],
  'proof-not-checkable': [
    'proof',
    'unknown',
    "The signature could not be checked, because the issuer's key could not be read.",
  ],

  'jwt-valid': ['proof', 'passed', 'The signature is right: nothing has been changed since it was issued.', VC_JWT],
  'jwt-tampered': [
    'proof',
    'failed',
    'The signature does not fit: something was changed after it was signed, or it was signed with another key.',
    VC_JWT,
  ],
  'jwt-malformed': ['proof', 'failed', 'The signed token cannot be read.', VC_JWT],
  'jwt-algorithm-refused': [
    'proof',
    'failed',
    'The signed token uses an algorithm that proves nothing here ({{algorithm}}).',
    VC_JWT,
  ],
  'jwt-header-invalid': [
    'proof',
    'failed',
    'The header of the signed token holds what does not belong there ({{member}}).',
    VC_JWT,
  ],
  'jwt-claim-mismatch': [
    'proof',
    'failed',
    'The signed token contradicts itself: {{claim}} is not what the badge says.',
    VC_JWT,
  ],
  'hosted-unchanged': ['proof', 'passed', 'The issuer hosts it, and what it hosts is the same.', OB2],
  'hosted-differs': ['proof', 'failed', 'It is not what the issuer hosts: something was changed.', OB2],
  'hosted-unreachable': [
    'proof',
    'unknown',
    'What the issuer hosts could not be fetched from {{url}}: {{reason}}',
    OB2,
  ],
  'hosted-fetch-refused': ['proof', 'unknown', 'We do not fetch from {{url}}: {{reason}}', OB2],
  'hosted-invalid': ['proof', 'failed', 'What is hosted at {{url}} is not what the badge needs there.', OB2],
  'legacy-document-unreachable': [
    'proof',
    'unknown',
    'Something that it refers to ({{field}}) could not be had: {{reason}}.',
    OB1,
  ],
  'not-hosted': ['proof', 'unknown', 'It does not say where its issuer hosts it, so nothing shows who made it.', OB1],

  // Issuer
  'issuer-confirmed': ['issuer', 'passed', 'The issuer, {{issuer}}, publishes the key that signed it.', KEYS],
  'issuer-trusted': ['issuer', 'passed', 'The issuer is on the list of issuers trusted here.'],
  'issuer-trust-open': ['issuer', 'skipped', 'Whether this issuer may award it is for you to judge.'],
  'issuer-not-checked': [
    'issuer',
    'skipped',
    'The issuer was not checked, because there is no signature to check it by.',
  ],
  'issuer-controller-mismatch': [
    'issuer',
    'failed',
    'The key that signed it belongs to {{controller}}, not to the issuer, {{issuer}}.',
    KEYS,
  ],
  'issuer-key-not-listed': ['issuer', 'failed', 'The issuer does not publish the key that signed it ({{key}}).', KEYS],
  'issuer-key-not-for-credentials': [
    'issuer',
    'failed',
    'The issuer publishes the key, but not for signing badges ({{key}}).',
    KEYS,
  ],
  'issuer-key-revoked': ['issuer', 'failed', 'The issuer revoked the key that signed it on {{since}}.', KEYS],
  'issuer-key-expired': ['issuer', 'failed', 'The key that signed it expired on {{since}}.', KEYS],
  'issuer-key-malformed': ['issuer', 'failed', 'The key that the issuer publishes cannot be read ({{key}}).', KEYS],
  'issuer-document-invalid': [
    'issuer',
    'failed',
    'What the issuer publishes at {{url}} is not about {{issuer}}.',
    KEYS,
  ],
  'issuer-unreachable': ['issuer', 'unknown', 'The issuer could not be reached at {{url}}: {{reason}}', KEYS],
  'issuer-fetch-refused': ['issuer', 'unknown', 'We do not fetch from the issuer at {{url}}: {{reason}}', KEYS],
  'issuer-method-unsupported': [
    'issuer',
    'unknown',
    'We do not know how to look up an issuer such as {{issuer}}.',
    KEYS,
  ],

  'issuer-key-unbound': [
    'issuer',
    'unknown',
    'The key that signed it is at {{key}}, but the issuer does not say that it is its own.',
    VC_JWT,
  ],
  'issuer-hosts-it': ['issuer', 'passed', 'It is hosted where its issuer, {{issuer}}, is.', OB2],
  'issuer-owns-key': ['issuer', 'passed', 'The issuer, {{issuer}}, publishes the key that signed it.', OB2],
  'hosted-origin-mismatch': [
    'issuer',
    'failed',
    'It is hosted at {{origin}}, which does not belong to its issuer, {{issuer}}.',
    OB2,
  ],

  // Refresh
  'refresh-not-offered': ['refresh', 'skipped', 'The issuer offers no newer copy.', REFRESH],
  'refresh-used': ['refresh', 'passed', 'The issuer offered a current copy, and that copy was checked.', REFRESH],
  'refresh-unavailable': ['refresh', 'skipped', 'No newer copy could be had, so this one was checked.', REFRESH],
  'refresh-identity-changed': ['refresh', 'failed', 'The current copy is of another badge or issuer.', REFRESH],

  // Status
  'status-active': ['status', 'passed', 'The issuer has not revoked it.', STATUS_LIST],
  'status-none': ['status', 'skipped', 'The issuer publishes no status for it, so it cannot be revoked.', STATUS_LIST],
  'status-not-checked': [
    'status',
    'skipped',
    'Its status was not looked up, because it is not certain that the issuer made it.',
  ],
  'status-revoked': ['status', 'failed', 'The issuer has revoked it.', STATUS_LIST],
  'status-suspended': ['status', 'failed', 'The issuer has suspended it for now.', STATUS_LIST],
  'status-revoked-because': ['status', 'failed', 'The issuer has revoked it: {{reason}}', REVOCATION_LIST],
  'hosted-gone': ['status', 'failed', 'The issuer has withdrawn it.', OB2],
  'hosted-active': ['status', 'passed', 'The issuer has not revoked it.', OB2],
  'status-type-unsupported': ['status', 'unknown', 'We cannot read a status of this kind ({{type}}).', STATUS_LIST],
  'status-purpose-unsupported': [
    'status',
    'unknown',
    'We cannot read a status for this purpose ({{purpose}}).',
    STATUS_LIST,
  ],
  'status-entry-invalid': [
    'status',
    'failed',
    'Its reference to a status list is not complete ({{path}}).',
    STATUS_LIST,
  ],
  'status-unreachable': [
    'status',
    'unknown',
    'The status list could not be fetched from {{url}}: {{reason}}',
    STATUS_LIST,
  ],
  'status-fetch-refused': ['status', 'unknown', 'We do not fetch a status list from {{url}}: {{reason}}', STATUS_LIST],
  'status-list-invalid': ['status', 'failed', 'The status list is not one: {{reason}}', STATUS_LIST],
  'status-list-forged': ['status', 'failed', 'The signature of the status list does not fit.', STATUS_LIST],
  'status-list-unverified': ['status', 'unknown', 'The status list could not be verified.', STATUS_LIST],
  'status-list-other-issuer': ['status', 'failed', 'The status list is of another issuer ({{issuer}}).', STATUS_LIST],
  'status-list-other-id': ['status', 'failed', 'The status list at {{url}} goes by another address.', STATUS_LIST],
  'status-list-outdated': ['status', 'unknown', 'The status list is not in force at this time.', STATUS_LIST],
  'status-purpose-mismatch': ['status', 'failed', 'The status list is for another purpose ({{purpose}}).', STATUS_LIST],
  'status-list-short': ['status', 'failed', 'The status list is shorter than the standard allows.', STATUS_LIST],
  'status-list-oversized': ['status', 'failed', 'The status list is larger than we accept.', STATUS_LIST],
  'status-index-out-of-range': ['status', 'failed', 'The status list has no entry for it ({{index}}).', STATUS_LIST],

  // Period
  'period-current': ['period', 'passed', 'It has been in force since {{from}}.', VERIFICATION],
  'period-not-yet-valid': ['period', 'failed', 'It is not valid until {{from}}.', VERIFICATION],
  'period-expired': ['period', 'failed', 'It expired on {{until}}.', VERIFICATION],
  'period-inverted': ['period', 'failed', 'It would end ({{until}}) before it begins ({{from}}).', VERIFICATION],
  'period-not-checked': ['period', 'skipped', 'Its dates were not checked, because they cannot be read.'],

  // Recipient
  'recipient-matches': ['recipient', 'passed', 'It was awarded to this address.', IDENTITY],
  'recipient-mismatch': ['recipient', 'failed', 'It was not awarded to this address.', IDENTITY],
  'recipient-not-comparable': [
    'recipient',
    'unknown',
    'It names its holder in a way that cannot be compared with an address.',
    IDENTITY,
  ],
  'recipient-not-asked': ['recipient', 'skipped', 'Nobody asked whether it belongs to a certain person.', IDENTITY],

  // Endorsements and evidence
  'endorsements-none': ['endorsements', 'skipped', 'Nobody has endorsed it.'],
  'endorsements-valid': [
    'endorsements',
    'passed',
    'The signatures of its endorsements are right ({{count}}).',
    VERIFICATION,
  ],
  'endorsement-described': [
    'endorsements',
    'passed',
    'Of {{endorser}}, who endorsed it, the endorsement says: “{{about}}” Whether that is enough is for you to judge.',
  ],
  'endorsement-invalid': [
    'endorsements',
    'failed',
    'The endorsement by {{endorser}} does not hold: {{reason}}',
    VERIFICATION,
  ],
  'endorsement-unknown': [
    'endorsements',
    'unknown',
    'The endorsement by {{endorser}} could not be checked: {{reason}}',
    VERIFICATION,
  ],
  'endorsement-withdrawn': [
    'endorsements',
    'skipped',
    '{{endorser}} has withdrawn an endorsement that this copy carries. It does not count.',
    VERIFICATION,
  ],
  'endorsement-key-revoked': [
    'endorsements',
    'skipped',
    'The endorsement by {{endorser}} does not count: the key that signed it in this copy was revoked on {{since}}.',
    KEYS,
  ],
  'endorsement-expired': [
    'endorsements',
    'skipped',
    'The endorsement by {{endorser}} has expired. It does not count any more.',
    VERIFICATION,
  ],
  'endorsement-of-other': [
    'endorsements',
    'skipped',
    'The endorsement by {{endorser}} is about something else ({{endorsed}}). It does not count here.',
    VERIFICATION,
  ],
  'endorsements-too-many': [
    'endorsements',
    'unknown',
    'It carries more endorsements than we check ({{count}}).',
    VERIFICATION,
  ],
  'endorsements-not-checked': [
    'endorsements',
    'skipped',
    'Its endorsements were not checked, because it is not certain that the issuer made it.',
  ],
  'presentation-signed': [
    'presentation',
    'passed',
    '{{holder}} signed the presentation. It does not show to whom it was presented, or when.',
    PRESENTATION,
  ],
  'presentation-unsigned': [
    'presentation',
    'skipped',
    'Nobody signed the presentation, so it does not show who presents it.',
    PRESENTATION,
  ],
  'presentation-invalid': ['presentation', 'failed', 'The presentation itself does not hold: {{reason}}', PRESENTATION],
  'presentation-unknown': [
    'presentation',
    'unknown',
    'The presentation itself could not be checked: {{reason}}',
    PRESENTATION,
  ],
  'presentation-expired': ['presentation', 'failed', 'The presentation was valid until {{until}}.', PRESENTATION],
  'contents-valid': ['contents', 'passed', 'Each credential in it holds by itself ({{count}}).', CLR],
  'contents-none': ['contents', 'failed', 'There is no credential in it.', CLR],
  'contents-too-many': ['contents', 'unknown', 'It holds more credentials than we check ({{count}}).', CLR],
  'content-invalid': ['contents', 'failed', 'The credential «{{name}}» in it does not hold: {{reason}}', CLR],
  'content-unknown': ['contents', 'unknown', 'The credential «{{name}}» in it could not be checked: {{reason}}', CLR],
  'content-expired': ['contents', 'skipped', 'The credential «{{name}}» in it is genuine, but has expired.', CLR],
  'evidence-none': ['evidence', 'skipped', 'It shows no evidence.'],
  'evidence-signed': [
    'evidence',
    'passed',
    'The evidence it describes ({{count}}) is covered by the signature; what its links lead to is not.',
  ],
  'evidence-not-checked': [
    'evidence',
    'skipped',
    'Its evidence was not checked, because it is not certain that the issuer made it.',
  ],
} as const satisfies Record<string, Entry>

export type FindingCode = keyof typeof FINDINGS

/** The names in a sentence's {{…}}. */
type Placeholders<Sentence extends string> = Sentence extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never
type NamesIn<Code extends FindingCode> = Placeholders<(typeof FINDINGS)[Code][2]>
type Values<Code extends FindingCode> = [NamesIn<Code>] extends [never]
  ? [values?: Record<string, string>]
  : [values: Record<NamesIn<Code>, string> & Record<string, string>]

/** A finding by its code, with all that its sentence needs filled in. */
export function finding<Code extends FindingCode>(code: Code, ...[values]: Values<Code>): Finding {
  const [check, outcome, sentence, clause]: Entry = FINDINGS[code]
  const detail = filled(sentence, values)
  return { check, outcome, code, detail, ...(clause && { clause }), ...(values && { values }) }
}

/** A finding whose `reason` is another finding, or what happened, in words that can be translated. */
export function findingBecause<Code extends FindingCode>(
  code: Code,
  because: Finding | Reason,
  values: Record<string, string> = {},
): Finding {
  // Which values a sentence needs is known only where it is one certain code.
  const described = finding(code as 'endorsements-none', { ...values, reason: because.detail })
  return { ...described, because }
}
