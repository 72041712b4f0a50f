/** Why something could not be had or read, as part of a finding. Pages use the code as a locale key. Long, because it is a table. */
export const REASONS = {
  'fetch-not-an-address': 'That is not a web address.',
  'fetch-not-https': 'Only https addresses are fetched.',
  'fetch-with-password': 'An address with a password in it is not fetched.',
  'fetch-not-public': '{{host}} is not a public address.',
  'fetch-not-found': '{{host}} could not be found.',
  'fetch-no-answer': '{{host}} did not answer.',
  'fetch-too-slow': '{{host}} did not answer in time.',
  'fetch-hung-up': '{{host}} hung up.',
  'fetch-status': '{{host}} answered {{status}}.',
  'fetch-encoding': '{{host}} answered in an encoding that nobody asked for.',
  'fetch-type': '{{host}} answered with something else than such a document.',
  'fetch-too-large': 'The document is larger than we accept.',
  'fetch-redirects': '{{host}} redirects too often.',
  'fetch-page': '{{host}} answered with a page.',
  'fetch-not-json': '{{host}} did not answer with JSON.',
  'fetch-nothing-there': 'There is nothing at this address.',
  'fetch-too-many': 'It refers to more documents than we fetch for one badge.',
  'fetch-leads-elsewhere': 'It leads to another site.',
  'list-not-a-credential': 'It is not a credential.',
  'list-unreadable': 'Its entries cannot be read.',
  'list-without-entries': 'It has no list of what was revoked.',
  /** In the words of whoever said it, whatever the language. */
  'as-said': '{{text}}',
} as const
export type ReasonCode = keyof typeof REASONS

export interface Reason {
  code: ReasonCode
  /** The table's English sentence with its values filled in. */
  detail: string
  values: Record<string, string>
}

export function reason(code: ReasonCode, values: Record<string, string> = {}): Reason {
  return { code, values, detail: filled(REASONS[code], values) }
}

export function filled(sentence: string, values: Record<string, string> = {}): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '')
}
