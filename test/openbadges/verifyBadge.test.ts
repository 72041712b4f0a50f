import { expect } from 'chai'
import { aWorld, codes, objections, signed, verify } from './support/world.js'

describe('verifyBadge', () => {
  it('verifies what we issue', async () => {
    const world = await aWorld()
    const report = await verify(world, await signed(world))
    expect(objections(report)).to.deep.equal([])
    expect(report).to.include({ verified: true, outcome: 'verified', status: 'active' })
    expect(report.issuer).to.deep.equal({
      id: world.key.id.split('#')[0],
      name: 'Fjordskolen network',
      url: 'https://staffroom.example',
    })
  })

  it('rejects a tampered name', async () => {
    const world = await aWorld()
    const report = await verify(world, { ...(await signed(world)), name: 'Something grander' })
    expect(report).to.include({ verified: false, outcome: 'not-verified', status: 'unknown' })
    expect(codes(report)).to.include('proof-tampered')
  })
})
