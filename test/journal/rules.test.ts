import { expect } from 'chai'
import { isLate, isOvertaken, isWorthKeeping } from '../../server/journal/draft.js'
import { changeEntry, deleteEntry, type Entry, mayRead, startEntry } from '../../server/journal/entry.js'
import { differences, fieldsOf, readFields } from '../../server/journal/fields.js'
import { parseEntry } from '../../server/journal/forms.js'
import { searchedWords, wordsOf } from '../../server/journal/search.js'
import { dayIn, titleFrom } from '../../server/journal/words.js'
import { aContent } from './support.js'

const AT = new Date('2026-03-02T09:00:00Z')
const anEntry = (over: Partial<Entry> = {}): Entry => ({
  ...startEntry('entry', 'ada', aContent(over), AT).state,
  ...over,
})
const shared = { visibility: 'community', communityId: 'maths' } as const

describe('sharing an entry', () => {
  const names = (events: { name: string; communityId: string }[]) =>
    events.map(event => `${event.name} ${event.communityId}`)

  it('is announced when it is kept for a community', () => {
    expect(names(startEntry('e', 'ada', aContent(shared), AT).events)).to.deep.equal(['entryShared maths'])
  })
  it('is not announced when it is kept for nobody or for all', () => {
    expect(startEntry('e', 'ada', aContent(), AT).events).to.deep.equal([])
    expect(startEntry('e', 'ada', aContent({ visibility: 'public' }), AT).events).to.deep.equal([])
  })
  it('is announced once, however often the entry changes', () => {
    expect(changeEntry(anEntry(shared), aContent({ ...shared, title: 'New' }), AT).events).to.deep.equal([])
  })
  it('moves from one community to another', () => {
    const moved = changeEntry(anEntry(shared), aContent({ ...shared, communityId: 'art' }), AT)
    expect(names(moved.events)).to.deep.equal(['entryUnshared maths', 'entryShared art'])
  })
  it('ends when the entry is made private or is deleted', () => {
    expect(names(changeEntry(anEntry(shared), aContent(), AT).events)).to.deep.equal(['entryUnshared maths'])
    expect(names(deleteEntry(anEntry(shared), AT).events)).to.deep.equal(['entryUnshared maths'])
  })
})

describe('a deleted entry', () => {
  it('keeps nothing of what was written', () => {
    const deleted = deleteEntry(
      anEntry({ title: 'Secret', experience: 'Secret', tags: ['secret'], minutes: 5 }),
      AT,
    ).state
    expect(JSON.stringify(deleted).toLowerCase()).to.not.include('secret')
    expect(deleted.minutes).to.equal(undefined)
  })
})

describe('reading an entry', () => {
  const cases: [string, Partial<Entry>, string | undefined, boolean, boolean][] = [
    ['its owner may, when it is private', {}, 'ada', false, true],
    ['nobody else may, when it is private', {}, 'grace', true, false],
    ['members may, when it is shared with them', shared, 'grace', true, true],
    ['others may not, when it is shared', shared, 'grace', false, false],
    ['a stranger may, when it is public', { visibility: 'public' }, undefined, false, true],
    ['not even its owner may, when it is deleted', { state: 'deleted' }, 'ada', false, false],
  ]
  for (const [what, over, reader, isMember, expected] of cases)
    it(what, () => expect(mayRead(anEntry(over), reader, isMember)).to.equal(expected))
})

describe('a form', () => {
  const basis = { entryVersion: 1, draftVersion: 'd1', editorId: 'tab', sequence: 3 }
  const draft = {
    ...{ id: 'entry', ownerId: 'ada', version: 'd1', editorId: 'other', sequence: 1, savedAt: AT },
    fields: { texts: {}, artefactIds: [] },
  }
  const entry = anEntry()

  it('is not overtaken while everything is as it was when it was opened', () => {
    expect(isOvertaken(basis, { entry, draft })).to.equal(false)
    expect(isOvertaken({ ...basis, entryVersion: 0, draftVersion: '' }, {})).to.equal(false)
  })
  it('is not overtaken by its own earlier saves', () => {
    expect(isOvertaken(basis, { entry, draft: { ...draft, editorId: 'tab', version: 'd2' } })).to.equal(false)
  })
  it('is overtaken when another form saved a draft', () => {
    expect(isOvertaken(basis, { entry, draft: { ...draft, version: 'd2' } })).to.equal(true)
  })
  it('is overtaken when another form kept the entry', () => {
    expect(isOvertaken(basis, { entry: { ...entry, version: 2 } })).to.equal(true)
    expect(isOvertaken({ ...basis, entryVersion: 0 }, { entry })).to.equal(true)
  })
  it('is late when a newer save of its own has arrived', () => {
    const own = { ...draft, editorId: 'tab', sequence: 3 }
    expect([2, 3, 4].map(sequence => isLate({ ...basis, sequence }, own))).to.deep.equal([true, true, false])
    expect(isLate({ ...basis, sequence: 0 }, own), 'without scripts nothing is counted').to.equal(false)
  })
  it('has nothing worth keeping when only what was given stands in it', () => {
    const blank = readFields({ kind: 'other', happenedOn: '2026-03-01', visibility: 'private', title: '' })
    expect(isWorthKeeping(blank, undefined)).to.equal(false)
    expect(isWorthKeeping(fieldsOf(entry), entry)).to.equal(false)
    expect(isWorthKeeping(readFields({ tags: 'x' }), undefined)).to.equal(true)
  })
})

