import { expect } from 'chai'
import { readSection } from '../../server/microcredential/forms.js'
import { applyRowAction, readRowAction } from '../../server/microcredential/rowAction.js'

let ids = 0
const newId = () => `new-${++ids}`
const read = (section: Parameters<typeof readSection>[0], body: object) => readSection(section, body, newId)
const press = (content: object, action: string) =>
  applyRowAction(content, readRowAction(action)!, { language: 'nb', newId })

describe("the author's form", () => {
  it('reads rows by their number, whatever else came along', () => {
    const { content } = read('method', {
      keyMethod: ' Wait. ',
      'components-0-title': 'Count',
      'components-0-text': 'To ten.',
      'components-1-title': '',
      'components-1-text': 'Breathe.',
      hours: '9',
      __proto__: { polluted: true },
    })
    expect(content).to.deep.equal({
      keyMethod: 'Wait.',
      components: [
        { title: 'Count', text: 'To ten.' },
        { title: '', text: 'Breathe.' },
      ],
    })
  })

  it('reads levels inside of criteria, with the one to reach', () => {
    const { content } = read('rubric', {
      'rubric-0-id': 'waiting',
      'rubric-0-name': 'Waiting',
      'rubric-0-description': 'Does it?',
      'rubric-0-requiredLevelId': 'met',
      'rubric-0-levels-0-id': 'not-yet',
      'rubric-0-levels-0-name': 'No',
      'rubric-0-levels-1-id': 'met',
      'rubric-0-levels-1-name': 'Yes',
    })
    expect(content.rubric?.[0]).to.deep.equal({
      ...{ id: 'waiting', name: 'Waiting', description: 'Does it?', requiredLevelId: 'met', phrases: '' },
      levels: [
        { id: 'not-yet', name: 'No', description: '' },
        { id: 'met', name: 'Yes', description: '' },
      ],
    })
  })

  it('keeps every word and number as typed, though it cannot be meant', () => {
    const { content, errors } = read('hours', { hours: 'a week', credits: '??', validityMonths: '-3' })
    expect(errors).to.deep.equal([])
    expect(content).to.include({ hours: 'a week', credits: '??', validityMonths: '-3' })
  })

  it('says what is too long, and gives all of it back', () => {
    const { content, errors } = read('about', { title: 'x'.repeat(121), summary: 'fine' })
    expect(errors.map(({ field }) => field)).to.deep.equal(['title'])
    expect(content).to.include({ title: 'x'.repeat(121), summary: 'fine' })
  })

  it('refuses a part or a kind that does not exist', () => {
    const { errors } = read('requirements', { 'requirements-0-part': 'appendix', 'requirements-0-kind': 'text' })
    expect(errors.map(({ field }) => field)).to.deep.equal(['requirements-0-part'])
  })

  it('gives every row an id of its own, though two claim the same or something hostile', () => {
    const { content } = read('requirements', {
      'requirements-0-id': 'who',
      'requirements-1-id': 'who',
      'requirements-2-id': '"><script>',
    })
    const found = content.requirements!.map(({ id }) => id)
    expect(found[0]).to.equal('who')
    expect(new Set(found)).to.have.property('size', 3)
    expect(found[2]).to.match(/^[\w-]+$/)
  })

  it('reads no more rows than the form offers', () => {
    const body = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`components-${i}-title`, 'x']))
    expect(read('method', body).content.components).to.have.length(20)
  })

  it('takes only icons, shapes and colours that the designer has', () => {
    const { errors } = read('badge', { shape: 'star', colour: 'spruce', icon: '../../etc/passwd', badgeText: '' })
    expect(errors.map(({ field }) => field)).to.deep.equal(['shape', 'icon'])
  })

  for (const hostile of [
    undefined,
    null,
    'text',
    [],
    { 'components-0-title': ['a', 'b'] },
    { 'components-0-title': {} },
  ])
    it(`survives ${JSON.stringify(hostile)} in place of a form`, () => {
      expect(() => read('method', hostile as never)).not.to.throw()
    })
})

describe('the buttons beside rows', () => {
  const rows = { components: ['a', 'b', 'c'].map(title => ({ title, text: '' })) }
  const titles = (content: { components?: { title: string }[] }) => content.components?.map(({ title }) => title)

  it('add, remove and move a row, and go on from it', () => {
    expect(titles(press(rows, 'add:components').content)).to.deep.equal(['a', 'b', 'c', ''])
    expect(press(rows, 'add:components').goTo).to.equal('components-3')
    expect(titles(press(rows, 'remove:components:1').content)).to.deep.equal(['a', 'c'])
    expect(titles(press(rows, 'up:components:2').content)).to.deep.equal(['a', 'c', 'b'])
    expect(press(rows, 'up:components:2').goTo).to.equal('components-1')
    expect(titles(press(rows, 'down:components:0').content)).to.deep.equal(['b', 'a', 'c'])
  })

  it('leave the rows alone where there is nothing to do', () => {
    for (const action of ['up:components:0', 'down:components:2', 'remove:components:9', 'up:components:9'])
      expect(titles(press(rows, action).content)).to.deep.equal(['a', 'b', 'c'])
  })

  it('go back to the list when its last row is gone', () => {
    expect(press({ components: [{ title: 'a', text: '' }] }, 'remove:components:0').goTo).to.equal('components')
  })

  it('begin a criterion with four named levels, the third to be reached', () => {
    const [criterion] = press({ rubric: [] }, 'add:rubric').content.rubric!
    expect(criterion!.levels.map(({ name }) => name)).to.deep.equal([
      ...['Ikke vist ennå', 'Delvis vist', 'Vist', 'Vist med dybde'],
    ])
    expect(criterion!.requiredLevelId).to.equal(criterion!.levels[2]!.id)
  })

  it('change the levels of one criterion only, and stop at six', () => {
    let content = press(press({ rubric: [] }, 'add:rubric').content, 'add:rubric').content
    for (let i = 0; i < 5; i++) content = press(content, 'add:rubric-1-levels').content
    expect(content.rubric!.map(({ levels }) => levels.length)).to.deep.equal([4, 6])
  })

  for (const action of [
    '',
    'add',
    'explode:components',
    'add:__proto__',
    'remove:components:-1',
    'add:rubric-0-toString',
  ])
    it(`take no notice of “${action}”`, () => {
      const read = readRowAction(action)
      expect(read && applyRowAction(rows, read, { language: 'en', newId }).content).to.be.oneOf([undefined, rows])
    })
})
