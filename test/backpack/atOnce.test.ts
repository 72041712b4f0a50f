import { expect } from 'chai'
import type { Person } from '../../server/account/index.js'
import type { Brought } from '../../server/backpack/index.js'
import { badgeStore } from '../../server/backpack/store.js'
import { aBadgeApp, type BadgeApp } from '../award/aBadgeApp.js'
import { aPerson } from '../support/aPerson.js'
import { post } from '../support/signIn.js'
import { aForeignIssuer } from './aForeignBadge.js'

const ARRIVALS = 20
const FILE = { kind: 'file', name: 'badge.json' } as const

describe('copies of one badge that arrive at the same moment', () => {
  let app: BadgeApp
  let holder: Person
  let issuer: Awaited<ReturnType<typeof aForeignIssuer>>
  before(async () => {
    app = await aBadgeApp()
    issuer = await aForeignIssuer()
  })
  after(() => app.close())
  beforeEach(async () => {
    holder = await app.rooms.account.addPerson(aPerson())
  })

  const store = () => badgeStore(app.db)
  const bring = (text: string) => app.rooms.backpack.bring(holder.id, Buffer.from(text), FILE)
  const edition = (n: number) =>
    issuer.badge({
      ...{ id: `urn:x:${holder.id}`, name: `Edition ${n}`, email: holder.email },
      validFrom: new Date(Date.UTC(2026, 0, n)),
    })
  const editions = () => Promise.all(Array.from({ length: ARRIVALS }, (_, i) => edition(i + 1)))
  const idOf = (brought: Brought) => ('badgeId' in brought ? brought.badgeId : brought.awardId)
  async function kept() {
    const all = await store().ofPerson(holder.id, { limit: 5 })
    return { all, badge: all[0]!, text: await app.rooms.backpack.textOf(holder.id, all[0]!.id) }
  }
  const contentsLeft = () => app.db.collection('broughtbadgecontents').countDocuments()

  for (const [order, arrange] of [
    ['in any order', (texts: string[]) => texts.toSorted((a, b) => a.slice(-40).localeCompare(b.slice(-40)))],
    ['the newest first', (texts: string[]) => texts.toReversed()],
  ] as const)
    it(`${order}: the newest is kept, with its own bytes, and nothing of the others is left`, async () => {
      const texts = await editions()
      const before = await contentsLeft()
      const brought = await Promise.all(arrange(texts).map(bring))
      expect(new Set(brought.map(idOf))).to.have.length(1)
      const { all, badge, text } = await kept()
      expect(all.map(({ title }) => title)).to.deep.equal([`Edition ${ARRIVALS}`])
      expect(text).to.equal(texts.at(-1))
      expect(badge.length).to.equal(Buffer.byteLength(texts.at(-1)!))
      expect((await contentsLeft()) - before).to.equal(1)
    })

  it('all the same: it is kept once', async () => {
    const text = await edition(1)
    const outcomes = (await Promise.all(Array.from({ length: ARRIVALS }, () => bring(text)))).map(b => b.outcome)
    expect(outcomes.filter(outcome => outcome === 'added')).to.have.length(1)
    expect(new Set(outcomes)).to.deep.equal(new Set(['added', 'known']))
    expect((await kept()).text).to.equal(text)
  })

  it('beside a choice of who sees it: the choice stays', async () => {
    const [first, ...later] = await editions()
    const id = idOf(await bring(first!))
    const agent = await app.as(holder)
    const shown = post(agent, `/badges/brought/${id}/showing`, { visibility: 'public' })
    await Promise.all([...later.map(bring), shown])
    const { badge } = await kept()
    expect(badge).to.include({ visibility: 'public', title: `Edition ${ARRIVALS}` })
  })

  it('beside its removal: it is gone or here as a whole', async () => {
    const [first, ...later] = await editions()
    const before = await contentsLeft()
    const id = idOf(await bring(first!))
    await Promise.all([...later.map(bring), store().remove(id)])
    const all = await store().ofPerson(holder.id, { limit: 5 })
    expect((await contentsLeft()) - before).to.equal(all.length)
    for (const badge of all)
      expect((await store().contents(badge))?.text).to.include(`"name":${JSON.stringify(badge.title)}`)
  })

  it('beside a check of the older copy: what it found is not said of the newer one', async () => {
    const id = idOf(await bring(await edition(1)))
    const older = (await store().find(id))!
    await bring(await edition(2))
    const checked = { outcome: 'not-verified', status: 'revoked', at: app.clock.now() } as const
    const note = { checked, nextCheckAt: app.clock.now(), recipient: 'yes' as const }
    expect(await store().noteCheck(older, note)).to.equal(false)
    expect((await kept()).badge.checked.status).to.equal('active')
  })

  it('also take the place of what came before copies were told apart', async () => {
    const [first, ...later] = await editions()
    const before = await contentsLeft()
    const id = idOf(await bring(first!))
    const { copyId } = (await store().find(id))!
    const bytes = app.db.collection<{ _id: string }>('broughtbadgecontents')
    const old = (await bytes.findOne({ _id: copyId! }))!
    await bytes.insertOne({ ...old, _id: id })
    await bytes.deleteOne({ _id: copyId! })
    await app.db.collection<{ _id: string }>('broughtbadges').updateOne({ _id: id }, { $unset: { copyId: 1 } })
    expect((await kept()).text).to.equal(first)
    await Promise.all(later.map(bring))
    expect((await kept()).badge.title).to.equal(`Edition ${ARRIVALS}`)
    expect((await contentsLeft()) - before).to.equal(1)
  })
})
