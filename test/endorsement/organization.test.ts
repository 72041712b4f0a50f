import { expect } from 'chai'
import { aPerson } from '../support/aPerson.js'
import { post, visitor } from '../support/signIn.js'
import { anEndorsedApp, codesOf, type EndorsedApp, WORDS } from './anEndorsedApp.js'

const WREN_LAKE = { kind: 'organization', slug: 'wren-lake' } as const

describe('an endorsement by an organization', () => {
  let app: EndorsedApp
  before(async () => {
    app = await anEndorsedApp()
  })
  after(() => app.close())

  it('is signed by whoever leads it, with its own key, and says who acted for it', async () => {
    const award = await app.accepted('public')
    const { id } = await app.asked(award, WREN_LAKE)
    const liv = await app.as(app.leader)
    expect((await liv.get('/notifications')).text).to.include('asks Wren Lake to endorse')
    expect((await liv.get('/endorsements')).text).to.include(`/endorsements/${id}`)
    const look = await post(liv, `/endorsements/${id}/statement`, { words: WORDS, step: 'look' })
    expect(look.text).to.include('Wren Lake').and.include('Liv Aune')
    expect((await post(liv, `/endorsements/${id}/statement`, { words: WORDS, step: 'sign' })).status).to.equal(303)
    await app.drain()

    const credential = await app.credential(award)
    const [{ issuer, proof }] = credential.endorsement
    const address = `${app.config.baseUrl}/issuers/wren-lake`
    expect(issuer).to.include({ id: address, name: 'Wren Lake', official: 'Liv Aune' })
    expect(proof[0].verificationMethod).to.match(new RegExp(`^${address}#`))
    const report = await app.verified(JSON.stringify(credential))
    expect(report, JSON.stringify(report.checks)).to.include({ outcome: 'verified' })
    expect(codesOf(report)).to.include('endorsements-valid')
    expect((await visitor(app).get(`/badges/${award.id}`)).text).to.include('Wren Lake')
  })

  it('is not signed by its other members, nor by who leads another organization', async () => {
    const { id } = await app.asked(await app.accepted('public'), WREN_LAKE)
    for (const who of [app.stranger, app.otherOfficer, app.administrator]) {
      const agent = await app.as(who)
      expect((await app.page(`/endorsements/${id}`, agent)).status).to.equal(404)
      expect((await post(agent, `/endorsements/${id}/statement`, { words: WORDS, step: 'sign' })).status).to.equal(404)
    }
  })

  it('cannot be asked for where nobody may sign, or only whoever it is about', async () => {
    const award = await app.accepted('public')
    const ada = await app.as(app.ada)
    const ask = `/endorsements/ask/award/${award.id}`
    const refused = await post(ada, ask, { endorser: 'storlia' })
    expect(refused.status).to.equal(422)
    expect(refused.text).to.include('Nobody in this organisation can sign for it')
    await app.rooms.organization.addMember({
      organizationId: app.municipality.id,
      personId: app.ada.id,
      roles: ['leader'],
    })
    const own = await post(ada, ask, { endorser: `${app.config.baseUrl}/organizations/tindvik` })
    expect(own.status).to.equal(422)
  })

  it('is never that of the issuer, which stands behind it already', async () => {
    const award = await app.accepted('public')
    const ada = await app.as(app.ada)
    const refused = await post(ada, `/endorsements/ask/award/${award.id}`, { endorser: 'organizations/lyseng' })
    expect(refused.status).to.equal(422)
    expect(refused.text).to.include('it is the issuer')
  })

  it('is withdrawn by another of those who may sign for it', async () => {
    const award = await app.accepted('public')
    const { id } = await app.asked(award, WREN_LAKE)
    await app.endorsement.give(id, { personId: app.leader.id }, WORDS)
    await app.drain()
    const older = JSON.stringify(await app.credential(award))
    const next = await app.rooms.account.addPerson(aPerson({ name: 'Nils Vik' }))
    await app.rooms.organization.addMember({
      organizationId: app.elsewhere.id,
      personId: next.id,
      roles: ['administrator'],
    })
    expect((await post(await app.as(next), `/endorsements/${id}/withdrawal`)).status).to.equal(303)
    await app.drain()
    expect(codesOf(await app.verified(older))).to.include('endorsement-withdrawn')
    expect(await app.credential(award)).to.not.have.property('endorsement')
  })

  it('is signed by the new key where the organization’s key was stolen', async () => {
    const award = await app.accepted('public')
    const { id } = await app.asked(award, WREN_LAKE)
    const { statement } = await app.endorsement.give(id, { personId: app.leader.id }, WORDS)
    await app.drain()
    await app.endorsement.reactions.issuerKeyRevoked({ keyId: 'another' })
    expect((await app.endorsement.get(id)).statement?.signed.json).to.equal(statement!.signed.json)

    const keeper = await app.rooms.account.addPerson(aPerson({ name: 'Nora Vik' }))
    await app.rooms.organization.addMember({
      organizationId: app.elsewhere.id,
      personId: keeper.id,
      roles: ['administrator'],
    })
    const agent = await app.as(keeper)
    const since = app.clock.now().toISOString().slice(0, 10)
    const told = await post(agent, '/organizations/wren-lake/keys/1/compromise', {
      ...{ since, reason: 'The laptop is gone', sure: 'yes' },
    })
    expect(told.status, told.text).to.equal(303)
    await app.drain()
    const anew = await app.endorsement.get(id)
    expect(anew.statement?.signed.keyId).to.not.equal(statement!.signed.keyId)
    expect(anew.statement?.words).to.equal(WORDS)
    const report = await app.verified(JSON.stringify(await app.credential(award)))
    expect(report, JSON.stringify(report.checks)).to.include({ outcome: 'verified' })
  })
})
