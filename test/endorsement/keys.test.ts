import { expect } from 'chai'
import type { Award } from '../../server/award/index.js'
import { aPerson } from '../support/aPerson.js'
import { post, visitor } from '../support/signIn.js'
import { anEndorsedApp, codesOf, type EndorsedApp, WORDS } from './anEndorsedApp.js'

const PATH = '/settings/keys'
const DAY_MS = 86_400_000

describe('the keys of somebody who signs endorsements', () => {
  let app: EndorsedApp
  let signer: Awaited<ReturnType<typeof aSigner>>
  before(async () => {
    app = await anEndorsedApp()
  })
  after(() => app.close())
  beforeEach(async () => {
    signer = await aSigner()
  })

  async function aSigner() {
    const person = await app.rooms.account.addPerson(aPerson({ name: 'Nora Vik' }))
    const agent = await app.as(person)
    return {
      ...{ person, agent },
      async given(award: Pick<Award, 'id'>) {
        const { id } = await app.asked(award, { kind: 'person', handle: person.handle })
        const given = await app.endorsement.give(id, { personId: person.id }, WORDS)
        await app.drain()
        return given
      },
    }
  }

  const page = async (agent = signer.agent) => (await agent.get(PATH)).text
  const standing = async (id: string) => app.endorsement.get(id)
  const keyIdOf = async (id: string) => (await standing(id)).statement!.signed.keyId
  const own = async (id: string) => (await visitor(app).get(`/endorsements/${id}.json`)).text
  const today = (later = 0) => new Date(app.clock.now().getTime() + later * DAY_MS).toISOString().slice(0, 10)
  const inWords = () => app.clock.now().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
  const declare = async (since: string, number = 1, agent = signer.agent) => {
    const answer = await post(agent, `${PATH}/${number}/compromise`, { since, reason: 'My bag', step: 'declare' })
    await app.drain()
    return answer
  }

  /** One signed on the first day, one three days later; both on public badges. */
  async function beforeAndAfter() {
    const awards = [await app.accepted('public'), await app.accepted('public')] as const
    const before = await signer.given(awards[0])
    app.clock.advance(3 * DAY_MS)
    const after = await signer.given(awards[1])
    return { awards, before: before.id, after: after.id }
  }

  it('are not there until they sign, which their settings say', async () => {
    expect(await page()).to.include('You have no key yet')
    expect((await signer.agent.get('/settings')).text).to.include(`href="${PATH}"`)
    await signer.given(await app.accepted('public'))
    expect(await page())
      .to.include('Signs now')
      .and.include('For your endorsements')
      .and.include('One that stands was signed with it')
  })

  it('are replaced, and what was signed before keeps verifying', async () => {
    const [first, second] = [await app.accepted('public'), await app.accepted('public')]
    const before = await signer.given(first)
    expect((await post(signer.agent, `${PATH}/replacements`)).status).to.equal(303)
    const after = await signer.given(second)
    expect(await keyIdOf(after.id)).not.to.equal(await keyIdOf(before.id))
    for (const { id } of [before, after])
      expect(await app.verified(await own(id))).to.include({ outcome: 'verified', status: 'active' })
    expect(await page())
      .to.include('Key 2')
      .and.include('No longer signs; what it signed stays good')
  })

  it('are not replaced while they have signed nothing, however often it is asked', async () => {
    await signer.given(await app.accepted('public'))
    for (let i = 0; i < 3; i++) await post(signer.agent, `${PATH}/replacements`)
    expect(await page())
      .to.include('Key 2')
      .and.not.include('Key 3')
  })

  it('declared unsafe: what they signed from that day on no longer counts, and what was before stays', async () => {
    const { before, after } = await beforeAndAfter()
    const key = await keyIdOf(before)
    expect((await declare(today())).status).to.equal(303)

    expect(await standing(before)).to.include({ state: 'given' })
    expect(await keyIdOf(before)).not.to.equal(key)
    expect(await app.verified(await own(before))).to.include({ outcome: 'verified', status: 'active' })
    expect((await standing(after)).state).to.equal('withdrawn')
    const report = await app.verified(await own(after))
    expect(report.outcome).to.equal('not-verified')
    expect(codesOf(report)).to.include('issuer-key-revoked')
    expect(await page()).to.include('Not trusted any more')
  })

  it('declared unsafe: the page of the badge, of the endorsement and the list of its signer say so', async () => {
    const { awards, before, after } = await beforeAndAfter()
    await declare(today())
    for (const path of [`/badges/${awards[1].id}`, `/endorsements/${after}`]) {
      const { text } = await app.page(path)
      expect(text, path)
        .to.include('No longer counts')
        .and.include('somebody else may have used, as of')
        .and.include(inWords())
        .and.not.include(WORDS)
    }
    expect((await signer.agent.get('/endorsements')).text).to.include('No longer counts')
    expect((await app.page(`/endorsements/${before}`)).text)
      .to.include(WORDS)
      .and.not.include('No longer counts')
    expect((await (await app.as(app.ada)).get('/notifications')).text).to.include('somebody else may have signed it')
  })

  it('declared unsafe from the day that was chosen, also where it is still the day before', async () => {
    const far = await app.rooms.account.addPerson(aPerson({ name: 'George Haldane', timeZone: 'America/Toronto' }))
    const { after } = await beforeAndAfter()
    await declare(today())
    const { text } = await app.page(`/endorsements/${after}`, await app.as(far))
    expect(text).to.include(`as of <time datetime="${today()}">${inWords()}</time>`)
  })

  it('declared unsafe: badges carry what still counts and no more', async () => {
    const { awards } = await beforeAndAfter()
    await declare(today())
    expect((await app.credential(awards[0])).endorsement).to.have.length(1)
    expect(await app.credential(awards[1])).to.not.have.property('endorsement')
  })

  it('declared unsafe take no badge with them: a copy that was given away stays verified', async () => {
    const { awards } = await beforeAndAfter()
    const copies = await Promise.all(awards.map(async award => JSON.stringify(await app.credential(award))))
    await declare(today())
    for (const copy of copies) {
      const report = await app.verified(copy)
      expect(report, JSON.stringify(report.checks)).to.include({ outcome: 'verified', status: 'active' })
      expect(codesOf(report)).to.include('endorsement-key-revoked').and.not.include('endorsements-valid')
    }
  })

  it('declared unsafe: whoever asked may ask again, and the next words are signed by another key', async () => {
    const award = await app.accepted('public')
    const first = await signer.given(award)
    await declare(today())
    const again = await signer.given(award)
    expect(again.id).not.to.equal(first.id)
    expect(await app.verified(await own(again.id))).to.include({ outcome: 'verified', status: 'active' })
  })

  it('shows what would change before it does, and keeps what was typed', async () => {
    const { after } = await beforeAndAfter()
    const form = { since: today(), reason: 'My bag was gone for a day' }
    const look = await post(signer.agent, `${PATH}/1/compromise`, { ...form, step: 'look' })
    expect(look.status).to.equal(200)
    expect(look.text).to.include('These no longer count').and.include(`/endorsements/${after}`)
    expect(look.text.match(/href="\/endorsements\/[0-9a-z]{26}"/g)).to.have.length(1)
    expect((await standing(after)).state).to.equal('given')
    const change = await post(signer.agent, `${PATH}/1/compromise`, { ...form, step: 'change' })
    expect(change.text).to.include(`value="${today()}"`).and.include('My bag was gone for a day')
  })

  it('are not declared unsafe by a slip: no day, tomorrow, or a day before there was a key', async () => {
    const { id } = await signer.given(await app.accepted('public'))
    for (const [since, sentence] of [
      ['', 'Error:'],
      ['soon', 'Choose a day'],
      [today(1), 'Choose today or an earlier day'],
      [today(-1), 'The key was made later than that'],
    ] as const) {
      const answer = await post(signer.agent, `${PATH}/1/compromise`, { since, reason: 'My bag', step: 'declare' })
      expect(answer.status, since).to.equal(422)
      expect(answer.text).to.include(sentence).and.include('>My bag</textarea>')
    }
    expect((await standing(id)).state).to.equal('given')
  })

  it('declared unsafe twice is once', async () => {
    const { before, after } = await beforeAndAfter()
    await declare(today())
    const [one, other] = [await own(before), (await standing(after)).version]
    expect((await declare(today(-1))).status).to.equal(303)
    expect([await own(before), (await standing(after)).version]).to.deep.equal([one, other])
  })

  it('are in nobody else’s hands', async () => {
    const { id } = await signer.given(await app.accepted('public'))
    for (const who of [app.ada, app.stranger, app.administrator]) {
      const agent = await app.as(who)
      expect((await declare(today(), 1, agent)).status).to.equal(404)
      await post(agent, `${PATH}/replacements`)
      expect(await page(agent)).to.include('You have no key yet')
    }
    expect((await standing(id)).state).to.equal('given')
    expect((await visitor(app).get(PATH)).headers.location).to.equal('/sign-in')
    expect((await declare(today(), 9)).status).to.equal(404)
    expect((await post(signer.agent, `${PATH}/x/compromise`, { since: today(), step: 'declare' })).status).to.equal(404)
  })

  it('leave a trace of who did what', async () => {
    await signer.given(await app.accepted('public'))
    await post(signer.agent, `${PATH}/replacements`)
    await declare(today())
    await app.drain()
    const lines = await app.db.collection('auditlines').find({ actorId: signer.person.id }).toArray()
    expect(lines.map(({ name }) => name)).to.include.members([
      'issuerKeyReplaced',
      'issuerKeyRevoked',
      'endorsementWithdrawn',
    ])
  })
})
