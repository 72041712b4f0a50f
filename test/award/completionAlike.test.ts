import { expect } from 'chai'
import type { Anatomy } from '../../server/microcredential/index.js'
import { aPerson } from '../support/aPerson.js'
import { aBadgeApp, type BadgeApp } from './aBadgeApp.js'
import { type AwardHouse, aDecision, anAnatomy, anAwardHouse, ISSUER, person } from './anAwardHouse.js'
import { verify } from './verify.js'

const ROUNDS = 20

/** Anatomies of every kind: with and without a validity, credits, subjects, alignments, in either language. */
function randomAnatomy(n: number): Anatomy {
  const has = (bit: number) => ((n * 2654435761) >>> (bit + 5)) % 2 === 1
  return anAnatomy({
    title: `Å lese ${n} <sammen>`,
    awardedBy: 'completion',
    credits: has(0) ? n / 4 : 0,
    subjects: has(1) ? ['Norsk', `Fag ${n}`] : [],
    alignments: has(2) ? [{ targetName: `Mål ${n}`, targetUrl: `https://example.org/framework/${n}` }] : [],
    language: has(3) ? 'nb' : 'en',
    ...(has(4) && { validityMonths: n + 1 }),
  })
}

/** What two awards of one version have each for itself, and what only a review gives. */
const OWN = new Set(['id', '_id', 'salt', 'identityHash', 'statusListIndex', 'proofValue', 'source', 'result'])
const OF_AWARD = new Set([...OWN, 'earnerId', 'submissionId', 'onceKey', 'taken', 'index', 'etag', 'json', '__v'])
const OF_JUDGING = new Set(['evidence', 'scores', 'panel', 'completion'])

function without(value: unknown, names: Set<string>): unknown {
  if (Array.isArray(value)) return value.map(each => without(each, names))
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  const kept = Object.entries(value).filter(([name]) => !names.has(name))
  return Object.fromEntries(kept.map(([name, inner]) => [name, without(inner, names)]).sort())
}

describe('an award on completion and one after review', () => {
  let house: AwardHouse
  before(async () => {
    house = await anAwardHouse()
  })
  after(() => house.close())

  async function both(n: number) {
    house.version.anatomy = randomAnatomy(n)
    const [alone, together] = [`alone-${n}`, `together-${n}`]
    for (const id of [alone, together]) house.people.set(id, person(id, id, `${id}@example.org`))
    await house.decide(aDecision({ submissionId: `submission-${n}`, earnerId: alone }))
    const list = { emails: [`${together}@example.org`], unread: [] }
    const plan = { slug: house.version.slug, programme: 'A year', list, groups: [], by: 'agnes' }
    const { id } = await house.award.completion.plan(ISSUER, plan)
    await house.award.completion.start(id, 'agnes')
    await house.relay.drain()
    await house.jobs.drain()
    const stored = (earnerId: string) => house.database.connection.collection('awards').findOne({ earnerId })
    return { one: await stored(alone), other: await stored(together), alone, together }
  }

  it('are the same in the store and in what is signed, but for what a review adds, whatever the anatomy', async () => {
    for (let n = 0; n < ROUNDS; n++) {
      const { one, other, alone, together } = await both(n)
      const ofBoth = new Set([...OF_AWARD, ...OF_JUDGING])
      expect(without(other, ofBoth)).to.deep.equal(without(one, ofBoth))
      const missing = Object.keys(one!).filter(name => name !== '__v' && !(name in other!))
      expect(missing).to.deep.equal([])
      const [first, second] = [one, other].map(award => without(JSON.parse(award!.signed.json), OWN))
      expect(second).to.deep.equal(first)
      for (const earnerId of [alone, together]) {
        const [award] = await house.award.ofPerson(earnerId, { limit: 1 })
        expect((await verify(house, award!)).verified, earnerId).to.equal(true)
      }
    }
  })

  it('are told of in the same way: to the holder, as an award, with the way to it', async () => {
    const { alone, together, one, other } = await both(ROUNDS)
    const [ofOne, ofOther] = [alone, together].map(id => house.notices.filter(({ personId }) => personId === id))
    expect([ofOne!.length, ofOther!.length]).to.deep.equal([1, 1])
    expect(ofOne![0]).to.include({ kind: 'award', href: `/badges/${one!._id}` })
    expect(ofOther![0]).to.include({ kind: 'award', href: `/badges/${other!._id}` })
    expect(ofOther![0]!.values.title).to.equal(ofOne![0]!.values.title)
  })
})

describe('what the other rooms see of an award on completion', () => {
  let app: BadgeApp
  const names: string[] = []
  before(async () => {
    app = await aBadgeApp()
    app.relay.react({ '*': async (event: { name: string }) => void names.push(event.name) } as never)
  })
  after(() => app.close())

  async function onCompletion() {
    const { microcredential, award, account, organization } = app.rooms
    const anatomy = anAnatomy({ awardedBy: 'completion' })
    const added = { slug: 'together', organizationId: app.issuer.id, authorIds: [app.author.id], anatomy }
    await microcredential.publish(await microcredential.add(added))
    const berit = await account.addPerson(aPerson({ handle: 'berit' }))
    await organization.addMember({ organizationId: app.school.id, personId: berit.id, roles: ['member'] })
    const list = { emails: [berit.email], unread: [] }
    const plan = { slug: 'together', programme: 'A year', list, groups: [], by: app.author.id }
    const { id } = await award.completion.plan(app.issuer, plan)
    await award.completion.start(id, app.author.id)
    await app.drain()
    return { holder: berit, awarded: (await award.ofPerson(berit.id, { limit: 1 }))[0]! }
  }

  async function livedThrough({ holder, awarded }: Awaited<ReturnType<typeof onCompletion>>) {
    const { award, notification } = app.rooms
    await app.drain()
    names.length = 0
    await award.accept(awarded.id, holder.id, { visibility: 'private', evidence: [] })
    await award.showTo(awarded.id, holder.id, app.municipality.id)
    await award.show(awarded.id, holder.id, { visibility: 'public', evidence: [] })
    await app.drain()
    const queue = await (await app.as(app.officer)).get('/organizations/tindvik/recognition')
    const page = await (await app.as(app.stranger)).get(`/badges/${awarded.id}`)
    await award.revoke({ awardId: awarded.id, by: app.administrator.id, reason: 'A mistake' })
    await app.drain()
    return {
      events: names.slice(),
      isWaitingForOfficer: queue.text.includes(holder.name),
      page: page.status,
      notices: (await notification.latest(holder.id)).map(({ kind }) => kind),
      held: await award.countHeld(awarded.microCredentialId),
      credentials: await award.credentials.count(holder.id, undefined),
    }
  }

  it('is what they see of any other, from its acceptance to its end', async () => {
    const together = await livedThrough(await onCompletion())
    const alone = await livedThrough({ holder: app.ada, awarded: await app.issued() })
    expect(together).to.deep.equal({ ...alone, notices: together.notices })
    expect(together.events).to.include.members(['awardAccepted', 'awardShownTo', 'awardRevoked'])
    expect(together.notices).to.include('award')
    expect(together.isWaitingForOfficer).to.equal(true)
  })
})
