import { expect } from 'chai'
import { addresses } from '../../server/award/addresses.js'
import type { Award } from '../../server/award/award.js'
import { awardStore } from '../../server/award/awardStore.js'
import type { StatusList, StatusListStore } from '../../server/award/statusListStore.js'
import { createStatusLists } from '../../server/award/statusLists.js'
import { ADA, type AwardHouse, aDecision, anAwardHouse, BASE_URL, ISSUER } from './anAwardHouse.js'
import { verify } from './verify.js'

/** Lists of four entries whose draws always say the same; `taken` stands for the awards. */
function shortLists(taken: { listId: string; index: number }[]) {
  const kept = new Map<string, StatusList>()
  const lists: StatusListStore = {
    find: async id => kept.get(id),
    latest: async () => [...kept.values()].at(-1),
    add: async list => void kept.set(list.id, kept.get(list.id) ?? list),
    touch: async () => {},
    keepSigned: async () => {},
    of: async () => [],
  }
  const awards = {
    takenIndexes: async (listId: string) => taken.filter(entry => entry.listId === listId).map(({ index }) => index),
    setIndexes: async () => [],
  }
  const unused = {} as never
  return createStatusLists({
    ...{ lists, awards, issuers: unused, clock: unused, neighbours: unused },
    ...{ addresses: addresses(BASE_URL), length: 4, random: () => 0 },
  })
}

const NINTH = 8

describe('drawing an entry in a status list', () => {
  it('opens the first list of an issuer with its first award', async () => {
    expect((await shortLists([]).draw(ISSUER, 0)).listId).to.equal('lyseng-1')
  })

  it('finds the free entries when it keeps meeting taken ones', async () => {
    const taken: { listId: string; index: number }[] = []
    const lists = shortLists(taken)
    taken.push(await lists.draw(ISSUER, 0))
    taken.push(await lists.draw(ISSUER, NINTH), { listId: 'lyseng-1', index: 3 })
    expect(await lists.draw(ISSUER, NINTH)).to.deep.equal({ listId: 'lyseng-1', index: 2 })
  })

  it('opens another list when one is full', async () => {
    const taken: { listId: string; index: number }[] = []
    const lists = shortLists(taken)
    await lists.draw(ISSUER, 0)
    for (const index of [0, 1, 2, 3]) taken.push({ listId: 'lyseng-1', index })
    expect((await lists.draw(ISSUER, NINTH)).listId).to.equal('lyseng-2')
  })
})

describe('a status list', () => {
  let house: AwardHouse
  before(async () => {
    house = await anAwardHouse()
    house.grant('agnes', 'administrator', ISSUER.id)
  })
  after(() => house.close())

  const list = (award: Award) => house.award.documentAt(`${BASE_URL}/status/${award.status.listId}`, undefined)
  const revoke = (award: Award) => house.award.revoke({ awardId: award.id, by: 'agnes', reason: 'A mistake' })

  it('gives every award an entry of its own, also to many at once', async () => {
    const decisions = Array.from({ length: 20 }, (_, n) => aDecision({ submissionId: `many-${n}` }))
    await Promise.all(decisions.map(house.decide))
    const awards = await house.award.ofPerson(ADA.id, { limit: 100 })
    expect(awards).to.have.length(20)
    expect(new Set(awards.map(({ status }) => `${status.listId}/${status.index}`))).to.have.length(20)
  })

  it('refuses an award whose entry is taken, and the award gets another', async () => {
    const rival = await house.issued('rival')
    const unchecked = house.database.connection.collection('awards')
    await unchecked.insertOne({ ...rival, _id: 'forged' as never, submissionId: 'forged' }).then(
      () => expect.fail('two awards have one entry'),
      error => expect(error.code).to.equal(11000),
    )
  })

  it('knows which of its entries are taken, and which say that an award is withdrawn, and nothing of other lists', async () => {
    const { connection } = house.database
    const awards = awardStore(connection, () => {})
    const { _id, taken: _taken, ...one } = (await connection.collection('awards').findOne({}))!
    const put = (n: number, listId: string, more: Partial<Award> = {}) => {
      const entry = { earnerId: `somebody-${n}`, submissionId: `entry-${n}`, status: { listId, index: n } }
      return awards.insert({ ...one, id: `entry-${n}`, version: 0, ...entry, ...more } as unknown as Award, [])
    }
    await put(3, 'entries-1')
    await put(10, 'entries-1', { state: 'revoked' })
    await put(100, 'entries-1', { former: [{ listId: 'entries-1', index: 131071 }] })
    await put(5, 'entries-10', { state: 'revoked', former: [{ listId: 'entries-1', index: 7 }] })
    await put(9, 'entries-1x', { state: 'suspended' })
    expect(new Set(await awards.takenIndexes('entries-1'))).to.deep.equal(new Set([3, 10, 100, 131071, 7]))
    expect(new Set(await awards.setIndexes('entries-1'))).to.deep.equal(new Set([10, 131071, 7]))
    expect(await awards.takenIndexes('entries-10')).to.deep.equal([5])
    expect(await awards.setIndexes('entries-1x')).to.deep.equal([])
  })

  it('is signed once, and again only when somebody was revoked', async () => {
    const award = await house.issued('signed-list')
    const first = await list(award)
    house.clock.advance(3600_000)
    expect((await list(award)).etag).to.equal(first.etag)
    await revoke(award)
    expect((await list(award)).etag).to.not.equal(first.etag)
  })

  it('tells of one revoked award, and of no other', async () => {
    const [revoked, other] = [await house.issued('revoked'), await house.issued('other')]
    await revoke(revoked)
    expect((await verify(house, revoked)).status).to.equal('revoked')
    expect((await verify(house, other)).verified).to.equal(true)
  })

  it('says so also when the process died right after the revocation was written', async () => {
    const award = await house.issued('crash')
    await list(award)
    const { connection } = house.database
    const lists = connection.collection('statuslists')
    const before = await lists.findOne({})
    await revoke(award)
    await lists.replaceOne({ _id: before!._id }, before!)
    await house.relay.drain()
    expect((await verify(house, award)).status).to.equal('revoked')
  })
})
