import { expect } from 'chai'
import { type Candidate, chooseReviewers, exclusionOf, type Situation } from '../../server/review/eligibility.js'

const aCandidate = (personId: string, over: Partial<Candidate> = {}): Candidate => ({
  personId,
  organizationIds: [`school-of-${personId}`],
  language: 'en',
  load: 0,
  ...over,
})

const aSituation = (over: Partial<Situation> = {}): Situation => ({
  submissionId: 's1',
  earnerId: 'ada',
  earnerOrganizationIds: ['north'],
  language: 'en',
  asked: [],
  panelOrganizationIds: [],
  conflicted: [],
  ...over,
})

const chosen = (candidates: Candidate[], situation: Situation, seats = 2) =>
  chooseReviewers(candidates, situation, seats).map(({ personId }) => personId)

describe('who may review', () => {
  it('is never the earner', () => {
    expect(exclusionOf(aCandidate('ada'), aSituation())).to.equal('isEarner')
  })

  it('is nobody from a school of the earner, whatever other schools they work at', () => {
    const colleague = aCandidate('bo', { organizationIds: ['south', 'north'] })
    expect(exclusionOf(colleague, aSituation())).to.equal('sameOrganization')
  })

  it('is nobody who stepped aside from this earner before or declared a conflict', () => {
    expect(exclusionOf(aCandidate('bo'), aSituation({ conflicted: ['bo'] }))).to.equal('conflict')
  })

  it('is nobody who was asked about this submission already', () => {
    expect(exclusionOf(aCandidate('bo'), aSituation({ asked: ['bo'] }))).to.equal('alreadyAsked')
  })

  it('is anybody else', () => {
    expect(exclusionOf(aCandidate('bo'), aSituation())).to.equal(undefined)
  })
})

describe('whom the system asks', () => {
  it('is as many as there are seats, or as there are people', () => {
    const people = ['bo', 'cy', 'di'].map(id => aCandidate(id))
    expect(chosen(people, aSituation())).to.have.length(2)
    expect(chosen(people.slice(0, 1), aSituation())).to.deep.equal(['bo'])
    expect(chosen(people, aSituation(), 0)).to.deep.equal([])
    expect(chosen([aCandidate('ada')], aSituation())).to.deep.equal([])
  })

  it('is whoever has least to do', () => {
    const people = [aCandidate('bo', { load: 3 }), aCandidate('cy', { load: 1 }), aCandidate('di', { load: 2 })]
    expect(chosen(people, aSituation())).to.deep.equal(['cy', 'di'])
  })

  it('is rather someone who reads the language, even with more to do', () => {
    const people = [aCandidate('bo', { language: 'en' }), aCandidate('cy', { language: 'nb', load: 2 })]
    expect(chosen(people, aSituation({ language: 'nb' }), 1)).to.deep.equal(['cy'])
  })

  it('comes from two schools rather than one', () => {
    const people = [
      aCandidate('bo', { organizationIds: ['south'] }),
      aCandidate('cy', { organizationIds: ['south'] }),
      aCandidate('di', { organizationIds: ['east'], load: 5 }),
    ]
    expect(chosen(people, aSituation())).to.include('di')
  })

  it('comes from the same school all the same, when there is no other', () => {
    const people = ['bo', 'cy'].map(id => aCandidate(id, { organizationIds: ['south'] }))
    expect(chosen(people, aSituation())).to.have.length(2)
  })

  it('is the same each time it is asked, in whatever order people are listed', () => {
    const people = ['bo', 'cy', 'di', 'ed', 'fi'].map(id => aCandidate(id))
    expect(chosen(people, aSituation())).to.deep.equal(chosen([...people].reverse(), aSituation()))
  })

  it('differs between submissions when all else is equal, so that nobody is always first', () => {
    const people = ['bo', 'cy', 'di', 'ed', 'fi'].map(id => aCandidate(id))
    const firsts = new Set([...Array(40).keys()].map(n => chosen(people, aSituation({ submissionId: `s${n}` }), 1)[0]))
    expect(firsts.size).to.equal(5)
  })

  it('leaves what it was given as it was', () => {
    const people = ['bo', 'cy', 'di'].map(id => aCandidate(id))
    const before = structuredClone(people)
    chosen(people, aSituation())
    expect(people).to.deep.equal(before)
  })

  it('is told why, in words', () => {
    const [first, second] = chooseReviewers([aCandidate('bo'), aCandidate('cy', { load: 2 })], aSituation(), 2)
    expect(first!.why.map(({ reason }) => reason)).to.deep.equal(['otherSchool', 'noConflict', 'language', 'load'])
    expect(second!.why).to.deep.include({ reason: 'spread' })
    expect(second!.why).to.deep.include({ reason: 'load', count: 2 })
  })
})
