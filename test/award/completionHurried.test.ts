import { expect } from 'chai'
import { aPerson } from '../support/aPerson.js'
import { type Agent, PASSWORD, post, visitor } from '../support/signIn.js'
import { aBadgeApp, type BadgeApp } from './aBadgeApp.js'
import { anAnatomy, anAwardHouse, ISSUER } from './anAwardHouse.js'

const PATH = '/organizations/lyseng/completions'
const SLUG = 'reading-together'

describe('awarding on completion in a hurry, or with bad intent', () => {
  let app: BadgeApp
  let author: Agent
  let microCredentialId: string
  let people = 0
  before(async () => {
    app = await aBadgeApp()
    author = await app.as(app.author)
    const anatomy = anAnatomy({ title: 'Reading together', awardedBy: 'completion' })
    const added = { slug: SLUG, organizationId: app.issuer.id, authorIds: [app.author.id], anatomy }
    microCredentialId = await app.rooms.microcredential.add(added)
    await app.rooms.microcredential.publish(microCredentialId)
  })
  after(() => app.close())

  const aTeacher = () => app.rooms.account.addPerson(aPerson({ handle: `hurried-${++people}` }))
  async function aMember() {
    const teacher = await aTeacher()
    const roles = ['member' as const]
    await app.rooms.organization.addMember({ organizationId: app.issuer.id, personId: teacher.id, roles })
    return teacher
  }
  const submit = (emails: string, over: Record<string, string | string[]> = {}, agent = author) =>
    post(agent, PATH, { slug: SLUG, programme: 'Spring', emails, ...over }, PATH)
  async function planned(emails: string, over: Record<string, string | string[]> = {}) {
    const { headers } = await submit(emails, over)
    const at = headers.location!
    return { at, roster: await app.rooms.award.completion.roster(at.split('/').at(-1)!) }
  }
  const award = (at: string, agent = author) => post(agent, `${at}/awarding`)
  const awardsOf = (personId: string) => app.rooms.award.ofPerson(personId, { limit: 5 })

  it('gives one badge when the button is pressed twice at once', async () => {
    const teacher = await aMember()
    const { at } = await planned(teacher.email)
    const answers = await Promise.all([award(at), award(at)])
    expect(answers.map(({ headers }) => headers.location)).to.deep.equal([at, at])
    await app.drain()
    expect(await awardsOf(teacher.id)).to.have.length(1)
  })

  it('counts somebody once who is named in several spellings, by several addresses and with a group', async () => {
    const teacher = await aMember()
    const second = `second-${teacher.email}`
    const identity = { kind: 'email', address: second, folded: second, confirmedAt: app.clock.now() }
    const people = app.db.collection<{ _id: string; identities: object[] }>('people')
    await people.updateOne({ _id: teacher.id }, { $push: { identities: identity } })
    const names = [teacher.email, teacher.email.toUpperCase(), `"Them, Selves" <${teacher.email}>`, second]
    const { roster } = await planned(names.join('\n'), { groups: `organization.${app.issuer.id}` })
    expect(roster.people.filter(id => id === teacher.id)).to.have.length(1)
    expect(roster.unknown).to.deep.equal([])
  })

  it('says who is from elsewhere before anything is awarded', async () => {
    const [inside, outside] = [await aMember(), await aTeacher()]
    const { at, roster } = await planned(`${inside.email} ${outside.email}`)
    expect(roster.outside).to.deep.equal([outside.id])
    const { text } = await author.get(at)
    expect(text).to.include('1 of them does not belong to Lyseng').and.include('from elsewhere')
  })

  it('finds nobody whose address is not confirmed', async () => {
    const email = 'unconfirmed@school.example'
    const form = { name: 'Una Confirmed', email, password: PASSWORD, language: 'en' }
    await post(visitor(app), '/register', form)
    await app.drain()
    const { at, roster } = await planned(email)
    expect(roster).to.deep.include({ people: [], unknown: [email] })
    expect((await author.get(at)).text)
      .to.include('There is nobody left')
      .and.not.include('Award the badges')
    expect((await award(at)).status).to.equal(409)
  })

  it('refuses more than ten thousand, and keeps what was typed', async () => {
    const emails = Array.from({ length: 10_001 }, (_, n) => `t${n}@a.no`).join('\n')
    const answer = await submit(emails, { programme: 'A very long table' })
    expect(answer.status).to.equal(422)
    expect(answer.text).to.include('At most 10000 people').and.include('A very long table').and.include('t10000@a.no')
  })

  it('refuses a group that is larger than that as well', async () => {
    const many = Array.from({ length: 10_001 }, (_, n) => `person-${n}`)
    const house = await anAwardHouse({ anatomy: { awardedBy: 'completion' } })
    house.deps.neighbours.groupMembers = async () => many
    const group = { kind: 'community' as const, id: 'c', name: 'Everybody' }
    const who = { list: { emails: [], unread: [] }, groups: [group], by: 'agnes' }
    const plan = { slug: house.version.slug, programme: 'A year', ...who }
    const refused = await house.award.completion.plan(ISSUER, plan).then(
      () => undefined,
      (error: Error) => error.name,
    )
    await house.close()
    expect(refused).to.equal('TooManyPeople')
  })

  it('passes over whoever got the badge by another way since the page was made', async () => {
    const [early, late] = [await aMember(), await aMember()]
    const { at } = await planned(`${early.email} ${late.email}`)
    app.clock.advance(60_000)
    const other = await planned(early.email, { programme: 'Another' })
    await award(other.at)
    await app.drain()
    await award(at)
    await app.drain()
    const [first, ...more] = await awardsOf(early.id)
    expect([first!.completion!.programme, more.length]).to.deep.equal(['Another', 0])
    expect(await awardsOf(late.id)).to.have.length(1)
    const told = (await app.rooms.notification.latest(early.id)).filter(({ kind }) => kind === 'award')
    expect(told).to.have.length(1)
  })

  it('gives nothing back to whoever declined it, or lost it', async () => {
    const [declined, revoked] = [await aMember(), await aMember()]
    const emails = `${declined.email} ${revoked.email}`
    await award((await planned(emails)).at)
    await app.drain()
    const [[one], [other]] = [await awardsOf(declined.id), await awardsOf(revoked.id)]
    await app.rooms.award.decline(one!.id, declined.id)
    await app.rooms.award.revoke({ awardId: other!.id, by: app.administrator.id, reason: 'A mistake' })
    const { at, roster } = await planned(emails, { programme: 'Again' })
    expect(roster.without.toSorted()).to.deep.equal([declined.id, revoked.id].sort())
    expect((await author.get(at)).text).to.include('Declined it, or lost it')
  })

  it('lets nobody award themselves, whoever made the list', async () => {
    const { at } = await planned(`${app.administrator.email} ${app.author.email}`)
    const agnes = await app.as(app.administrator)
    expect((await author.get(at)).text)
      .to.include('Nobody awards themselves')
      .and.include('Award the badges')
    expect((await agnes.get(at)).text)
      .to.include('You are on this list')
      .and.not.include('Award the badges')
    expect((await award(at, agnes)).status).to.equal(403)
    expect(await awardsOf(app.administrator.id)).to.have.length(0)
  })

  it('is for those who still have the role, and for their own organization', async () => {
    const teacher = await aMember()
    const { at } = await planned(teacher.email)
    const officer = await app.as(app.officer)
    expect((await award(at, officer)).status).to.equal(403)
    const elsewhere = at.replace('lyseng', 'tindvik')
    expect((await officer.get(elsewhere)).status).to.equal(404)
    expect((await award(elsewhere, officer)).status).to.equal(404)
    expect(await awardsOf(teacher.id)).to.have.length(0)
  })

  it('offers the communities that one may read or leads, and none that is closed to one', async () => {
    const { community } = app.rooms
    const teacher = await aMember()
    const found = (slug: string, visibility: 'open' | 'invitation', founderId: string) =>
      community.found({
        ...{ slug, name: `The ${slug}`, purpose: 'To read', norms: '', visibility, language: 'en' },
        ...{ organizationId: app.issuer.id, founderId },
      } as never)
    await found('circle', 'open', teacher.id)
    await found('closed', 'invitation', teacher.id)
    const { text } = await author.get(PATH)
    expect(text).to.include('The circle').and.not.include('The closed')
    const [, value] = /name="groups" value="(community\.[^"]+)"/.exec(text)!
    const { roster } = await planned('', { groups: value! })
    expect(roster.people).to.deep.equal([teacher.id])
    expect((await submit('', { groups: 'community.closed' })).status).to.equal(422)
  })
})
