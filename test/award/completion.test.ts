import { expect } from 'chai'
import { aPerson } from '../support/aPerson.js'
import { type Agent, post } from '../support/signIn.js'
import { aBadgeApp, type BadgeApp } from './aBadgeApp.js'
import { type AwardHouse, anAwardHouse, ISSUER, person } from './anAwardHouse.js'
import { verify } from './verify.js'

describe('awarding on completion', () => {
  const PEOPLE = 600
  let house: AwardHouse
  beforeEach(async () => {
    house = await anAwardHouse({ anatomy: { awardedBy: 'completion' } })
    for (let n = 0; n < PEOPLE; n++) {
      const handle = `teacher-${n}`
      house.people.set(handle, person(handle, `Teacher ${n}`, `${handle}@example.org`))
    }
  })
  afterEach(() => house.close())

  const everyone = () => Array.from({ length: PEOPLE }, (_, n) => `teacher-${n}@example.org`)
  const planned = ({ emails = everyone(), ...over }: { emails?: string[]; programme?: string } = {}) =>
    house.award.completion.plan(ISSUER, {
      ...{ slug: 'looking-at-student-work', programme: 'Reading together', groups: [] },
      ...{ list: { emails, unread: [] }, by: 'agnes', ...over },
    })
  const awarded = () => house.database.connection.collection('awards').find({}).toArray()
  async function work() {
    await house.relay.drain()
    await house.jobs.drain()
  }

  it('says first what it would do, and does nothing', async () => {
    await house.issued('before')
    const plan = await planned({ emails: ['teacher-1@example.org', 'ada@example.org', 'nobody@example.org'] })
    const roster = await house.award.completion.roster(plan.id)
    expect(roster).to.deep.include({ people: ['teacher-1'], holders: ['ada'], unknown: ['nobody@example.org'] })
    expect(await awarded()).to.have.length(1)
  })

  it('gives everybody one award that verifies and says how it came about, and tells each once', async () => {
    const { id } = await planned()
    await house.award.completion.start(id, 'agnes')
    await work()
    expect((await house.award.completion.get(id)).state).to.equal('done')
    const all = await awarded()
    expect(new Set(all.map(({ earnerId }) => earnerId))).to.have.length(PEOPLE)
    expect(new Set(all.map(({ status }) => `${status.listId}#${status.index}`))).to.have.length(PEOPLE)
    const [one] = await house.award.ofPerson('teacher-7', { limit: 2 })
    const credential = JSON.parse(one!.signed.json)
    expect((await verify(house, one!)).verified).to.equal(true)
    expect(credential.credentialSubject.source.name).to.include('Reading together')
    expect(credential.credentialSubject).not.to.have.property('result')
    const told = house.notices.map(({ personId }) => personId)
    expect([told.length, new Set(told).size]).to.deep.equal([PEOPLE, PEOPLE])
  })

  it('gives nobody a second one by another list', async () => {
    for (const programme of ['Spring', 'Autumn']) {
      const plan = await planned({ programme, emails: ['teacher-1@example.org'] })
      if (plan.total > 0) await house.award.completion.start(plan.id, 'agnes')
      await work()
    }
    expect(await awarded()).to.have.length(1)
  })

  it('is refused where the micro-credential is for review only', async () => {
    house.version.anatomy.awardedBy = 'review'
    await planned().then(
      () => expect.fail('it was planned'),
      error => expect(error.name).to.equal('Invalid'),
    )
  })
})

describe('the pages of awarding on completion', () => {
  let app: BadgeApp
  let author: Agent
  const path = '/organizations/lyseng/completions'
  before(async () => {
    app = await aBadgeApp()
    author = await app.as(app.author)
  })
  after(() => app.close())

  it('are closed to members, and say so where nothing may be awarded this way', async () => {
    expect((await (await app.as(app.ada)).get(path)).status).to.equal(403)
    expect((await author.get(path)).text).to.include('None of your micro-credentials')
  })

  it('lead from a list of addresses over what would happen to the awards', async () => {
    const { anAnatomy } = await import('./anAwardHouse.js')
    const anatomy = anAnatomy({ title: 'Reading together', awardedBy: 'completion' })
    const slug = 'reading-together'
    const id = await app.rooms.microcredential.add({
      slug,
      organizationId: app.issuer.id,
      authorIds: [app.author.id],
      anatomy,
    })
    await app.rooms.microcredential.publish(id)
    const other = await app.rooms.account.addPerson(aPerson({ handle: 'berit' }))
    const rejected = await post(author, path, { slug, programme: '', emails: '' })
    expect(rejected.status).to.equal(422)
    const form = {
      slug,
      programme: 'Spring <b>',
      emails: `${app.ada.email.toUpperCase()}, ${other.email}\nno@body.example`,
    }
    const answer = await post(author, path, form)
    expect(answer.status).to.equal(303)
    const at = answer.headers.location!
    const plan = (await author.get(at)).text
    expect(plan).to.include('Get the badge').and.include('no@body.example').and.include('Spring &lt;b&gt;')
    // Pressed twice: both lead to the list, and everybody is awarded once.
    for (const { status, headers } of [await post(author, `${at}/awarding`), await post(author, `${at}/awarding`)])
      expect([status, headers.location]).to.deep.equal([303, at])
    await app.drain()
    expect((await author.get(at)).text).to.include('Awarded to all')
    const [award, ...others] = await app.rooms.award.ofPerson(app.ada.id, { limit: 2 })
    expect(others).to.deep.equal([])
    const ada = await app.as(app.ada)
    expect((await ada.get(`/badges/${award!.id}`)).text).to.include('Nobody reviewed single pieces of work')
    expect((await (await app.as(app.stranger)).get(at)).status).to.equal(403)
  })
})
