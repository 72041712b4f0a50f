import { expect } from 'chai'
import { newId, newToken } from '../../server/shared/ids.js'

describe('newId', () => {
  it('sorts by time', () => {
    const early = newId(new Date('2026-01-01T00:00:00.000Z'))
    const late = newId(new Date('2026-01-01T00:00:00.001Z'))
    expect(early < late).to.equal(true)
  })

  it('follows the ULID alphabet and length', () => expect(newId()).to.match(/^[0-9a-hjkmnp-tv-z]{26}$/))

  it('does not repeat', () => {
    const at = new Date()
    expect(new Set(Array.from({ length: 5000 }, () => newId(at))).size).to.equal(5000)
  })
})

describe('newToken', () => {
  it('carries 192 bits and fits into a URL', () => expect(newToken()).to.match(/^[\w-]{32}$/))
})
