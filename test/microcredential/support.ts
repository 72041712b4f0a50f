import type { Anatomy } from '../../server/microcredential/index.js'
import { aPerson } from '../support/aPerson.js'
import type { TestApp } from '../support/app.js'
import { type Agent, signIn } from '../support/signIn.js'

const level = (id: string, name: string, points: number) => ({ id, name, points, description: `It is ${name}.` })

/** Small, but nothing in it is missing. */
export const anAnatomy = (over: Partial<Anatomy> = {}): Anatomy => ({
  title: 'Waiting for an answer',
  summary: 'Ask, count to ten, and hear what comes.',
  competence: 'The teacher **waits** after a question.',
  keyMethod: 'Ten quiet seconds.',
  components: [{ title: 'Count', text: 'With your fingers, behind your back.' }],
  research: [{ title: 'Rowe, 1974', url: 'https://example.org/rowe', note: 'Wait time.' }],
  resources: [],
  requirements: [
    {
      ...{ id: 'who', part: 'overview', kind: 'text', prompt: 'Who was there?', help: 'No names.' },
      ...{ required: true, min: 20, max: 100 },
    },
    { id: 'tally', part: 'artefacts', kind: 'artefact', prompt: 'Your tally', help: '', required: false, max: 2 },
  ],
  rubric: [
    {
      ...{ id: 'waiting', name: 'Waiting', description: 'Does the teacher wait?', requiredLevelId: 'met' },
      levels: [level('not-yet', 'not yet shown', 0), level('met', 'shown', 1)],
    },
  ],
  hours: 6.5,
  credits: 1,
  alignments: [{ targetName: 'Practice', targetUrl: 'https://example.org/practice' }],
  validityMonths: 36,
  subjects: ['Any subject', 'Talk'],
  language: 'en',
  badge: { shape: 'hexagon', colour: 'spruce', icon: 'timer', text: 'Ten seconds' },
  ...over,
})

let organizations = 0

export function anOrganization({ rooms }: TestApp) {
  const number = ++organizations
  const details = { kind: 'network', country: 'NO', description: '' } as const
  return rooms.organization.add({ ...details, slug: `table-${number}`, name: `Table ${number}` })
}

/** An organization with two authors, an administrator and a member, and an author of another organization. */
export async function aHouseOfAuthors(app: TestApp) {
  const { account, organization } = app.rooms
  const [home, other] = [await anOrganization(app), await anOrganization(app)]
  const member = async (name: string, organizationId: string, roles: ('author' | 'administrator' | 'member')[]) => {
    const person = await account.addPerson(aPerson({ name }))
    await organization.addMember({ organizationId, personId: person.id, roles })
    return { person, agent: await signIn(app, person) }
  }
  return {
    home,
    other,
    runa: await member('Runa Vik', home.id, ['author']),
    george: await member('George Ito', home.id, ['author']),
    chief: await member('Chief Amundsen', home.id, ['administrator']),
    member: await member('Mere Member', home.id, ['member']),
    stranger: await member('Stig Stranger', other.id, ['author']),
  }
}

export type House = Awaited<ReturnType<typeof aHouseOfAuthors>>

/** What a page's form would send back, as a browser reads it: hidden fields, texts, chosen options. */
export function fieldsIn(html: string): Record<string, string> {
  const form = /<form class="author-form"[\s\S]*?<\/form>/.exec(html)?.[0] ?? ''
  const attribute = (tag: string, name: string) => decoded(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
  const inputs = [...form.matchAll(/<input\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter(tag => !/type="(radio|checkbox)"/.test(tag) || / checked/.test(tag))
  const areas = [...form.matchAll(/<textarea id="([\w-]+)"[^>]*>([\s\S]*?)<\/textarea>/g)]
  const selects = [...form.matchAll(/<select id="([\w-]+)"[\s\S]*?<\/select>/g)]
  return Object.fromEntries([
    ...inputs.map(tag => [attribute(tag, 'name'), attribute(tag, 'value')]),
    ...areas.map(([, name, text]) => [name, decoded(text!)]),
    ...selects.map(([select, name]) => [name, /value="([^"]*)" selected/.exec(select)?.[1] ?? '']),
  ])
}

/** Text as it stood before it was printed into HTML. */
export const decoded = (text: string) =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')

/** Opens a section's form, changes some fields, and sends it. */
export async function fillIn(agent: Agent, path: string, changes: Record<string, string> = {}) {
  const { text } = await agent.get(path)
  return agent
    .post(path)
    .type('form')
    .send({ ...fieldsIn(text), ...changes })
}
