import { expect } from 'chai'
import { sealing } from '../../server/platform/sealing.js'

const { seal, unseal } = sealing('a test')
const OLD = 'o'.repeat(32)
const NEW = 'n'.repeat(32)

describe('a sealed box', () => {
  it('opens with its secret and under its name only', () => {
    const box = seal('plain', OLD, 'a')
    expect(unseal(box, OLD, 'a')).to.equal('plain')
    expect(() => unseal(box, NEW, 'a')).to.throw()
    expect(() => unseal(box, OLD, 'b')).to.throw()
    expect(() => sealing('another use').unseal(box, OLD, 'a')).to.throw()
  })

  it('still opens when a newer secret stands before its own', () => {
    expect(unseal(seal('plain', OLD, 'a'), `${NEW} ${OLD}`, 'a')).to.equal('plain')
    expect(unseal(seal('plain', `${NEW} ${OLD}`, 'a'), NEW, 'a')).to.equal('plain')
  })

  it('is closed with the secret, never with the blank before it', () => {
    for (const padded of [` ${OLD}`, `\n${OLD} `, `  ${OLD}\n`]) {
      const box = seal('plain', padded, 'a')
      expect(unseal(box, OLD, 'a')).to.equal('plain')
      expect(() => unseal(box, NEW, 'a')).to.throw()
    }
    expect(() => seal('plain', '  ', 'a')).to.throw('no secret')
  })
})
