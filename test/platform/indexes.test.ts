import { expect } from 'chai'
import type { Model, Schema } from 'mongoose'
import { startTestApp, type TestApp } from '../support/app.js'
import { type DeclaredIndex, refusals } from '../support/indexRules.js'

describe('the indexes that MongoDB would refuse', () => {
  const refused = (indexes: [key: DeclaredIndex['key'], options?: object][], arrays: string[] = []) =>
    refusals(
      'db.things',
      indexes.map(([key, options = {}]) => ({ key, options: { ...options } })),
      arrays,
    )

  it('are none of the plain ones', () => {
    const plain: [DeclaredIndex['key'], object?][] = [
      [
        { a: 1, 'b.c': -1 },
        { unique: true, sparse: true },
      ],
      [{ at: 1 }, { expireAfterSeconds: 0 }],
      [{ a: 1 }, { partialFilterExpression: { a: { $exists: true }, b: { $gt: 5 } } }],
      [{ title: 'text', body: 'text' }, { weights: { title: 3 } }],
      [{ tags: 1, a: 1 }],
    ]
    expect(refused(plain, ['tags'])).to.deep.equal([])
  })

  const CASES: [why: RegExp, indexes: [DeclaredIndex['key'], object?][], arrays?: string[]][] = [
    [/more than one text index/, [[{ a: 'text' }], [{ b: 'text' }]]],
    [/unique text/, [[{ a: 'text' }, { unique: true }]]],
    [/text index with a collation/, [[{ a: 'text' }, { collation: { locale: 'nb' } }]]],
    [/text fields apart/, [[{ a: 'text', b: 1, c: 'text' }]]],
    [/through two arrays: tags and reviews/, [[{ tags: 1, 'reviews.id': 1 }]], ['tags', 'reviews']],
    [/filters by \$ne/, [[{ a: 1 }, { partialFilterExpression: { a: { $ne: null } } }]]],
    [/filters by \$exists/, [[{ a: 1 }, { partialFilterExpression: { a: { $exists: false } } }]]],
    [/both sparse and partial/, [[{ a: 1 }, { sparse: true, partialFilterExpression: { a: 1 } }]]],
    [/more than one plain field/, [[{ a: 1, b: 1 }, { expireAfterSeconds: 1 }]]],
    [/impossible time/, [[{ a: 1 }, { expireAfterSeconds: 2 ** 31 }]]],
    [/too long a name/, [[{ ['a'.repeat(120)]: 1 }]]],
    [/unknown direction/, [[{ a: 0 }]]],
    [/option that is none/, [[{ a: 1 }, { uniqe: true }]]],
    [/cannot be one/, [[{ 'a..b': 1 }]]],
    [/declared twice/, [[{ a: 1 }], [{ a: 1 }, { unique: true, name: 'other' }]]],
    [/more than 64/, Array.from({ length: 64 }, (_, n) => [{ [`f${n}`]: 1 }])],
    [/more than 32 fields/, [[Object.fromEntries(Array.from({ length: 33 }, (_, n) => [`f${n}`, 1]))]]],
    [/always there/, [[{ _id: 1 }, { unique: true }]]],
  ]
  for (const [why, indexes, arrays] of CASES)
    it(`are told by the rules: ${why.source}`, () => expect(refused(indexes, arrays).join()).to.match(why))
})

describe('the indexes that Staffroom declares', () => {
  let app: TestApp
  before(async () => {
    app = await startTestApp({ demo: true })
  })
  after(() => app.close())

  const models = () => Object.values(app.database.connection.models) as Model<unknown>[]
  const declared = (schema: Schema) =>
    schema.indexes().map(([key, options]) => ({ key: key as DeclaredIndex['key'], options: { ...options } as never }))

  it('are ones that MongoDB accepts', () => {
    expect(models().length).to.be.above(15)
    const found = models().flatMap(({ schema, collection }) =>
      refusals(`staffroom.${collection.name}`, declared(schema as never), arraysOf(schema as never)),
    )
    expect(found).to.deep.equal([])
  })

  it('are all there after a start, and none beside them but those of sessions and files', async () => {
    const own = new Set(models().map(({ collection }) => collection.name))
    for (const model of models().filter(({ schema }) => declared(schema as never).length > 0)) {
      const there = (await model.collection.listIndexes().toArray()).map(({ name }) => name)
      expect(there.length, model.collection.name).to.equal(declared(model.schema as never).length + 1)
    }
    const others = (await app.db.listCollections()).map(({ name }) => name).filter(name => !own.has(name))
    expect(others.filter(name => !/^(sessions|files\..*)$/.test(name))).to.deep.equal([])
  })
})

function arraysOf(schema: Schema, above = ''): string[] {
  return Object.entries(schema.paths).flatMap(([path, type]) => {
    const inner = (type as { schema?: Schema }).schema
    if (type.instance === 'Array') return [above + path]
    return inner ? arraysOf(inner, `${above + path}.`) : []
  })
}