describe('the fields of a form', () => {
  it('are the same after they became an entry and came back', () => {
    const content = aContent({
      ...shared,
      minutes: 20,
      tags: ['a', 'b'],
      alignments: [{ name: 'LK20', url: 'https://udir.no' }],
      artefactIds: ['x'],
    })
    const parsed = parseEntry(fieldsOf(content), { communityIds: ['maths'], tomorrow: '2026-03-03' })
    expect(parsed).to.deep.equal({ ok: true, value: content })
  })
  it('differ only where words differ, not line ends or outer spaces', () => {
    const one = readFields({ experience: 'a\r\nb ', title: 'x' })
    expect(differences(one, readFields({ experience: 'a\nb', title: 'y' }))).to.deep.equal(['title'])
  })
  it('are ours only, and of a size that cannot hurt', () => {
    const fields = readFields({
      constructor: 'x',
      $where: 'x',
      title: ['first', 'second'],
      experience: 'e'.repeat(300_000),
    })
    expect(Object.keys(fields.texts).sort()).to.deep.equal(['experience', 'title'])
    expect([fields.texts.title, fields.texts.experience!.length]).to.deep.equal(['first', 100_000])
  })
})

describe('parsing an entry', () => {
  const context = { communityIds: ['maths'], tomorrow: '2026-03-03' }
  const parse = (texts: Record<string, string>, artefactIds: string[] = []) =>
    parseEntry({ texts: { happenedOn: '2026-03-01', experience: 'x', ...texts }, artefactIds }, context)
  const wrong = (texts: Record<string, string>, artefactIds?: string[]) => {
    const parsed = parse(texts, artefactIds)
    return parsed.ok ? [] : parsed.errors.map(({ field }) => field)
  }
  const value = (texts: Record<string, string>) => {
    const parsed = parse(texts)
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors))
    return parsed.value
  }

  it('makes the first sentence the title when there is none', () => {
    expect(value({ experience: 'They waited for me. I waited for them.' }).title).to.equal('They waited for me')
  })
  it('wants a few words or a file', () => {
    expect(wrong({ experience: ' ' })).to.deep.equal(['experience'])
    expect(wrong({ experience: '' }, ['a'])).to.deep.equal([])
    expect(wrong({ experience: '', thinkNow: 'Yes.' })).to.deep.equal([])
  })
  it('reads tags with or without marks, each once', () => {
    expect(value({ tags: '#Fractions, fractions; Grade 5,,' }).tags).to.deep.equal(['Fractions', 'Grade 5'])
  })
  it('refuses too many tags and tags like sentences', () => {
    expect(wrong({ tags: Array.from({ length: 13 }, (_, n) => `t${n}`).join() })).to.deep.equal(['tags'])
    expect(wrong({ tags: 'x'.repeat(41) })).to.deep.equal(['tags'])
  })
  it('completes web addresses and refuses what is none', () => {
    expect(value({ alignmentName0: 'LK20', alignmentUrl0: 'udir.no/lk20' }).alignments).to.deep.equal([
      { name: 'LK20', url: 'https://udir.no/lk20' },
    ])
    expect(wrong({ alignmentName0: 'x', alignmentUrl0: 'javascript:alert(1)' })).to.deep.equal(['alignmentUrl0'])
    expect(wrong({ alignmentUrl1: 'example.org' })).to.deep.equal(['alignmentName1'])
  })
  it('takes only days that are days and have come, anywhere on Earth', () => {
    expect(wrong({ happenedOn: '2026-03-03' })).to.deep.equal([])
    for (const day of ['2026-03-04', '2026-02-30', '1949-12-31', 'yesterday', ''])
      expect(wrong({ happenedOn: day }), day).to.deep.equal(['happenedOn'])
  })
  it('takes whole minutes only', () => {
    expect(value({ minutes: '45' }).minutes).to.equal(45)
    for (const minutes of ['0', '-5', '1.5', 'long', '100001'])
      expect(wrong({ minutes }), minutes).to.deep.equal(['minutes'])
  })
  it('shares only with a community that the person belongs to', () => {
    expect(value({ visibility: 'community:maths' })).to.include({ visibility: 'community', communityId: 'maths' })
    expect(wrong({ visibility: 'community:secret' })).to.deep.equal(['visibility'])
  })
  it('says all that is wrong at once', () => {
    expect(wrong({ minutes: 'x', happenedOn: 'x', kind: 'x', title: 'x'.repeat(161) })).to.have.members([
      ...['minutes', 'happenedOn', 'kind', 'title'],
    ])
  })
})

describe('words', () => {
  it('find an entry by what is in any of its parts', () => {
    expect(wordsOf(aContent({ tags: ['Brøk'], thinkNow: 'Vente-tid!' }))).to.include.members(['brøk', 'vente', 'tid'])
  })
  it('are searched without signs that mean something to a machine', () => {
    expect(searchedWords('.* $where (fractions)')).to.deep.equal(['where', 'fractions'])
    expect(searchedWords('!!!')).to.deep.equal([])
  })
  it('make a title that ends with a whole word', () => {
    expect(titleFrom('x '.repeat(100))).to.match(/^(x )+…$/)
    expect(titleFrom('## **Strips** of paper')).to.equal('Strips of paper')
    expect(titleFrom('')).to.equal('')
  })
  it('name the day that it is where somebody is', () => {
    expect(dayIn('Europe/Oslo', new Date('2026-03-01T23:30:00Z'))).to.equal('2026-03-02')
  })
})
