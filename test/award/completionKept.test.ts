import { expect } from 'chai'
import { type Completion, forget, keptUntil, start } from '../../server/award/completion.js'
import { Conflict } from '../../server/shared/errors.js'
import { newId } from '../../server/shared/ids.js'
import { aPerson } from '../support/aPerson.js'
import { type Agent, post } from '../support/signIn.js'
import { aBadgeApp, type BadgeApp } from './aBadgeApp.js'
import { anAnatomy } from './anAwardHouse.js'

const DAY_MS = 24 * 3600 * 1000
const NOW = new Date('2026-03-02T09:00:00Z')
const later = (days: number, from = NOW) => new Date(from.getTime() + days * DAY_MS)

const aCompletion = (over: Partial<Completion> = {}): Completion => ({
  ...{ id: newId(NOW), version: 3, organizationId: 'o', microCredentialId: 'm', microCredentialVersion: 1 },
  ...{ title: 'Reading', programme: 'Spring', state: 'planned', total: 2, awarded: 0, seed: 's' },
  ...{ plannedBy: 'p', plannedAt: NOW, keptUntil: keptUntil(NOW) },
  ...over,
})

describe('the rules of how long a list is kept', () => {
  it('let it be carried out up to the last moment, and not after that', () => {
    const justBefore = new Date(later(30).getTime() - 1)
    expect(start(aCompletion(), 'x', justBefore).state).to.include({ state: 'awarding' })
    expect(() => start(aCompletion(), 'x', later(30))).to.throw(Conflict, 'no longer kept')
  })

  it('begin to count anew when it is carried out, for what was not found may want mending', () => {
    expect(start(aCompletion(), 'x', later(29)).state.keptUntil).to.deep.equal(later(59))
  })

  it('end a list that nobody carried out, once, and say so', () => {
    expect(forget(aCompletion(), later(29)).events).to.deep.equal([])
    const { state, events } = forget(aCompletion(), later(30))
    expect(state).to.include({ state: 'lapsed' }).and.not.to.have.property('keptUntil')
    expect(events.map(({ name }) => name)).to.deep.equal(['completionForgotten'])
    expect(forget(state, later(31)).events).to.deep.equal([])
  })

  it('keep what was awarded as awarded, and wait for what is being awarded', () => {
    expect(forget(aCompletion({ state: 'done' }), later(30)).state).to.include({ state: 'done' })
    expect(forget(aCompletion({ state: 'awarding' }), later(30)).events).to.deep.equal([])
  })
})

describe('addresses of those who completed a programme', () => {
  const PATH = '/organizations/lyseng/completions'
  let app: BadgeApp
  let author: Agent
  let people = 0
  beforeEach(async () => {
    app = await aBadgeApp()
    author = await app.as(app.author)
    const anatomy = anAnatomy({ title: 'Reading together', awardedBy: 'completion' })
    const added = { slug: 'reading', organizationId: app.issuer.id, authorIds: [app.author.id], anatomy }
    await app.rooms.microcredential.publish(await app.rooms.microcredential.add(added))
    await app.drain()
  })
  afterEach(() => app.close())

  const aTeacher = () => app.rooms.account.addPerson(aPerson({ handle: `kept-${++people}` }))
  async function planned(emails: string): Promise<string> {
    const answer = await post(author, PATH, { slug: 'reading', programme: 'Spring', emails })
    expect(answer.status).to.equal(303)
    return answer.headers.location!
  }
  async function pass(days: number): Promise<void> {
    app.clock.set(new Date(app.clock.now().getTime() + days * DAY_MS))
    await app.rooms.award.forgetAddresses()
    await app.drain()
    // A session does not last so long.
    author = await app.as(app.author)
  }
  /** All that the database says, but of people's own addresses. */
  async function kept(): Promise<string> {
    const names = ['completions', 'completionrosters', 'completionentries']
    const found = await Promise.all(names.map(name => app.db.collection(name).find().toArray()))
    return JSON.stringify(found)
  }
  const one = (lines: string) => lines.split('\n')[0]!

  it('go after thirty days, with the whole list, when nobody awards it; the page says so before and after', async () => {
    const { email } = await aTeacher()
    const at = await planned(`${email}\nnobody@nowhere.example\nOla Nordmann`)
    const before = (await author.get(at)).text
    expect(before).to.include('this list and the addresses on it are deleted on')
    expect((await author.get(PATH)).text).to.include('kept for 30 days at the most')
    await pass(29)
    expect(await kept()).to.include('nobody@nowhere.example')
    await pass(1)
    for (const gone of ['nobody@nowhere.example', 'Ola Nordmann', one(email)])
      expect(await kept(), gone).not.to.include(gone)
    expect(await app.db.collection('completionrosters').countDocuments()).to.equal(0)
    const after = (await author.get(at)).text
    expect(after).to.include('Nobody awarded these badges within 30 days').and.not.to.include('Get the badge')
    expect((await author.get(PATH)).text).to.include('Never awarded, and deleted')
    expect((await post(author, `${at}/awarding`)).status).to.equal(409)
  })

  it('are not shown, nor used, in the hour before they are cleared away', async () => {
    const { email } = await aTeacher()
    const at = await planned(`${email}\nnobody@nowhere.example`)
    app.clock.set(later(30, app.clock.now()))
    author = await app.as(app.author)
    for (const path of [at, `${PATH}?change=${at.split('/').at(-1)}`])
      expect((await author.get(path)).text, path).not.to.include('nowhere.example')
    expect((await post(author, `${at}/awarding`)).status).to.equal(409)
  })

  it('that were not found go thirty days after the awards were made, which stay', async () => {
    const teacher = await aTeacher()
    const at = await planned(`${teacher.email}\nnobody@nowhere.example\nOla Nordmann`)
    await post(author, `${at}/awarding`)
    await app.drain()
    expect((await author.get(at)).text).to.include('kept until')
    await pass(30)
    expect(await kept())
      .not.to.include('nowhere.example')
      .and.not.to.include('Nordmann')
    const page = (await author.get(at)).text
    expect(page).to.include('Awarded to all').and.include(teacher.name).and.not.to.include('kept until')
    expect(await app.rooms.award.ofPerson(teacher.id, { limit: 2 })).to.have.length(1)
  })

  it('go also where the process ended before there was a list to carry out', async () => {
    const at = await planned('nobody@nowhere.example')
    await app.db.collection('completions').deleteMany({})
    await pass(31)
    expect(await kept(), at).to.equal('[[],[],[]]')
  })

  it('are named on the home page of whoever made the list, as long as people wait', async () => {
    const { email } = await aTeacher()
    const at = await planned(email)
    expect((await author.get('/home')).text)
      .to.include('are still waiting for their badge')
      .and.include(at)
    await post(author, `${at}/awarding`)
    await app.drain()
    expect((await author.get('/home')).text).not.to.include('are still waiting for their badge')
  })
})
