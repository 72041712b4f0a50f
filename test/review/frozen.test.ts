import { expect } from 'chai'
import { canonicalJson, isIntact } from '../../server/review/frozen.js'
import { aFrozenSubmission } from './aSubmission.js'

describe('a frozen submission', () => {
  it('has the same bytes and fingerprint for the same content, however it was put together', () => {
    expect(canonicalJson({ b: 1, a: [{ d: 2, c: 3 }] })).to.equal('{"a":[{"c":3,"d":2}],"b":1}')
    expect(aFrozenSubmission().contentDigest).to.equal(aFrozenSubmission().contentDigest)
  })

  it('says nothing of whose it is in what is fingerprinted', () => {
    const { content } = aFrozenSubmission({
      earnerId: 'ada-lindqvist',
      claimId: 'c-77',
      earnerOrganizationIds: ['north'],
    })
    for (const trace of ['ada-lindqvist', 'c-77', 'north']) expect(content).not.to.include(trace)
  })

  it('is intact as long as nothing in it was touched', () => {
    const frozen = aFrozenSubmission()
    expect(isIntact(frozen)).to.equal(true)
    expect(isIntact(JSON.parse(JSON.stringify(frozen)))).to.equal(true)
  })

  it('is not intact once a word, a score or the stored bytes were changed', () => {
    const frozen = aFrozenSubmission()
    const [piece] = frozen.evidence
    expect(isIntact({ ...frozen, evidence: [{ ...piece!, text: 'We looked twice.' }] })).to.equal(false)
    expect(isIntact({ ...frozen, carriedOver: [{ criterionId: 'seeing', levelId: 'met' }] })).to.equal(false)
    expect(isIntact({ ...frozen, content: `${frozen.content} ` })).to.equal(false)
  })
})
