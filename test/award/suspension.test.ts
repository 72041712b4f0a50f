import { expect } from 'chai'
import type { Award } from '../../server/award/index.js'
import { referenceVerifies } from '../openbadges/support/oracle.js'
import { ADA, type AwardHouse, anAwardHouse, ISSUER } from './anAwardHouse.js'
import { verify } from './verify.js'

describe('suspending an award', () => {
  let house: AwardHouse
  before(async () => {
    house = await anAwardHouse()
    house.grant('agnes', 'administrator', ISSUER.id)
  })
  after(() => house.close())

  const by = 'agnes'
  const suspend = ({ id }: Award) => house.award.suspend({ awardId: id, by, reason: 'We look into it' })
  const reinstate = ({ id }: Award) => house.award.reinstate({ awardId: id, by })
  const revoke = ({ id }: Award) => house.award.revoke({ awardId: id, by, reason: 'It was copied' })
  const statusOf = async (award: Award) => (await verify(house, award)).status
  async function held(name: string): Promise<Award> {
    const { id } = await house.issued(name)
    return house.award.accept(id, ADA.id, { visibility: 'public', evidence: [] })
  }

  it('is an outcome of its own for whoever has the present copy', async () => {
    const suspended = await suspend(await held('own-outcome'))
    const report = await verify(house, suspended)
    expect([report.status, report.verified]).to.deep.equal(['suspended', false])
  })

  it('makes the copies given away before worthless, for good', async () => {
    const before = await held('old-copies')
    const suspended = await suspend(before)
    expect(await statusOf(before)).to.equal('revoked')
    await reinstate(suspended)
    expect(await statusOf(before)).to.equal('revoked')
  })

  it('ends: the award counts again as a newer copy with the same id, and so do copies from meanwhile', async () => {
    const before = await held('ends')
    const suspended = await suspend(before)
    const again = await reinstate(suspended)
    expect(again.state).to.equal('active')
    expect((await verify(house, again)).verified).to.equal(true)
    expect(await statusOf(suspended)).to.equal('active')
    const [first, last] = [before, again].map(({ signed }) => JSON.parse(signed.json))
    expect(last.id).to.equal(first.id)
    expect(last.validFrom > first.validFrom).to.equal(true)
    expect(last.credentialStatus.statusPurpose).to.equal('revocation')
  })

  it('can be repeated, and revocation reaches every copy there ever was', async () => {
    const copies = [await held('every-copy')]
    for (const step of [suspend, reinstate, suspend, reinstate]) copies.push(await step(copies.at(-1)!))
    const last = copies.at(-1)!
    expect(await statusOf(last)).to.equal('active')
    copies.push(await revoke(last))
    for (const copy of copies) expect(['revoked', 'suspended']).to.include(await statusOf(copy))
    expect(await statusOf(last)).to.equal('revoked')
  })

  it('can become a revocation, of which the present copy then speaks', async () => {
    const revoked = await revoke(await suspend(await held('becomes')))
    expect(await statusOf(revoked)).to.equal('revoked')
    expect(revoked).not.to.have.property('suspension')
  })

  it('gives no entry of a list to two awards, nor to two copies', async () => {
    const entries: string[] = []
    for (let n = 0; n < 5; n++) {
      const { status, former = [] } = await reinstate(await suspend(await held(`entries-${n}`)))
      entries.push(...[status, ...former].map(({ listId, index }) => `${listId}#${index}`))
    }
    expect(new Set(entries)).to.have.length(entries.length)
  })

  it('is refused where it makes no sense, and to everybody but the issuer', async () => {
    const award = await held('refused')
    const asHolder = { awardId: award.id, by: ADA.id, reason: 'x' }
    for (const attempt of [
      () => house.award.suspend(asHolder),
      () => house.award.reinstate(asHolder),
      () => reinstate(award),
      () => house.award.suspend({ awardId: award.id, by, reason: '' }),
    ])
      await attempt().then(
        () => expect.fail('it was done'),
        error => expect(error.name).to.match(/Forbidden|Conflict|Invalid/),
      )
    await revoke(await suspend(award))
    await suspend(award).then(
      () => expect.fail('it was done'),
      error => expect(error.name).to.equal('Conflict'),
    )
  })

  it('tells the holder of both, once each', async () => {
    const award = await held('told')
    await reinstate(await suspend(award))
    await house.relay.drain()
    const told = house.notices.filter(({ href }) => href === `/badges/${award.id}`).map(({ messageKey }) => messageKey)
    expect(told).to.include.members(['award.notice.suspended', 'award.notice.reinstated'])
  })

  it('is told by the 1EdTech list beside the bitstrings too, for as long as it lasts', async () => {
    const award = await held('1edtech')
    const url = `https://staffroom.example/issuers/${ISSUER.slug}/revoked-credentials`
    const listed = async () => {
      const list = JSON.parse((await house.award.documentAt(url, undefined)).json)
      return list.revokedCredential.some(({ id }: { id: string }) => id.endsWith(award.id))
    }
    expect(await listed()).to.equal(false)
    const suspended = await suspend(award)
    expect(await listed()).to.equal(true)
    await reinstate(suspended)
    expect(await listed()).to.equal(false)
  })

  it('leaves copies and lists that the reference implementation verifies', async () => {
    const suspended = await suspend(await held('reference'))
    const again = await reinstate(suspended)
    const published = async (url: string) => JSON.parse((await house.award.documentAt(url, undefined)).json)
    const credentials = [suspended, again].map(({ signed }) => JSON.parse(signed.json))
    const lists = await Promise.all(
      credentials.map(({ credentialStatus }) => published(credentialStatus.statusListCredential)),
    )
    expect(lists.map(({ credentialSubject }) => credentialSubject.statusPurpose)).to.deep.equal([
      'suspension',
      'revocation',
    ])
    const issuer = credentials[0].issuer.id
    for (const document of [...credentials, ...lists]) {
      const { verified, error } = await referenceVerifies(
        document,
        { [issuer]: await published(issuer) },
        new Date(8e15),
      )
      expect(verified, error?.message).to.equal(true)
    }
  })
})
