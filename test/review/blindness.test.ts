import { expect } from 'chai'
import type { Person } from '../../server/account/index.js'
import type { Submission } from '../../server/review/index.js'
import { type Agent, signIn } from '../support/signIn.js'
import { allAt, aReviewHouse, type House } from './aReviewHouse.js'

interface Seen {
  path: string
  /** Everything that arrived: status line aside, all headers and all bytes. */
  bytes: string
}

/** Every page and file of ours that can be reached from `start` by links, images, players and form targets. */
async function crawl(agent: Agent, start: string[], stay: (path: string) => boolean): Promise<Seen[]> {
  const queue = [...start]
  const known = new Set(queue)
  const seen: Seen[] = []
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const answer = await agent.get(path).buffer(true)
    const body = answer.text ?? Buffer.from(answer.body ?? '').toString('latin1')
    seen.push({ path, bytes: `${JSON.stringify(answer.headers)}\n${body}` })
    for (const next of linksIn(body)) {
      if (known.has(next) || !stay(next)) continue
      known.add(next)
      queue.push(next)
    }
  }
  return seen
}

function linksIn(body: string): string[] {
  const html = body.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&')
  return [...html.matchAll(/(?:href|src|action|formaction)="(\/[^"#]*)/g)].map(([, link]) => link!)
}

const tracesIn = (seen: Seen[], traces: string[]) =>
  seen.flatMap(({ path, bytes }) =>
    traces.filter(trace => bytes.includes(trace) || path.includes(trace)).map(trace => `${trace} in ${path}`),
  )

const isReviewers = (path: string) => /^\/(reviews|notifications)/.test(path)
const isEarners = (path: string) => /^\/(claims|notifications|badges)/.test(path) && !path.includes('/withdrawal')

describe('blindness, over every page and byte', () => {
  let house: House
  let ada: Person
  let claimId: string
  let submission: Submission
  let panel: Person[]

  /** What would give this person away. */
  async function tracesOf(person: Person): Promise<string[]> {
    const memberships = await house.rooms.organization.membershipsOf(person.id)
    const organizations = memberships.flatMap(({ organizationId, slug, name }) => [organizationId, slug, name])
    return [person.id, person.handle, person.name, person.name.split(' ')[1]!, person.email, ...organizations]
  }

  async function seenBy(person: Person, start: string[], stay: (path: string) => boolean): Promise<Seen[]> {
    return crawl(await signIn(house, person), start, stay)
  }

  const reviewPath = (person: Person) =>
    `/reviews/${submission.reviews.find(({ reviewerId }) => reviewerId === person.id)!.id}`

  before(async () => {
    house = await aReviewHouse(['borghild', 'cyprian', 'dorothea'])
    ada = await house.anEarner()
    const submitted = await house.submitted(ada)
    claimId = submitted.claimId
    submission = await house.rooms.review.submission(submitted.submissionId)
    const people = await house.rooms.account.people(submission.reviews.map(({ reviewerId }) => reviewerId))
    panel = submission.reviews.map(({ reviewerId }) => people.get(reviewerId)!)
  })
  after(() => house.close())

  async function expectBlind(stage: string): Promise<void> {
    submission = await house.rooms.review.submission(submission.id)
    const leads = [...(await tracesOf(ada)), claimId, submission.id]
    const artefacts = await house.rooms.artefact.ofOwner(ada.id)
    const source = artefacts.flatMap(({ id, name }) => [id, name])
    for (const reviewer of panel) {
      const seen = await seenBy(reviewer, ['/reviews', reviewPath(reviewer), '/notifications', '/home'], isReviewers)
      expect(tracesIn(seen, [...leads, ...source]), `${stage}: the reviewer`).to.deep.equal([])
    }
    const reviewers = (await Promise.all(panel.map(tracesOf))).flat()
    const reviewIds = submission.reviews.map(({ id }) => id)
    const seen = await seenBy(ada, ['/claims', `/claims/${claimId}`, '/notifications', '/home'], isEarners)
    expect(tracesIn(seen, [...reviewers, ...reviewIds]), `${stage}: the earner`).to.deep.equal([])
  }

  it('holds both ways while reviewers are asked', () => expectBlind('offered'))

  it('holds both ways while they read and write, files included', async () => {
    await house.acceptAll(submission.id)
    const seen = await seenBy(panel[0]!, [reviewPath(panel[0]!)], isReviewers)
    expect(seen.map(({ path }) => path).filter(path => path.includes('/evidence/'))).not.to.deep.equal([])
    await expectBlind('accepted')
  })

  it('holds both ways, and among the panel, while a third decides', async () => {
    await house.lock(submission.id, panel[0]!, allAt('met'), 'Look at page two.')
    await house.lock(submission.id, panel[1]!, allAt('met', 'met', 'partly'))
    await house.drain()
    panel.push(...(await house.acceptAll(submission.id)))
    await expectBlind('adjudication')
    for (const reviewer of panel) {
      const others = (await Promise.all(panel.filter(other => other !== reviewer).map(tracesOf))).flat()
      const seen = await seenBy(reviewer, ['/reviews', reviewPath(reviewer)], isReviewers)
      expect(tracesIn(seen, others)).to.deep.equal([])
    }
  })

  it('holds both ways after the decision, and the private note stays with the panel', async () => {
    await house.lock(submission.id, panel[2]!, allAt('met', 'met', 'partly'))
    await house.drain()
    await expectBlind('decided')
    const earned = await seenBy(ada, [`/claims/${claimId}`], isEarners)
    expect(earned.some(({ bytes }) => bytes.includes('The record on page two is partly.'))).to.equal(true)
    expect(tracesIn(earned, ['Look at page two.'])).to.deep.equal([])
  })

  it('holds in the mails and notices that either side got', async () => {
    const jobs = await house.database.connection.db!.collection('notifications').find().toArray()
    const to = (person: Person) =>
      JSON.stringify(
        jobs.filter(({ personId }) => personId === person.id).map(({ values, href }) => ({ values, href })),
      )
    const ofAda = await tracesOf(ada)
    for (const reviewer of panel) {
      for (const trace of [...ofAda, claimId]) expect(to(reviewer)).not.to.include(trace)
      for (const trace of await tracesOf(reviewer)) expect(to(ada)).not.to.include(trace)
    }
  })
})
