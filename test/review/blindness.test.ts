import { Readable } from 'node:stream'
import { expect } from 'chai'
import { strToU8, zipSync } from 'fflate'
import sharp from 'sharp'
import type { Person } from '../../server/account/index.js'
import type { Submission } from '../../server/review/index.js'
import { aDocx, anMp3, aPdf } from '../preflight/files.js'
import { aPerson } from '../support/aPerson.js'
import { mailsTo } from '../support/mails.js'
import { type Agent, csrfToken, signIn } from '../support/signIn.js'
import { allAt, aReviewHouse, type House, SLUG, words } from './aReviewHouse.js'
import { crawl, type Seen, tracesIn } from './crawl.js'

/** Everywhere, but for what only changes the language or ends the session. */
const anywhere = (path: string) => !/^\/(?:language|sign-out|assets|css|js|dev)\b/.test(path)
/** Where something of this very submission is shown; elsewhere a school may stand in the list of all schools. */
const isAbout = ({ path }: Seen) => /^\/(?:reviews|notifications|home|claims|badges)/.test(path)

interface Traces {
  own: string[]
  organizations: string[]
}

describe('blindness, over every page and byte', function () {
  this.timeout(60_000)
  let house: House
  let ada: Person
  let claimId: string
  let submission: Submission
  let panel: Person[]
  const logged: string[] = []
  const note = (fields: object, message: string) => void logged.push(`${message} ${JSON.stringify(fields)}`)
  const log = { info: note, warn: note, error: note }

  /** What would give this person away. */
  async function tracesOf({ id, handle, name, email }: Person): Promise<Traces> {
    const memberships = await house.rooms.organization.membershipsOf(id)
    const artefacts = await house.rooms.artefact.ofOwner(id)
    return {
      own: [
        id,
        `@${handle}`,
        `/people/${handle}`,
        name,
        name.split(' ')[1]!,
        email,
        ...artefacts.flatMap(found => [found.id, found.name]),
      ],
      organizations: [handle, ...memberships.flatMap(each => [each.organizationId, each.slug, each.name])],
    }
  }

  /** All that this person can reach from the home page, and what of somebody else stands in it. */
  async function look(person: Person, others: Traces[], more: string[] = []) {
    const seen = await crawl(await signIn(house, person), ['/home'], anywhere)
    const own = others.flatMap(traces => traces.own)
    const organizations = others.flatMap(traces => traces.organizations)
    const traces = [...tracesIn(seen, [...own, ...more]), ...tracesIn(seen.filter(isAbout), organizations)]
    return { traces, paths: seen.map(({ path }) => path), seen }
  }

  /** No two acts are of the same minute. */
  const someTime = async () => house.clock.advance(7 * 60_000 + 13_000)

  /** To the minute, as pages and addresses would say it. */
  const written = (moments: Date[]) =>
    moments.flatMap(at => [
      at.toISOString().slice(0, 16),
      `, ${new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: ada.timeZone }).format(at)}`,
    ])

  /** When reviewers said yes or finished; the last one's is the moment of the decision, which everybody hears at once. */
  const momentsOfPanel = () =>
    written(
      submission.timeline
        .filter(
          ({ name, at }) =>
            /^review(Accepted|Locked)$/.test(name) && at.getTime() !== submission.decision?.at.getTime(),
        )
        .map(({ at }) => at),
    )

  const addFile = async (name: string, bytes: Uint8Array) =>
    (await house.rooms.artefact.addFile({ ownerId: ada.id, name, stream: Readable.from([bytes]) })).id

  /** The earner's name, school and learner are in the words, the names, the metadata and the hidden corners of all this. */
  async function submitWithTraces(): Promise<void> {
    const { account, organization, claim } = house.rooms
    const email = 'ada@northgate.example'
    ada = await account.addPerson(aPerson({ handle: 'adaplanted', name: 'Ada Planted', email }))
    const school = {
      slug: 'northgate',
      name: 'Northgate Academy',
      kind: 'school' as const,
      country: 'NO',
      description: '',
    }
    await organization.addMember({
      organizationId: (await organization.add(school)).id,
      personId: ada.id,
      roles: ['member'],
    })
    const photo = sharp({ create: { width: 20, height: 20, channels: 3, background: '#888' } })
    const artefactIds = [
      await addFile('Ada Planted plan.docx', aDocx()),
      await addFile('adaplanted.pdf', await aPdf(['We looked.', 'Then we talked.'], { link: false })),
      await addFile('Northgate lesson.mp3', anMp3()),
      await addFile(
        'Charlotte.jpg',
        await photo
          .jpeg()
          .withExif({ IFD0: { Artist: 'Ada Planted' } })
          .toBuffer(),
      ),
    ]
    const begun = await house.complete(await claim.begin({ personId: ada.id, slug: SLUG }))
    claimId = begun.id
    const whose = { claimId, personId: ada.id }
    const [notes] = begun.draft.responses.flatMap(({ pieces }) => pieces)
    await claim.removePiece(whose, notes!.id)
    await claim.addPieces({ ...whose, requirementId: 'work-and-record', artefactIds })
    const text = `I am Ada Planted of Northgate Academy (${email}), and Charlotte is in my class. ${words(90)}`
    await claim.write(whose, { texts: [{ requirementId: 'seen', text }], writings: [], selfAssessment: [] })
    const agent = await signIn(house, ada)
    for (const [term, kind] of [
      ['Ada Planted', 'ownName'],
      ['Northgate Academy', 'school'],
      ['Northgate', 'school'],
      [email, 'email'],
      ['Charlotte', 'learner'],
    ])
      await decide(agent, { term: term!, kind: kind!, act: 'replace' })
    await claim.submit(whose)
    // So that the moment of an offer is not the one of the submission.
    await someTime()
    await house.drain()
    submission = await house.rooms.review.submission(`${claimId}-1`)
  }

  const decide = async (agent: Agent, form: Record<string, string>) =>
    agent
      .post(`/claims/${claimId}/blinding`)
      .type('form')
      .send({ _csrf: await csrfToken(agent), ...form })
      .expect(303)

  before(async () => {
    house = await aReviewHouse(['borghild', 'cyprian', 'dorothea'], undefined, { log })
    await submitWithTraces()
    const people = await house.rooms.account.people(submission.reviews.map(({ reviewerId }) => reviewerId))
    panel = submission.reviews.map(({ reviewerId }) => people.get(reviewerId)!)
  })
  after(() => house.close())

  const leads = () => [claimId, submission.id, 'Charlotte']

  async function expectBlind(stage: string): Promise<void> {
    submission = await house.rooms.review.submission(submission.id)
    const ofAda = await tracesOf(ada)
    for (const reviewer of panel) {
      const others = await Promise.all(panel.filter(other => other !== reviewer).map(tracesOf))
      const { traces, seen } = await look(reviewer, [ofAda, ...others], leads())
      expect(traces, `${stage}: the reviewer`).to.deep.equal([])
      const times = tracesIn(seen.filter(isAbout), written([submission.submittedAt]))
      expect(times, `${stage}: when it was submitted`).to.deep.equal([])
    }
    const reviewIds = submission.reviews.map(({ id }) => id)
    const { traces, seen } = await look(ada, await Promise.all(panel.map(tracesOf)), reviewIds)
    expect(traces, `${stage}: the earner`).to.deep.equal([])
    const times = tracesIn(seen.filter(isAbout), momentsOfPanel())
    expect(times, `${stage}: when reviewers did something`).to.deep.equal([])
    await someTime()
  }

  it('holds both ways while reviewers are asked', () => expectBlind('offered'))

  it('holds both ways, and among the panel, while they read and write, files included', async () => {
    await house.acceptAll(submission.id)
    const { paths } = await look(panel[0]!, [])
    const files = submission.evidence.filter(({ digest }) => digest)
    const reviewId = submission.reviews.find(({ reviewerId }) => reviewerId === panel[0]!.id)!.id
    expect(files.length).to.equal(4)
    for (const { id } of files) expect(paths).to.include(`/reviews/${reviewId}/evidence/${id}`)
    await expectBlind('accepted')
  })

  const submissions = () => house.database.connection.db!.collection<{ _id: string }>('submissions')
  const planted = async (patch: Record<string, unknown>): Promise<string[]> => {
    const stored = await submissions().findOne({ _id: submission.id })
    await submissions().updateOne({ _id: submission.id }, { $set: patch })
    const { traces } = await look(panel[0]!, [await tracesOf(ada)], leads())
    await submissions().replaceOne({ _id: submission.id }, stored!)
    return traces
  }
  const at = (form: string) => submission.evidence.findIndex(piece => piece.form === form)
  const withFile = async (form: string, bytes: Uint8Array) => {
    const { digest, length } = await house.files.storeBytes(bytes)
    return { [`evidence.${at(form)}.digest`]: digest, [`evidence.${at(form)}.length`]: length }
  }

  it('would not hold with a name in a text', async () => {
    const traces = await planted({ 'evidence.0.text': 'By Ada Planted' })
    expect(traces.join()).to.include('Ada Planted in /reviews/')
  })

  it('would not hold with a file’s own name in a header', async () => {
    const traces = await planted({ [`evidence.${at('office')}.name`]: 'Ada Planted plan.docx' })
    expect(traces.join()).to.include('Ada Planted plan.docx in /reviews/')
  })

  it('would not hold with the original of an Office file, of a PDF and of a recording', async () => {
    for (const [form, bytes] of [
      ['office', aDocx()],
      ['pdf', await aPdf()],
      ['audio', anMp3()],
    ] as const)
      expect((await planted(await withFile(form, bytes))).join(), form).to.include('Ada Planted in /reviews/')
  })

  it('would not hold with a name in a file within a file', async () => {
    const inner = zipSync({ 'word/document.xml': strToU8('<w:t>Ada Planted</w:t>') })
    const outer = zipSync({ 'word/embeddings/inner.docx': inner })
    expect((await planted(await withFile('office', outer))).join()).to.include('Ada Planted in /reviews/')
  })

  it('would not hold with a name in the compressed words of a PDF', async () => {
    const traces = await planted(await withFile('pdf', await aPdf(['Ada Planted'], { link: false, info: {} })))
    expect(traces.join()).to.include('Ada Planted in /reviews/')
  })

  it('would not hold with an address that leads to the claim', async () => {
    const traces = await planted({ [`evidence.${at('response')}.text`]: `[here](/claims/${claimId})` })
    expect(traces.join()).to.include(`${claimId} in /reviews/`)
  })

  it('holds both ways, and among the panel, while a third decides', async () => {
    await house.lock(submission.id, panel[0]!, allAt('met'), 'Look at page two.')
    await someTime()
    await house.lock(submission.id, panel[1]!, allAt('met', 'met', 'partly'))
    await house.drain()
    panel.push(...(await house.acceptAll(submission.id)))
    await expectBlind('adjudication')
  })

  it('holds both ways after the decision, and the private note stays with the panel', async () => {
    await house.lock(submission.id, panel[2]!, allAt('met', 'met', 'partly'))
    await house.drain()
    await expectBlind('decided')
    const { seen } = await look(ada, [])
    expect(seen.some(({ bytes }) => bytes.includes('The record on page two is partly.'))).to.equal(true)
    expect(tracesIn(seen, ['Look at page two.'])).to.deep.equal([])
  })

  it('holds in the mails and notices that either side got', async () => {
    const stored = await house.database.connection.db!.collection('notifications').find().toArray()
    const got = async (person: Person) => {
      const notices = stored.filter(({ personId }) => personId === person.id)
      const mails = await mailsTo(house, person.email)
      expect(mails.length, `mails to ${person.handle}`).to.be.greaterThan(0)
      // As they were written, and as they are read: a mail wraps its lines.
      const words = mails.map(({ subject, text }) => `${subject} ${text}`.replace(/\s+/g, ' '))
      return JSON.stringify([notices.map(({ values, href }) => ({ values, href })), mails, words]).toLowerCase()
    }
    const flat = ({ own, organizations }: Traces) => [...own, ...organizations].map(trace => trace.toLowerCase())
    const toAda = await got(ada)
    for (const reviewer of panel) {
      const toReviewer = await got(reviewer)
      for (const trace of [...flat(await tracesOf(ada)), ...leads()])
        expect(toReviewer).not.to.include(trace.toLowerCase())
      for (const trace of flat(await tracesOf(reviewer))) expect(toAda).not.to.include(trace)
    }
  })

  it('holds in the log, which tells nobody’s name and nobody’s work', async () => {
    const flat = ({ own, organizations }: Traces) => [...own, ...organizations]
    const everybody = await Promise.all([ada, ...panel].map(tracesOf))
    const ids = submission.reviews.map(({ id }) => id)
    const told = [...everybody.flatMap(flat), ...leads(), ...ids].filter(trace => logged.join('\n').includes(trace))
    expect(logged.length).to.be.greaterThan(100)
    expect(logged.filter(line => line.startsWith('request '))).to.have.length.greaterThan(100)
    expect(told).to.deep.equal([])
  })

  it('does not tell by the address of a page when something was submitted', async () => {
    const stored = (await submissions().findOne({ _id: submission.id }))!
    const own = submission.reviews.find(({ reviewerId }) => reviewerId === panel[0]!.id)!
    const copies = Array.from({ length: 21 }, (_, index) => ({
      ...stored,
      _id: `copy-${index}`,
      reviews: [{ ...own, id: `review-${index}` }],
      submittedAt: new Date(submission.submittedAt.getTime() - (index + 1) * 60_000),
    }))
    await submissions().insertMany(copies as never)
    const agent = await signIn(house, panel[0]!)
    const [, next] = /href="(\/reviews\?before[^"]+)"/.exec((await agent.get('/reviews')).text)!
    const path = next!.replaceAll('&#x3D;', '=')
    expect(path)
      .to.match(/^\/reviews\?before=[\w-]+$/)
      .and.not.include(submission.submittedAt.toISOString().slice(0, 10))
    expect((await agent.get(path)).text).to.include('/reviews/review-20')
    const other = await signIn(house, panel[1]!)
    expect((await other.get(path)).status).to.equal(404)
    await submissions().deleteMany({ _id: /^copy-/ } as never)
  })

  it('does not tell by an address when something was submitted', () => {
    const toTheSecond = submission.submittedAt.getTime()
    const times = submission.reviews.map(({ id }) => timeIn(id))
    expect(times.filter(time => Math.abs(time - toTheSecond) < 60_000)).to.deep.equal([])
  })
})

/** The moment that is written in the first ten characters of an id (ULID). */
const timeIn = (id: string) =>
  [...id.slice(0, 10)].reduce((sum, character) => sum * 32 + '0123456789abcdefghjkmnpqrstvwxyz'.indexOf(character), 0)
