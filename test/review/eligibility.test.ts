import { expect } from 'chai'
import { assign } from '../../server/review/assignment.js'
import { type Candidate, exclusionOf, type Situation } from '../../server/review/eligibility.js'
import { AT, daysLater } from './aSubmission.js'

const aCandidate = (personId: string, over: Partial<Candidate> = {}): Candidate => ({
  personId,
  organizationIds: [`school-of-${personId}`],
  languages: ['en'],
  subjects: [],
  load: 0,
  capacity: 10,
  ...over,
})

const aSituation = (over: Partial<Situation> = {}): Situation => ({
  submissionId: 's1',
  earnerId: 'ada',
  earnerOrganizationIds: ['north'],
  language: 'en',
  subjects: [],
  asked: [],
  panelOrganizationIds: [],
  conflicted: [],
  reportingLine: [],
  reviewedByEarner: [],
  ...over,
})

const chosen = (candidates: Candidate[], situation: Situation, seats = 2) =>
  choicesFor(candidates, situation, seats).map(({ personId }) => personId)

const choicesFor = (candidates: Candidate[], situation: Situation, seats = 2) =>
  assign([{ situation, seats, since: AT }], candidates, AT)[0]!.choices

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

  it('is nobody who leads the earner or is led by them', () => {
    expect(exclusionOf(aCandidate('bo'), aSituation({ reportingLine: ['bo'] }))).to.equal('reportingLine')
  })

  it('is nobody whose own work the earner reviewed lately', () => {
    expect(exclusionOf(aCandidate('bo'), aSituation({ reviewedByEarner: ['bo'] }))).to.equal('reviewedByEarner')
  })

  it('is nobody who has not calibrated, where that is asked for', () => {
    expect(exclusionOf(aCandidate('bo'), aSituation({ calibrated: new Set(['cy']) }))).to.equal('notCalibrated')
    expect(exclusionOf(aCandidate('cy'), aSituation({ calibrated: new Set(['cy']) }))).to.equal(undefined)
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
    const people = [aCandidate('bo', { languages: ['en'] }), aCandidate('cy', { languages: ['nb'], load: 2 })]
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

  it('knows the subject rather than not, and has room rather than expertise', () => {
    const expert = aCandidate('cy', { subjects: ['mathematics'], load: 4 })
    const maths = aSituation({ subjects: ['mathematics'] })
    expect(chosen([aCandidate('bo'), expert], maths, 1)).to.deep.equal(['cy'])
    expect(chosen([aCandidate('bo'), { ...expert, capacity: 4 }], maths, 1)).to.deep.equal(['bo'])
  })

  it('has less to do for what they can take on', () => {
    const people = [aCandidate('bo', { load: 2, capacity: 3 }), aCandidate('cy', { load: 3, capacity: 10 })]
    expect(chosen(people, aSituation(), 1)).to.deep.equal(['cy'])
  })

  it('is nobody who is full or away', () => {
    const away = { from: daysLater(-1), until: daysLater(1) }
    const people = [
      aCandidate('bo', { load: 3, capacity: 3 }),
      aCandidate('cy', { away }),
      aCandidate('di', { away: { from: daysLater(1), until: daysLater(9) } }),
    ]
    expect(chosen(people, aSituation())).to.deep.equal(['di'])
  })

  it('is told why, in words', () => {
    const [first, second] = choicesFor([aCandidate('bo'), aCandidate('cy', { load: 2 })], aSituation())
    expect(first!.why.map(({ reason }) => reason)).to.deep.equal(['otherSchool', 'noConflict', 'language', 'load'])
    expect(second!.why).to.deep.include({ reason: 'spread' })
    expect(second!.why).to.deep.include({ reason: 'load', count: 2 })
  })
})

