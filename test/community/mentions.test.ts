import { expect } from 'chai'
import { linkMentions, mentionedHandles } from '../../server/community/mentions.js'

describe('mentions', () => {
  it('finds each handle once, in lower case', () => {
    expect(mentionedHandles('@Ingrid, look: @ingrid and @tor-erik.')).to.deep.equal(['ingrid', 'tor-erik'])
  })

  it('does not take an e-mail address or a path for a mention', () => {
    expect(mentionedHandles('write to a@example.org or /people/@x')).to.deep.equal([])
  })

  it('calls twenty people at the most', () => {
    expect(mentionedHandles(Array.from({ length: 50 }, (_, n) => `@person${n}`).join(' '))).to.have.length(20)
  })

  it('links those who exist and leaves the others as words', () => {
    expect(linkMentions('@ingrid and @nobody', new Set(['ingrid']))).to.equal('[@ingrid](/people/ingrid) and @nobody')
  })

  it('keeps a hyphen that ends a sentence outside the link', () => {
    expect(linkMentions('@ingrid- yes', new Set(['ingrid']))).to.equal('[@ingrid](/people/ingrid)- yes')
  })
})
