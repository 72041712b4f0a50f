import { expect } from 'chai'
import { type Known, type TraceKind, traceFinder } from '../../server/preflight/traces.js'

const KNOWN: Known = {
  name: 'Ingrid Solberg Dahl',
  handle: 'ingridsd',
  organizations: ['Northgate Academy of Learning', 'Bjørnemyr skole'],
  colleagues: ['Thabo Mokoena', 'Li Wei'],
  published: 'Key research: Emma Hartley, Looking Together.',
}

const find = (text: string) => traceFinder(KNOWN)(text).map(({ kind, text: found }) => [kind, found])
const only = (kind: TraceKind, ...texts: string[]) => texts.map(text => [kind, text])

describe('what may tell whose work it is', () => {
  it('is the writer’s name, whole and in parts, and never a part of another word', () => {
    expect(find('Written by INGRID solberg dahl.')).to.deep.equal(only('ownName', 'INGRID solberg dahl'))
    expect(find('Ask Solberg. Ingrids klasse.')).to.deep.equal(only('ownName', 'Solberg', 'Ingrid'))
    expect(find('The Dahlia in the window')).to.deep.equal([])
  })

  it('is a school by its name, and by what is left of it without the kind of school', () => {
    expect(find('At Northgate Academy of Learning we')).to.deep.equal(only('school', 'Northgate Academy of Learning'))
    expect(find('at Northgate we, på Bjørnemyr')).to.deep.equal(only('school', 'Northgate', 'Bjørnemyr'))
    expect(find('an academy of learning, a school')).to.deep.equal([])
  })

  it('is a colleague, an address and a user name', () => {
    expect(find('with thabo  mokoena')).to.deep.equal(only('colleague', 'thabo  mokoena'))
    expect(find('Mr Mokoena said')).to.deep.equal(only('colleague', 'Mokoena'))
    expect(find('write to a.b+c@school.example.no, please')).to.deep.equal(only('email', 'a.b+c@school.example.no'))
    expect(find('follow @teachermind or IngridSD')).to.deep.equal(only('handle', '@teachermind', 'IngridSD'))
  })

  it('is a telephone number as it is written in Norway, Britain, North America and abroad', () => {
    for (const number of [
      '+47 911 22 333',
      '22 33 44 55',
      '911 22 333',
      '91122333',
      '020 7946 0958',
      '(415) 555-2671',
      '0047 22334455',
    ])
      expect(find(`Ring ${number} etter skoletid`), number).to.deep.equal(only('phone', number))
  })

  it('is no date, year, page, sum or figure', () => {
    const figures = '2024-05-12, 20240512, 2019 2020, pp. 112–118, 3.14159265, 1 000 000, 10.1080/00220272, 45%, 12:30'
    expect(find(figures)).to.deep.equal([])
  })

  it('is a page that shows who shares it', () => {
    const page = 'https://docs.google.com/document/d/1AbC'
    expect(find(`See ${page}.`).map(([kind]) => kind)).to.deep.equal(['page'])
    expect(find('See https://www.udir.no/lk20')).to.deep.equal([])
  })

  it('is perhaps a learner: a common given name, or any name after a word for a learner', () => {
    expect(find('Jayden looked up, and Emmas book fell.')).to.deep.equal(only('learner', 'Jayden', 'Emma').slice(0, 1))
    expect(find('Then Noras book fell.')).to.deep.equal(only('learner', 'Nora'))
    expect(find('a pupil named Xquenda and eleven Balder')).to.deep.equal(only('learner', 'Xquenda', 'Balder'))
  })

  it('is no learner where it is a source, a weekday, or stands in the micro-credential itself', () => {
    expect(find('As Hannah Smith (2019) and Oliver & Jones, 2020 show')).to.deep.equal([])
    expect(find('Emma Hartley asks')).to.deep.equal([])
    expect(find('The students I teach, each student On Monday')).to.deep.equal([])
  })

  it('is found in time linear in the text, however it is made', () => {
    const hostile = [
      'a@'.repeat(50_000),
      '1 '.repeat(50_000),
      'A-'.repeat(50_000),
      'https://x.com'.repeat(8_000),
      'elev '.repeat(20_000),
    ]
    const before = performance.now()
    for (const text of hostile) traceFinder(KNOWN)(text)
    expect(performance.now() - before).to.be.below(3_000)
  })
})

describe('names with signs in them', () => {
  it('are found as they stand', () => {
    const known = { ...KNOWN, name: "Anne-Marie O'Neil (x)", organizations: ['St. Olav’s [1]'] }
    expect(traceFinder(known)("by Anne-Marie O'Neil (x)").map(({ kind }) => kind)).to.deep.equal(['ownName'])
    expect(traceFinder(known)('at St. Olav’s [1]').map(({ kind }) => kind)).to.deep.equal(['school'])
  })
})