describe('all that waits together', () => {
  const situations = (count: number) =>
    [...Array(count).keys()].map(n => aSituation({ submissionId: `s${n}`, earnerId: `e${n}` }))

  it('is served the longest waiting first, when there are too few to ask', () => {
    const waiting = situations(3).map((situation, n) => ({ situation, seats: 1, since: daysLater(-n) }))
    const served = assign(waiting, [aCandidate('bo', { capacity: 2 })], AT).filter(({ choices }) => choices.length > 0)
    expect(served.map(({ submissionId }) => submissionId)).to.deep.equal(['s2', 's1'])
  })

  it('asks nobody beyond what they can take on, and everybody about as much', () => {
    const people = [...Array(20).keys()].map(n => aCandidate(`p${n}`, { capacity: 4 }))
    const waiting = situations(30).map(situation => ({ situation, seats: 2, since: AT }))
    const loads = new Map<string, number>()
    for (const { choices } of assign(waiting, people, AT)) {
      expect(new Set(choices.map(({ personId }) => personId)).size).to.equal(2)
      for (const { personId } of choices) loads.set(personId, (loads.get(personId) ?? 0) + 1)
    }
    expect([...loads.values()].sort()).to.deep.equal(Array(20).fill(3))
  })

  it('gives all but the first seat to the most consistent, where reviews are weighed', () => {
    const people = [...Array(8).keys()].map(n => aCandidate(`p${n}`, { load: n === 2 ? 0 : 1 }))
    const noise = new Map(people.map(({ personId }, n) => [personId, n === 5 ? 0.3 : 0.6]))
    const weighed = { noise, usualNoise: 0.5, seated: 0 }
    expect(chosen(people, aSituation({ weighed }))).to.deep.equal(['p2', 'p5'])
    expect(chosen(people, aSituation({ weighed: { ...weighed, seated: 2 } }), 1)).to.deep.equal(['p5'])
  })

  it('says so to whoever is asked for being consistent, and to nobody else', () => {
    const people = ['bo', 'cy'].map((name, n) => aCandidate(name, { organizationIds: [`o-${name}`], load: n }))
    const noise = new Map([['cy', 0.3]])
    const weighed = { noise, usualNoise: 0.5, seated: 0 }
    const reasons = choicesFor(people, aSituation({ weighed })).map(({ why }) => why.map(({ reason }) => reason))
    expect(reasons.map(each => each.includes('consistency'))).to.deep.equal([false, true])
  })

  it('takes somebody unknown for typical, where reviews are weighed', () => {
    const people = ['bo', 'cy', 'di'].map(name => aCandidate(name))
    const weighed = {
      noise: new Map([
        ['bo', 0.9],
        ['cy', 0.8],
      ]),
      usualNoise: 0.5,
      seated: 2,
    }
    expect(chosen(people, aSituation({ weighed }), 1)).to.deep.equal(['di'])
  })

  it('never breaks a rule, whatever comes together', () => {
    let seed = 7
    const draw = (below: number) => {
      seed = (seed * 48271) % 2147483647
      return seed % below
    }
    const people = [...Array(60).keys()].map(n =>
      aCandidate(`p${n}`, {
        organizationIds: [`o${draw(6)}`],
        languages: draw(2) ? ['en'] : ['nb', 'en'],
        subjects: [`t${draw(3)}`, `t${draw(3)}`],
        capacity: 1 + draw(4),
        load: draw(3),
      }),
    )
    const rubric = new Set(people.filter((_, n) => n % 3).map(({ personId }) => personId))
    const waiting = [...Array(80).keys()].map(n => ({
      seats: 1 + draw(2),
      since: daysLater(-draw(9)),
      situation: aSituation({
        submissionId: `s${n}`,
        earnerId: `p${draw(60)}`,
        earnerOrganizationIds: [`o${draw(6)}`],
        subjects: [`t${draw(3)}`],
        conflicted: [`p${draw(60)}`, `p${draw(60)}`],
        ...(draw(2) && { calibrated: rubric }),
      }),
    }))
    const loads = new Map(people.map(({ personId, load }) => [personId, load]))
    for (const { submissionId, choices } of assign(waiting, people, AT)) {
      const { situation, seats } = waiting.find(item => item.situation.submissionId === submissionId)!
      expect(choices.length).to.be.at.most(seats)
      for (const { personId } of choices) {
        const person = people.find(candidate => candidate.personId === personId)!
        expect(exclusionOf(person, situation)).to.equal(undefined)
        loads.set(personId, loads.get(personId)! + 1)
        expect(loads.get(personId)).to.be.at.most(person.capacity)
      }
    }
  })
})
