import { expect } from 'chai'
import { draftFrom } from '../../server/microcredential/draft.js'
import { anatomyOf } from '../../server/microcredential/finished.js'
import { relationProblems, relationsIn, slugIn } from '../../server/microcredential/related.js'
import { startTestApp, type TestApp } from '../support/app.js'
import { post, visitor } from '../support/signIn.js'
import { aHouseOfAuthors, anAnatomy, fieldsIn, fillIn, type House } from './support.js'

const row = (other: string, relation: 'buildsOn' | 'partOf' = 'buildsOn') => ({ relation, other })

describe('what a micro-credential builds on', () => {
  it('is named by the address of a page, however it is copied', () => {
    for (const typed of [
      ...[
        'looking-at-work',
        ' looking-at-work ',
        '/microcredentials/looking-at-work',
        '/microcredentials/looking-at-work/v3',
      ],
      ...[
        'https://staffroom.example/microcredentials/looking-at-work/',
        'http://localhost:3000/microcredentials/looking-at-work',
      ],
    ])
      expect(slugIn(typed), typed).to.equal('looking-at-work')
    for (const typed of [
      '',
      'Looking at work',
      'https://a.example/other/looking',
      'javascript:alert(1)',
      '/microcredentials/',
    ])
      expect(slugIn(typed), typed).to.equal(undefined)
  })

  it('is each other one once, and rows left empty go', () => {
    expect(relationsIn([row(''), row('a'), row('/microcredentials/a', 'partOf'), row('b', 'partOf')])).to.deep.equal([
      { relation: 'buildsOn', slug: 'a' },
      { relation: 'partOf', slug: 'b' },
    ])
    expect(relationsIn()).to.deep.equal([])
  })

  it('says what is wrong with what names nothing, or itself', () => {
    const draft = {
      ...draftFrom(anAnatomy()),
      relations: [row('known'), row('own'), row('unknown'), row('?!'), row('')],
    }
    const found = relationProblems(draft, 'own', new Set(['known', 'own']))
    expect(found.map(({ field, messageKey, wrong }) => [field, messageKey.split('.').at(-1), wrong])).to.deep.equal([
      ['relations-1-other', 'relationToItself', true],
      ['relations-2-other', 'relationUnknown', true],
      ['relations-3-other', 'relationUnknown', true],
    ])
  })

  it('goes from an anatomy to a draft and back, and is absent where there is none', () => {
    const relations = [{ relation: 'partOf' as const, slug: 'a' }]
    expect(anatomyOf(draftFrom(anAnatomy({ relations }))).relations).to.deep.equal(relations)
    expect(anatomyOf(draftFrom(anAnatomy()))).not.to.have.property('relations')
    const { relations: _none, ...older } = draftFrom(anAnatomy())
    expect(anatomyOf(older)).not.to.have.property('relations')
  })
})

describe('an author who says what a micro-credential builds on', () => {
  let app: TestApp
  let house: House
  let count = 0
  before(async () => {
    app = await startTestApp()
    house = await aHouseOfAuthors(app)
  })
  after(() => app.close())

  async function aDraft(title = 'Waiting') {
    const slug = `related-${++count}`
    const added = {
      slug,
      organizationId: house.home.id,
      authorIds: [house.runa.person.id],
      anatomy: anAnatomy({ title }),
    }
    const id = await app.rooms.microcredential.add(added)
    return { id, slug, form: `/microcredentials/${slug}/edit/hours` }
  }

  it('adds a row, names the other one, and both stand on the page for everybody', async () => {
    const other = await aDraft('Looking <closely>')
    await app.rooms.microcredential.publish(other.id)
    const { id, slug, form } = await aDraft()
    const { agent } = house.runa
    expect((await fillIn(agent, form, { row: 'add:relations' })).headers.location).to.equal(`${form}#relations-0`)
    const address = `https://staffroom.example/microcredentials/${other.slug}`
    expect(
      (await fillIn(agent, form, { 'relations-0-relation': 'partOf', 'relations-0-other': address })).status,
    ).to.equal(303)
    expect(fieldsIn((await agent.get(form)).text)).to.include({ 'relations-0-relation': 'partOf' })
    await app.rooms.microcredential.publish(id)
    const { text } = await visitor(app).get(`/microcredentials/${slug}`)
    expect(text)
      .to.include('Part of')
      .and.include(`href="/microcredentials/${other.slug}"`)
      .and.include('Looking &lt;closely&gt;')
    expect((await visitor(app).get(`/microcredentials/${other.slug}`)).text).not.to.include('Part of</span>')
  })

  it('is told at once that a draft, an unknown one or itself cannot be named, and it is not published so', async () => {
    const [hidden, { slug, form }] = [await aDraft(), await aDraft()]
    const { agent } = house.runa
    for (const [other, problem] of [
      [hidden.slug, 'there is none published'],
      ['nowhere', 'there is none published'],
      [slug, 'is this one'],
    ] as const) {
      const answer = await fillIn(agent, form, { 'relations-0-relation': 'buildsOn', 'relations-0-other': other })
      expect(answer.status, other).to.equal(422)
      expect(answer.text).to.include(problem).and.include('href="#relations-0-other"')
    }
    const asked = await post(agent, `/microcredentials/${slug}/design-review`)
    expect(asked.text).to.include('is this one')
  })
})
