import { expect } from 'chai'
import { ISSUER } from '../support/anAward.js'
import { aWorld, codes, signed, verify } from '../support/world.js'

describe('trust', () => {
  it('says when the issuer is one that this installation trusts, and otherwise leaves it to the reader', async () => {
    const world = await aWorld()
    const credential = await signed(world)
    expect(codes(await verify(world, credential, { trustedIssuers: new Set([ISSUER]) }))).to.include('issuer-trusted')
    expect(codes(await verify(world, credential))).to.include('issuer-trust-open')
  })
})
