import { expect } from 'chai'
import { issued } from '../support/forging.js'
import { aWorld, objections, signed, verify } from '../support/world.js'

describe('what is out of its time is rejected', () => {
  it('rejects an expired credential', async () => {
    const world = await aWorld()
    const report = await verify(world, await signed(world, { validUntil: new Date('2026-02-28T00:00:00Z') }))
    expect(report).to.include({ outcome: 'not-verified', status: 'expired' })
    expect(objections(report)).to.deep.equal(['period-expired'])
  })

  it('rejects a credential that is not yet valid', async () => {
    const world = await aWorld()
    const report = await verify(world, await signed(world, { validFrom: new Date('2026-03-02T00:00:00Z') }))
    expect(report).to.include({ outcome: 'not-verified', status: 'not-yet-valid' })
    expect(objections(report)).to.deep.equal(['period-not-yet-valid'])
  })

  it('rejects a credential that would end before it begins', async () => {
    const world = await aWorld()
    const report = await verify(world, await signed(world, { validUntil: new Date('2026-01-01T00:00:00Z') }))
    expect(objections(report)).to.deep.equal(['period-inverted'])
  })

  it('rejects dates without a zone, and dates that are in no calendar', async () => {
    for (const validFrom of ['2026-02-01T09:30:00', '2026-02-30T09:30:00Z', '2026-02-01', 'yesterday']) {
      const report = await issued(c => {
        c.validFrom = validFrom
      })
      expect(objections(report), validFrom).to.deep.equal(['structure-invalid'])
    }
  })
})
