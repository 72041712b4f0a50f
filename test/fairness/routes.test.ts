import { expect } from 'chai'
import type { Person } from '../../server/account/index.js'
import type { Anatomy } from '../../server/microcredential/index.js'
import type { AnchorReviewed } from '../../server/review/index.js'
import { ANATOMY, aReviewHouse, type House, SLUG, words } from '../review/aReviewHouse.js'
import { mailsTo } from '../support/mails.js'
import { type Agent, post, signIn } from '../support/signIn.js'

const GROUP = 'the youngest pupils'
const DAY_MS = 24 * 3600 * 1000
const AUTHORS = `/microcredentials/${SLUG}/calibration`

/** Ten anchors of six criteria: a test is a whole look. */
const SIX: Anatomy = {
  ...ANATOMY,
  rubric: Array.from({ length: 6 }, (_, index) => ({ ...ANATOMY.rubric[0]!, id: `c${index}` })),
}
const [LOW, HIGH] = ['partly', 'met']
const NAMES = ['bo', 'cy', 'di', 'ed', 'fay', 'gus', 'hal']

describe('whether everybody’s work is read alike, through the app', () => {
  let house: House
  let author: Agent
  let authorPerson: Person
  let bo: Agent
  let cy: Agent
  let coordinator: Agent
  let coordinatorPerson: Person
  let setId: string
  const person = (name: string) => house.reviewers.get(name)!
  const who = () => ({ slug: SLUG, personId: authorPerson.id })
  const inAll = (levelId: string) => SIX.rubric.map(({ id: criterionId }) => ({ criterionId, levelId }))

  async function anOpenSet(): Promise<void> {
    const { settingUp } = house.rooms.calibration
    const pieces = [{ requirementId: 'setting', text: words(20) }]
    for (let index = 0; index < 12; index++) {
      const agreed = inAll(index % 3 ? HIGH : LOW).map(score => ({ ...score, reason: 'So.' }))
      await settingUp.writeAnchor(who(), { use: index < 2 ? 'training' : 'test', agreed, pieces })
    }
    const form = { exact: '50', kappa: '0', seedRate: '10', pauseDays: '365', group: GROUP }
    expect((await post(author, `${AUTHORS}/settings`, form)).status).to.equal(303)
    const { set } = await settingUp.read(who())
    setId = set.id
    for (const { id } of set.anchors.filter(({ use }) => use === 'test')) {
      const written = await post(author, `${AUTHORS}/anchors/${id}/variant`, {
        'piece-e1': `In our class of six. ${id}`,
      })
      expect(written.status).to.equal(303)
    }
    await settingUp.open(who())
  }

  /** Scores as agreed, but one reviewer goes down a level wherever the variant is what they see. */
  async function calibrate(name: string, isHarsher: boolean): Promise<void> {
    const { calibration } = house.rooms
    const whose = { setId, reviewerId: person(name).id }
    await calibration.start(whose)
    for (let next = await calibration.next(whose); next; next = await calibration.next(whose)) {
      const { calibration: own } = await calibration.read(whose)
      const anchorId = next.id
      const isVariant = own!.drawn!.some(each => each.anchorId === anchorId && each.version === 'variant')
      const slip = isHarsher && isVariant
      const scores = next.agreed.map(({ criterionId, levelId }) => ({
        ...{ criterionId, levelId: slip ? (levelId === HIGH ? LOW : 'not-yet') : levelId },
      }))
      await calibration.answer({ ...whose, anchorId, scores })
    }
  }

  before(async function () {
    this.timeout(60_000)
    house = await aReviewHouse(NAMES, SIX)
    authorPerson = (await house.rooms.account.byHandle('author'))!
    author = await signIn(house, authorPerson)
    bo = await signIn(house, person('bo'))
    cy = await signIn(house, person('cy'))
    const co = await house.join('coordinator', 'publisher', 'member', 'administrator')
    coordinatorPerson = co
    coordinator = await signIn(house, co)
    await anOpenSet()
    for (const name of NAMES) await calibrate(name, name === 'bo')
  })
  after(() => house.close())

  it('tells authors which anchors have two versions, and lets nobody else write one', async () => {
    const { text } = await author.get(AUTHORS)
    expect(text.match(/Two versions: change/g)).to.have.length(10)
    const path = /href="([^"]+\/variant)"/.exec(text)![1]!
    expect((await author.get(path)).text)
      .to.include('In our class of six')
      .and.include(GROUP)
    expect((await bo.get(path)).status).to.equal(403)
    expect((await post(bo, path, { 'piece-e1': 'Mine.' })).status).to.equal(403)
    const empty = await post(author, path, { 'piece-e1': '' })
    expect(empty.status).to.equal(422)
    expect(empty.text).to.include('href="#piece-e1"')
    const unchanged = await post(author, path, { 'piece-e1': ` ${words(20).replaceAll(' ', '\r\n')} ` })
    expect(unchanged.status).to.equal(422)
    expect(unchanged.text).to.include('still the first version')
  })

  it('shows reviewers one version, and nowhere the group', async () => {
    const whose = { setId, reviewerId: person('bo').id }
    const { calibration: own, set } = await house.rooms.calibration.read(whose)
    const drawn = new Map(own!.drawn!.map(({ anchorId, version }) => [anchorId, version]))
    for (const { id } of set.anchors.filter(({ use }) => use === 'test')) {
      const { text } = await bo.get(`/reviews/calibration/${setId}/anchors/${id}`)
      expect(text.includes('In our class of six')).to.equal(drawn.get(id) === 'variant')
      expect(text).not.to.include(GROUP)
    }
    for (const path of [`/reviews/calibration/${setId}`, '/reviews/figures', '/reviews'])
      expect((await bo.get(path)).text).not.to.include(GROUP)
  })

  it('makes each look once, and finds the one who is harsher', async () => {
    await house.rooms.fairness.look()
    await house.rooms.fairness.look()
    const { text } = await coordinator.get('/reviews/fairness')
    expect(text).to.include('Bo Surname-of-bo').and.include(GROUP).and.include('To be looked at')
    expect(text).not.to.include('Cy Surname-of-cy')
    expect(text.match(/<dd>7, of which 6 showed nothing<\/dd>/)).to.have.length(1)
  })

  it('tells those who look after reviews, once, without a name or a figure, and nobody else', async () => {
    const subject = 'Something to look at in how'
    const { email } = coordinatorPerson
    const told = (await mailsTo(house, email)).filter(mail => mail.subject.includes(subject))
    expect(told).to.have.length(1)
    expect((await mailsTo(house, authorPerson.email)).filter(mail => mail.subject.includes(subject))).to.have.length(1)
    const { text, html } = told[0]!
    for (const said of [text, html])
      expect(said)
        .not.to.match(/Surname-of-bo|\d+\.\d+ of a level/)
        .and.not.to.include(person('bo').id)
    expect((await coordinator.get('/notifications')).text).to.include('There is something to look at')
    for (const name of NAMES)
      expect((await mailsTo(house, person(name).email)).filter(mail => mail.subject.includes(subject))).to.be.empty
  })

  it('shows it to coordinators and to nobody else, and does nothing by itself', async () => {
    expect((await bo.get('/reviews/fairness')).status).to.equal(403)
    const path = await lookPath()
    expect((await bo.get(path)).status).to.equal(404)
    expect((await cy.get(path)).status).to.equal(404)
    expect((await post(cy, `${path}/talk`, { words: 'Well?' })).status).to.equal(404)
    expect((await bo.get(talkPath(path))).status).to.equal(404)
    expect((await bo.get('/notifications')).text).not.to.include('talk with you')
    expect(await isCalibrated('bo')).to.equal(true)
  })

  it('shows reviewers their own figures in plain words, without the group', async () => {
    const { text } = await bo.get('/reviews/figures')
    expect(text).to.include('of a level lower than for the other').and.include('Nothing follows from the figure alone')
    expect(text).not.to.include(GROUP)
    expect((await cy.get('/reviews/figures')).text).to.include('so this says nothing')
  })

  it('asks the reviewer first, who sees the figures and answers', async () => {
    const path = await lookPath()
    expect((await post(coordinator, `${path}/pause`, { words: 'Enough.' })).status).to.equal(409)
    const empty = await post(coordinator, `${path}/talk`, { words: ' ' })
    expect(empty.status).to.equal(422)
    await post(coordinator, `${path}/talk`, { words: 'I noticed a difference. How do you see it?' })
    await house.drain()
    expect((await bo.get('/notifications')).text).to.include('would like to talk with you')
    const { text } = await bo.get(talkPath(path))
    expect(text).to.include('How do you see it?').and.include(GROUP).and.include('Coordinator Surname-of-coordinator')
    expect((await cy.get(talkPath(path))).status).to.equal(404)
    expect((await post(coordinator, `${path}/recalibration`, { words: 'Please.' })).status).to.equal(409)

    expect((await post(bo, `${talkPath(path)}/answers`, { words: '' })).status).to.equal(422)
    await post(bo, `${talkPath(path)}/answers`, { words: 'Short texts <b>look</b> thin to me.' })
    await house.drain()
    const { text: read } = await coordinator.get(path)
    expect(read).to.include('Short texts &lt;b&gt;look').and.include('Ask them to calibrate again')
    expect((await coordinator.get('/notifications')).text).to.include('There is an answer from a reviewer')
    expect(await isCalibrated('bo')).to.equal(true)
  })

  it('lets both read the anchors that it comes from, in both versions, and nobody else', async () => {
    const path = await lookPath()
    const [theirs, own] = [`${path}/anchors`, `${talkPath(path)}/anchors`]
    expect((await coordinator.get(path)).text).to.include(`href="${theirs}"`)
    expect((await bo.get(talkPath(path))).text).to.include(`href="${own}"`)
    const [{ text }, { text: seen }] = await Promise.all([coordinator.get(theirs), bo.get(own)])
    for (const page of [text, seen]) {
      expect(page.match(/<h2/g)).to.have.length(10)
      expect(page.match(/The other version was met/g)).to.have.length(5)
      expect(page).to.include('In our class of six').and.include(GROUP)
    }
    const lower = text.match(/; agreed is/g)!.length
    expect(lower).to.equal(5 * 6)
    for (const [who, paths] of [
      [bo, [theirs]],
      [cy, [theirs, own]],
      [coordinator, [own]],
    ] as const)
      for (const each of paths) expect((await who.get(each)).status, each).to.equal(404)
  })

  it('puts the reviewer aside, and lets them calibrate again when the coordinator says so', async () => {
    const path = await lookPath()
    await post(coordinator, `${path}/pause`, { words: 'Let us read some together first.' })
    await house.drain()
    expect(await isCalibrated('bo')).to.equal(false)
    expect((await bo.get(`/reviews/calibration/${setId}`)).text).to.include('Put aside by a coordinator')
    expect((await post(bo, `/reviews/calibration/${setId}/attempts`)).status).to.equal(409)

    await post(coordinator, `${path}/recalibration`, { words: 'Thank you for the talk.' })
    await house.drain()
    expect((await bo.get(`/reviews/calibration/${setId}`)).text).to.include('After a talk with you')
    expect((await bo.get('/notifications')).text).to.include('please calibrate again')
    await calibrate('bo', false)
    expect(await isCalibrated('bo')).to.equal(true)
    expect((await post(coordinator, `${path}/closure`, { words: 'Done.' })).status).to.equal(409)
    house.clock.advance(DAY_MS)
    await house.rooms.fairness.look()
    expect(
      (await coordinator.get('/reviews/fairness')).text.match(/<dd>7, of which 6 showed nothing<\/dd>/),
    ).to.have.length(1)
  })

  it('tells the author that the other version is set aside when the texts are written again', async () => {
    const path = /href="([^"]+)\/variant"/.exec((await author.get(AUTHORS)).text)![1]!
    const agreed = Object.fromEntries(
      SIX.rubric.flatMap(({ id }) => [
        [`level-${id}`, HIGH],
        [`reason-${id}`, 'So.'],
      ]),
    )
    const texts = Object.fromEntries(
      SIX.requirements.map(({ id }) => [`text-${id}`, 'Another text, told from the start.']),
    )
    const rewrite = { use: 'test', ...agreed, ...texts }
    expect((await post(author, path, rewrite)).status).to.equal(303)
    const { text } = await author.get(AUTHORS)
    expect(text).to.include('set aside until you write it again').and.include('set aside when the texts changed')
    expect(text.match(/Two versions: change/g)).to.have.length(9)
    const { text: variant } = await author.get(`${path}/variant`)
    const rest = Object.fromEntries(SIX.requirements.map((_, index) => [`piece-e${index + 2}`, 'The same.']))
    expect(variant).to.include('In our class of six').and.include('has been rewritten since')
    expect(
      (await post(author, `${path}/variant`, { 'piece-e1': 'In our class of six, told anew.', ...rest })).status,
    ).to.equal(303)
    expect((await author.get(AUTHORS)).text.match(/Two versions: change/g)).to.have.length(10)
  })

  it('tells the same people when somebody’s levels have moved, and the page says whose', async () => {
    const { calibration } = house.rooms
    const { set } = await calibration.read({ setId, reviewerId: person('cy').id })
    const levelsLow = inAll('not-yet')
    house.clock.advance(DAY_MS)
    for (let round = 0; round < 2; round++)
      for (const [index, { id: anchorId }] of set.anchors.slice(2, 7).entries()) {
        const review = { reviewId: `drift-${index}`, reviewerId: person('cy').id, scores: levelsLow }
        const event = { id: `drifted-${index}`, name: 'anchorReviewed' as const, at: house.clock.now() }
        await calibration.reactions.anchorReviewed({ ...event, ...review, setId, anchorId } as AnchorReviewed)
      }
    expect(await isCalibrated('cy')).to.equal(false)

    const subjects = async ({ email }: Person) => (await mailsTo(house, email)).map(mail => mail.subject)
    const about = (all: string[]) => all.filter(each => each.includes('calibrates again'))
    expect(about(await subjects(coordinatorPerson))).to.have.length(1)
    expect(about(await subjects(person('cy')))).to.be.empty
    expect(about(await subjects(person('di')))).to.be.empty
    expect((await subjects(person('cy'))).filter(each => each.includes('Please calibrate again'))).to.have.length(1)
    const { text } = await coordinator.get('/reviews/fairness')
    expect(text).to.include('Levels that have moved').and.include('Cy Surname-of-cy')
    expect((await cy.get('/reviews/fairness')).status).to.equal(403)
  })

  const talkPath = (path: string) => path.replace('/fairness/', '/talks/')
  const lookPath = async () =>
    /href="(\/reviews\/fairness\/[^"]+)"/.exec((await coordinator.get('/reviews/fairness')).text)![1]!
  const isCalibrated = async (name: string) => {
    const { microCredentialId, version } = await house.rooms.microcredential.latest(SLUG)
    return (await house.rooms.calibration.calibratedFor(microCredentialId, version))!.has(person(name).id)
  }
})
