import { expect } from 'chai'
import { microCredentials } from '../../server/demo/content/microcredentials/index.js'
import { problemsIn } from '../../server/microcredential/completeness.js'
import { type Draft, draftFrom, emptyDraft, SECTION_FIELDS } from '../../server/microcredential/draft.js'
import { anatomyOf } from '../../server/microcredential/finished.js'
import { anAnatomy } from './support.js'

const complete = () => draftFrom(anAnatomy())
const fields = (draft: Draft) => problemsIn(draft).map(({ field }) => field)
const problem = (over: Partial<Draft>) => problemsIn({ ...complete(), ...over })[0]
const requirement = (over: object) => ({ requirements: [{ ...complete().requirements[0]!, ...over }] })
const criterion = (over: object) => ({ rubric: [{ ...complete().rubric[0]!, ...over }] })

describe('the completeness check', () => {
  it('finds nothing in a complete draft', () => {
    expect(problemsIn(complete())).to.deep.equal([])
  })

  it('names everything that an empty draft lacks, in the order of the form', () => {
    expect(fields(emptyDraft('', 'en'))).to.deep.equal([
      ...['title', 'summary', 'competence', 'subjects', 'keyMethod', 'components'],
      ...['research', 'requirements', 'rubric', 'hours', 'credits'],
    ])
  })

  const cases: [string, Partial<Draft>, string][] = [
    ['a component without a text', { components: [{ title: 'Count', text: '' }] }, 'components-0-text'],
    ['a component without a name', { components: [{ title: '', text: 'x' }] }, 'components-0-title'],
    [
      'an address that is a script',
      { research: [{ title: 'R', url: 'javascript:alert(1)', note: '' }] },
      'research-0-url',
    ],
    ['an address without https', { resources: [{ title: 'R', url: 'example.org', note: '' }] }, 'resources-0-url'],
    ['nothing that everyone must answer', requirement({ required: false }), 'requirements'],
    ['a requirement without a question', requirement({ prompt: '' }), 'requirements-0-prompt'],
    ['a limit that is no number', requirement({ min: 'a few' }), 'requirements-0-min'],
    ['a limit of no words', requirement({ min: '', max: '0' }), 'requirements-0-max'],
    ['half a word', requirement({ max: '20.5' }), 'requirements-0-max'],
    ['an upper limit below the lower', requirement({ min: '90', max: '20' }), 'requirements-0-max'],
    ['more pieces than fit', requirement({ kind: 'artefact', min: '', max: '21' }), 'requirements-0-max'],
    ['a criterion without a question', criterion({ description: '' }), 'rubric-0-description'],
    ['a single level', criterion({ levels: [], requiredLevelId: '' }), 'rubric-0-levels'],
    ['no level to reach', criterion({ requiredLevelId: 'gone' }), 'rubric-0-requiredLevelId'],
    ['a level to reach that everybody reaches', criterion({ requiredLevelId: 'not-yet' }), 'rubric-0-requiredLevelId'],
    ['hours that are words', { hours: 'two days' }, 'hours'],
    ['no time at all', { hours: '0' }, 'hours'],
    ['credits below nothing', { credits: '-1' }, 'credits'],
    ['an endless validity', { validityMonths: '1e9' }, 'validityMonths'],
    [
      'a framework without an address',
      { alignments: [{ targetName: 'A', targetUrl: '', targetFramework: '', targetCode: '' }] },
      'alignments-0-targetUrl',
    ],
    ['too many words on the badge', { badge: { ...complete().badge, text: 'x'.repeat(25) } }, 'badgeText'],
  ]
  for (const [what, over, field] of cases)
    it(`points at the field for ${what}`, () => {
      expect(problem(over)?.field).to.equal(field)
    })

  it('tells what cannot be meant from what is still missing', () => {
    expect(problem({ hours: 'two days' })?.wrong).to.equal(true)
    expect(problem({ hours: '' })?.wrong).to.equal(false)
  })

  it('ties each problem to the section that holds the field', () => {
    for (const { section, field } of problemsIn(emptyDraft('', 'en')))
      expect(SECTION_FIELDS[section] as readonly string[]).to.include(field)
  })

  it('counts a comma in numbers as Norwegians write them', () => {
    expect(problemsIn({ ...complete(), hours: '6,5' })).to.deep.equal([])
    expect(anatomyOf({ ...complete(), hours: '6,5' }).hours).to.equal(6.5)
  })
})

describe('a draft and its anatomy', () => {
  for (const { slug, anatomy } of microCredentials)
    it(`are the same thing for ${slug}`, () => {
      expect(anatomyOf(draftFrom(anatomy))).to.deep.equal(anatomy)
      expect(problemsIn(draftFrom(anatomy))).to.deep.equal([])
    })

  it('leave out rows that nobody filled in', () => {
    const draft = {
      ...complete(),
      components: [
        { title: 'Count', text: 'x' },
        { title: '', text: '' },
      ],
    }
    expect(anatomyOf(draft).components).to.have.length(1)
  })

  it('make each step upwards worth one point', () => {
    expect(anatomyOf(complete()).rubric[0]?.levels.map(({ points }) => points)).to.deep.equal([0, 1])
  })

  it('name each subject once', () => {
    expect(anatomyOf({ ...complete(), subjects: 'Talk, talk,Talk,, ' }).subjects).to.deep.equal(['Talk', 'talk'])
  })
})
