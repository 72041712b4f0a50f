import { expect } from 'chai'
import { type Signer, signBeside } from '../../server/award/signBeside.js'
import { buildCredential, type IssuerKey, signCredential } from '../../server/openbadges/index.js'
import { generateIssuerKey } from '../../server/openbadges/keys.js'
import { anAward, ISSUER, NOW } from '../openbadges/support/anAward.js'

describe('signing many awards', () => {
  const { issuer, achievement, ...own } = anAward()
  const awards = ['one', 'two'].map(id => ({ ...own, id: `https://staffroom.example/credentials/${id}` }))
  const batch = { awards, at: NOW }
  const signerFor = signBeside()
  let few: Signer
  let many: Signer
  let key: IssuerKey
  before(async () => {
    key = await generateIssuerKey(ISSUER)
    few = signerFor(2, { issuer, achievement, key })
    many = signerFor(10_000, { issuer, achievement, key })
  })
  after(() => many.end())

  it('beside everything else gives what signing here gives, byte for byte and in order', async () => {
    expect(await many.sign(batch)).to.deep.equal(await few.sign(batch))
  })

  it('gives what signing each by itself gives: what they have in common reads no other way', async () => {
    const each = awards.map(award => signCredential(buildCredential({ ...award, issuer, achievement }), key, NOW))
    const single = (await Promise.all(each)).map(signed => JSON.stringify(signed))
    expect((await few.sign(batch)).map(({ json }) => json)).to.deep.equal(single)
  })

  it('is told what failed, and goes on with the next', async () => {
    const wrong = { awards: [{ ...awards[0]!, id: 'no address at all' }], at: new Date(Number.NaN) }
    await many.sign(wrong).then(
      () => expect.fail('it was signed'),
      error => expect(error).to.be.instanceOf(Error),
    )
    expect(await many.sign(batch)).to.have.length(2)
  })

  it('keeps what two programmes have in common apart', async () => {
    const key = await generateIssuerKey('https://staffroom.example/issuers/other')
    const other = signerFor(10_000, { issuer, achievement: { ...achievement, name: 'Another' }, key })
    const [own, theirs] = await Promise.all([many.sign(batch), other.sign(batch)])
    other.end()
    expect(JSON.parse(theirs[0]!.json).credentialSubject.achievement.name).to.equal('Another')
    expect(own[0]!.json).to.include(achievement.name)
    expect(new Set([own[0]!.keyId, theirs[0]!.keyId]).size).to.equal(2)
  })
})
