import { expect } from 'chai'
import { redact, splice, splicesFor } from '../../server/preflight/redact.js'

describe('putting something in the place of a term', () => {
  const put = [
    { term: 'Northgate', put: '[my school]' },
    { term: 'Northgate Academy', put: '[my school]' },
    { term: 'Nora', put: '[learner A]' },
  ]

  it('replaces every whole word, the longest term first, and keeps a genitive', () => {
    expect(redact('Northgate Academy, Northgate, Noras and Nora’s Norah', put)).to.equal(
      '[my school], [my school], [learner A]s and [learner A]’s Norah',
    )
  })

  it('changes nothing without terms', () => expect(redact('As it was', [])).to.equal('As it was'))

  it('takes a term as it stands, whatever signs are in it', () => {
    expect(
      redact('a.b+c@x.no (a?b)', [
        { term: 'a.b+c@x.no', put: '[1]' },
        { term: '(a?b)', put: '[2]' },
      ]),
    ).to.equal('[1] [2]')
  })

  it('works across the pieces of a text, in the piece in which the term begins', () => {
    const pieces = ['at North', 'gate Aca', 'demy, No', 'ra']
    const spliced = splice(pieces, splicesFor(put)(pieces.join('')))
    expect(spliced).to.deep.equal(['at [my school]', '', ', [learner A]', ''])
  })
})
