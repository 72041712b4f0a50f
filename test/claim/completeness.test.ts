import { expect } from 'chai'
import { type Asked, problemsIn } from '../../server/claim/completeness.js'
import type { Draft, Piece } from '../../server/claim/draft.js'
import { countWords } from '../../server/claim/words.js'
import { RUBRIC } from '../review/aSubmission.js'

const TEXT: Asked = { id: 'seen', part: 'reflection', kind: 'text', prompt: 'What?', required: true, min: 3, max: 5 }
const SLOT: Asked = { id: 'work', part: 'artefacts', kind: 'artefact', prompt: 'Show', required: true, min: 1, max: 2 }

const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ')
const artefact = (id: string): Piece => ({ id: `p-${id}`, kind: 'artefact', artefactId: id })
const draftWith = (over: { text?: string; pieces?: Piece[] } & Partial<Draft>): Draft => ({
  responses: [
    { requirementId: 'seen', text: over.text ?? '', pieces: [] },
    { requirementId: 'work', text: '', pieces: over.pieces ?? [] },
  ],
  selfAssessment: over.selfAssessment ?? [],
})

const problems = (asked: Asked[], draft: Draft, available = ['a1', 'a2', 'a3']) =>
  problemsIn({ requirements: asked, rubric: [], draft, available: new Set(available) })
const keys = (found: { messageKey: string }[]) =>
  found.map(({ messageKey }) => messageKey.replace('claim.problem.', ''))

describe('the completeness check of texts', () => {
  const found = (text: string, asked = TEXT) => keys(problems([asked], draftWith({ text })))

  it('finds what is missing, too short and too long, and nothing at the limits', () => {
    expect(found('')).to.deep.equal(['noText'])
    expect(found(words(2))).to.deep.equal(['tooFewWords'])
    expect(found(words(3))).to.deep.equal([])
    expect(found(words(5))).to.deep.equal([])
    expect(found(words(6))).to.deep.equal(['tooManyWords'])
  })

  it('lets an optional answer be empty, and holds it to its limits once it is not', () => {
    const optional = { ...TEXT, required: false }
    expect(found('', optional)).to.deep.equal([])
    expect(found(words(2), optional)).to.deep.equal(['tooFewWords'])
  })

  it('takes spaces and dashes for no answer', () => {
    expect(found(' \n – * ')).to.deep.equal(['noText'])
  })

  it('counts words as people do', () => {
    expect(countWords('')).to.equal(0)
    expect(countWords('One, two – three.\n\nFør påske')).to.equal(5)
    expect(countWords('  (4)  ')).to.equal(1)
  })

  it('ties each problem to its part and field, and says the numbers', () => {
    const [problem] = problems([TEXT], draftWith({ text: words(2) }))
    expect(problem).to.deep.include({ part: 'reflection', field: 'response-seen' })
    expect(problem!.values).to.deep.equal({ prompt: 'What?', min: 3, max: 5, words: 2 })
  })
})

describe('the completeness check of evidence', () => {
  const found = (pieces: Piece[], asked = SLOT, available?: string[]) =>
    keys(problems([asked], draftWith({ pieces }), available))

  it('finds none, too few and too many', () => {
    expect(found([])).to.deep.equal(['noPieces'])
    expect(found([artefact('a1')])).to.deep.equal([])
    expect(found([artefact('a1')], { ...SLOT, min: 2 })).to.deep.equal(['tooFewPieces'])
    expect(found(['a1', 'a2', 'a3'].map(artefact))).to.deep.equal(['tooManyPieces'])
    expect(found([], { ...SLOT, required: false })).to.deep.equal([])
  })

  it('asks for one piece of a required slot without a lower limit', () => {
    const { min: _min, ...unlimited } = SLOT
    expect(found([], unlimited)).to.deep.equal(['noPieces'])
  })

  it('finds what has gone from the journal or did not arrive whole', () => {
    expect(found([artefact('a1'), artefact('gone')], SLOT)).to.deep.equal(['pieceGone'])
    expect(found([{ id: 'p', kind: 'entry', entryId: 'e1' }], SLOT, [])).to.deep.equal(['pieceGone'])
  })

  it('finds a text that was begun in place and left empty', () => {
    expect(found([{ id: 'p', kind: 'writing', text: ' ' }])).to.deep.equal(['emptyWriting'])
    expect(found([{ id: 'p', kind: 'writing', text: 'Here.' }])).to.deep.equal([])
  })
})

describe('the completeness check of the self-assessment', () => {
  const found = (selfAssessment: Draft['selfAssessment']) =>
    problemsIn({ requirements: [], rubric: RUBRIC, draft: draftWith({ selfAssessment }), available: new Set() })

  it('finds each criterion without a level, or with one that the rubric does not have', () => {
    expect(found([]).map(({ field }) => field)).to.deep.equal(['level-seeing', 'level-acting'])
    expect(found([{ criterionId: 'seeing', levelId: 'splendid', note: '' }])).to.have.length(2)
    expect(found(RUBRIC.map(({ id }) => ({ criterionId: id, levelId: 'met', note: '' })))).to.deep.equal([])
  })
})
