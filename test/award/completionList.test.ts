import { expect } from 'chai'
import type { Account } from '../../server/account/index.js'
import { aPerson } from '../support/aPerson.js'
import { type Agent, csrfToken, post } from '../support/signIn.js'
import { aBadgeApp, type BadgeApp } from './aBadgeApp.js'
import { anAnatomy } from './anAwardHouse.js'

const PATH = '/organizations/lyseng/completions'
const SLUG = 'reading-together'

describe('the list of those who completed a programme', () => {
  let app: BadgeApp
  let author: Agent
  let people = 0
  before(async () => {
    app = await aBadgeApp()
    author = await app.as(app.author)
    const anatomy = anAnatomy({ title: 'Reading together', awardedBy: 'completion' })
    const added = { slug: SLUG, organizationId: app.issuer.id, authorIds: [app.author.id], anatomy }
    await app.rooms.microcredential.publish(await app.rooms.microcredential.add(added))
    await app.drain()
  })
  after(() => app.close())

  const aTeacher = () => app.rooms.account.addPerson(aPerson({ handle: `listed-${++people}` }))

  async function send(fields: Record<string, string>, file?: Buffer | string, name = 'list.csv') {
    const request = author.post(`${PATH}?_csrf=${encodeURIComponent(await csrfToken(author))}`)
    for (const [field, value] of Object.entries({ slug: SLUG, programme: 'Spring', ...fields }))
      request.field(field, value)
    return file === undefined ? request : request.attach('list', Buffer.from(file), name)
  }
  async function planned(fields: Record<string, string>, file?: Buffer | string) {
    const answer = await send(fields, file)
    expect(answer.status, answer.text).to.equal(303)
    const at = answer.headers.location!
    const roster = await app.rooms.award.completion.roster(at.split('/').at(-1)!)
    return { at, roster, page: (await author.get(at)).text }
  }

  it('comes as a file, with a heading and names, beside what is pasted', async () => {
    const [one, other, third] = await Promise.all([aTeacher(), aTeacher(), aTeacher()])
    const file = `\uFEFFNavn;E-post\r\nKari Moen;${one.email}\r\n"Moen; Ola";${other.email.toUpperCase()}\r\n`
    const { roster } = await planned({ emails: `Siv Aas <${third.email}>` }, file)
    expect(roster.people).to.have.members([one.id, other.id, third.id])
    expect([roster.unknown, roster.unread]).to.deep.equal([[], []])
  })

  it('says line by line what could not be read, and whom nobody knows, by name', async () => {
    const { email } = await aTeacher()
    const { page } = await planned(
      { emails: `${email}\nKari Moen <kari@nowhere.example>` },
      `E-mail\n${email}\nOla Nordmann <script>\nola@`,
    )
    expect(page)
      .to.include('Lines we could not read')
      .and.include('Line 3 of the file')
      .and.include('Line 4 of the file')
    expect(page).not.to.include('E-mail</span>')
    expect(page).to.include('Ola Nordmann &lt;script&gt;').and.include('Kari Moen &lt;kari@nowhere.example&gt;')
  })

  it('stands in the form again when something else was wrong: no file is chosen twice', async () => {
    const { email } = await aTeacher()
    const answer = await send({ emails: 'typed@school.example', programme: '' }, `${email}\n`)
    expect(answer.status).to.equal(422)
    expect(answer.text).to.include(`typed@school.example\n${email}</textarea>`)
  })

  it('can be changed after looking at what it would do, until it is carried out', async () => {
    const { email, id } = await aTeacher()
    const { at, page } = await planned({ emails: 'ola@', programme: 'Autumn <b>' }, `${email}\n`)
    const change = `${PATH}?change=${at.split('/').at(-1)}`
    expect(page.replaceAll('&#x3D;', '=')).to.include(`href="${change}"`)
    const again = (await author.get(change)).text
    expect(again).to.include(`>ola@\n${email}</textarea>`).and.include('value="Autumn &lt;b&gt;"')
    const stranger = await app.as(app.stranger)
    expect((await stranger.get(change)).status).to.equal(403)
    await post(author, `${at}/awarding`)
    await app.drain()
    expect((await author.get(change)).text).not.to.include(email)
    expect(await app.rooms.award.ofPerson(id, { limit: 2 })).to.have.length(1)
  })

  it('is refused where it is no text, too large, or names nobody; what was typed stays', async () => {
    for (const [file, sentence] of [
      [Buffer.from('PK\x03\x04\x00\x00'), 'This is not a text file'],
      ['a@b.no\n'.repeat(200_000), 'larger than 1 MB'],
      ['Navn;Skole\n', 'Enter at least one address'],
      ['x\n'.repeat(60_000), 'The list is too long'],
    ] as const) {
      const answer = await send({ emails: sentence.startsWith('Enter') ? '' : 'typed@school.example' }, file)
      expect(answer.status, sentence).to.equal(422)
      expect(answer.text).to.include(sentence).and.include('value="Spring"')
      if (!sentence.startsWith('Enter')) expect(answer.text).to.include('typed@school.example')
    }
  })

  it('is not taken without the token of the form', async () => {
    const answer = await author.post(PATH).field('slug', SLUG).attach('list', Buffer.from('a@b.no'), 'list.csv')
    expect(answer.status).to.equal(403)
  })
})

describe('the way to awarding on completion', () => {
  let app: BadgeApp
  before(async () => {
    app = await aBadgeApp()
  })
  after(() => app.close())

  const pages = async (person: Pick<Awaited<ReturnType<Account['person']>>, 'email'>) => {
    const agent = await app.as(person)
    const both = await Promise.all(['/organizations/lyseng', `/microcredentials/${SLUG}`].map(path => agent.get(path)))
    return both.map(({ text }) => text.includes(PATH))
  }

  it('is linked where there is something to award, for those who may, and for nobody else', async () => {
    const officer = await app.rooms.account.addPerson(aPerson({ handle: 'odd' }))
    const membership = { organizationId: app.issuer.id, personId: officer.id, roles: ['officer' as const] }
    await app.rooms.organization.addMember(membership)
    expect((await pages(app.author))[0]).to.equal(false)
    const anatomy = anAnatomy({ title: 'Reading together', awardedBy: 'completion' })
    const added = { slug: SLUG, organizationId: app.issuer.id, authorIds: [app.author.id], anatomy }
    await app.rooms.microcredential.publish(await app.rooms.microcredential.add(added))
    for (const who of [app.author, app.administrator, officer]) expect(await pages(who)).to.deep.equal([true, true])
    for (const who of [app.ada, app.stranger, app.officer]) expect(await pages(who)).to.deep.equal([false, false])
    const author = await app.as(app.author)
    const other = (await author.get('/microcredentials/looking-at-student-work')).text
    expect(other).not.to.include(PATH)
    const form = (await author.get(`${PATH}?badge=${SLUG}`)).text
    expect(form).to.match(new RegExp(`<option value="${SLUG}" selected`))
  })
})
