import type { EntryContent } from '../../server/journal/index.js'
import { newId } from '../../server/shared/ids.js'
import { type Agent, csrfToken } from '../support/signIn.js'

export const aContent = (over: Partial<EntryContent> = {}): EntryContent => ({
  kind: 'observation',
  title: 'Waiting',
  experience: 'I counted to ten before I spoke.',
  assumed: '',
  shook: '',
  thinkNow: '',
  tags: [],
  alignments: [],
  visibility: 'private',
  artefactIds: [],
  happenedOn: '2026-03-01',
  ...over,
})

export type Fields = Record<string, string>

/** What the entry form sends: the fields, and what it was showing when it was opened. */
export const aForm = (over: Fields = {}): Fields => ({
  entryVersion: '0',
  draftVersion: '',
  editorId: newId(),
  sequence: '0',
  kind: 'observation',
  happenedOn: '2026-03-01',
  visibility: 'private',
  experience: 'I counted to ten before I spoke.',
  ...over,
})

/** The hidden and visible fields of the form on a page, as a browser would send them. */
export function fieldsIn(html: string): Fields {
  const plain = (text: string) =>
    text
      .replace(/&#x([0-9A-F]+);/gi, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16)))
      .replace(/&quot;/g, '"')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&')
  const form = /<form class="paper[\s\S]*?<\/form>/.exec(html)![0]
  const inputs = [...form.matchAll(/<input\b[^>]*>/g)].map(([tag]) => tag)
  const attribute = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
  const texts = inputs.filter(tag => !/type="(radio|file)"/.test(tag) || / checked/.test(tag))
  const areas = [...form.matchAll(/<textarea id="(\w+)"[^>]*>([\s\S]*?)<\/textarea>/g)]
  const selects = [...form.matchAll(/<select id="(\w+)"[\s\S]*?<option value="([\w-]*)" selected/g)]
  return Object.fromEntries([
    ...texts.map(tag => [attribute(tag, 'name'), plain(attribute(tag, 'value'))]),
    ...[...areas, ...selects].map(([, name, value]) => [name, plain(value!)]),
  ])
}

/** Sends the entry form as browsers do: multipart, files last. */
export async function sendEntry(
  agent: Agent,
  path: string,
  fields: Fields,
  files: { name: string; bytes: Buffer | string }[] = [],
) {
  const token = await csrfToken(agent)
  const sending = agent.post(`${path}?_csrf=${token}`)
  for (const [name, value] of Object.entries(fields)) sending.field(name, value)
  for (const { name, bytes } of files) sending.attach('files', Buffer.from(bytes), name)
  // Multipart even without files.
  if (Object.keys(fields).length === 0) sending.field('none', '')
  return sending
}
