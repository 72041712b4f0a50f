import { expect } from 'chai'
import { formReader } from '../../server/shared/forms.js'

describe('formReader', () => {
  it('gathers every error instead of stopping at the first', () => {
    const form = formReader({ title: '', hours: '900', kind: 'x' })
    form.text('title', { required: true, max: 10 })
    form.number('hours', { min: 0, max: 100 })
    form.choice('kind', ['a', 'b'])
    const result = form.result(undefined)
    expect(result.ok).to.equal(false)
    expect(!result.ok && result.errors.map(error => error.field)).to.deep.equal(['title', 'hours', 'kind'])
  })

  it('keeps what was typed when it refuses', () => {
    const form = formReader({ title: 'far too long' })
    form.text('title', { max: 3 })
    const result = form.result(undefined)
    expect(!result.ok && result.raw.title).to.equal('far too long')
  })

  it('reads a number with a decimal comma', () => {
    expect(formReader({ hours: '1,5' }).number('hours', { min: 0, max: 10 })).to.equal(1.5)
  })

  it('refuses fractions where whole numbers are asked for, and what is no number', () => {
    for (const hours of ['1.5', 'NaN', 'Infinity', '1e9', '-1']) {
      const form = formReader({ hours })
      form.number('hours', { min: 0, max: 100, integer: true })
      expect(form.result(undefined).ok, hours).to.equal(false)
    }
  })

  it('takes an object or a list where a text belongs as empty or as its first member', () => {
    const form = formReader({ a: { b: 'c' }, d: ['e', 'f'] })
    expect([form.text('a', { max: 9 }), form.text('d', { max: 9 })]).to.deep.equal(['', 'e'])
  })

  it('unifies line ends and drops control characters, but not line breaks and tabs', () => {
    expect(formReader({ a: 'x\r\ny\u0000\u0007\tz' }).text('a', { max: 99 })).to.equal('x\ny\tz')
  })

  it('lets no choice through that was not offered', () => {
    const form = formReader({ roles: ['member', 'emperor'] })
    expect(form.choices('roles', ['member', 'officer'])).to.deep.equal(['member'])
    expect(form.result(undefined).ok).to.equal(false)
  })
})
